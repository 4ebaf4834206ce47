import { oldPartCode } from '@aftercare/rules'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { id } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { printThem } from './label-printing.ts'
import { labelForm } from './label-shapes.ts'

export const oldPartLabelsBody = z
  .object({ ...labelForm, oldPartIds: z.array(id).min(1).max(200) })
  .meta({ id: 'OldPartLabels' })

/** The labels of removed parts: number, part, when it is due back, and a code to scan. */
export async function oldPartLabels(tx: Tx, actor: Actor, body: z.output<typeof oldPartLabelsBody>): Promise<Buffer> {
  const rows = await tx
    .selectFrom('parts.old_part as o')
    .innerJoin('parts.part as p', 'p.id', 'o.part_id')
    .select(['o.id', 'o.label', 'o.due_on', 'o.serial_number', 'p.number', 'p.name'])
    .where('o.id', 'in', body.oldPartIds)
    .where(visibleTo(actor, 'o.station_id'))
    .execute()
  const known = new Map(rows.map((row) => [row.id, row]))
  return printThem(tx, actor, body, async (say, tongue) =>
    body.oldPartIds.map((one) => {
      const row = known.get(one)
      if (!row) throw notFound('old_part')
      const names = row.name as Record<string, string>
      const lines = [
        { says: say('parts:labels.oldPart'), text: row.label, isMain: true },
        { text: `${row.number} ${names[tongue] ?? names.en ?? ''}` },
        ...(row.serial_number ? [{ says: say('parts:tracking.serial'), text: row.serial_number }] : []),
        ...(row.due_on ? [{ says: say('parts:column.dueOn'), text: row.due_on }] : []),
      ]
      return { code: oldPartCode(row.label), lines }
    }),
  )
}
