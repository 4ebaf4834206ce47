import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { printLabels } from '../../kit/pdf/index.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'

/** The labels of removed parts as a PDF sheet: number, part, and a code to scan. */
export async function oldPartLabels(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Buffer> {
  const company = await tx.selectFrom('kit.company').select('name').executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('parts.old_part as o')
    .innerJoin('parts.part as p', 'p.id', 'o.part_id')
    .select(['o.id', 'o.label', 'p.number'])
    .where('o.id', 'in', [...ids])
    .where(visibleTo(actor, 'o.station_id'))
    .execute()
  const known = new Map(rows.map((row) => [row.id, row]))
  const labels = ids.map((id) => {
    const row = known.get(id)
    if (!row) throw notFound('old_part')
    return { serial: row.label, model: row.number, url: `OLD-PART:${row.label}` }
  })
  return printLabels({ language: actor.language, size: 'A4', company: company.name, columns: 3, rows: 8, labels })
}
