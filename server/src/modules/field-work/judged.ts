import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { id, instant } from '../../kit/shapes.ts'

export const judgedView = z
  .object({
    key: z.string().describe('the idempotency key it was told under'),
    kind: z.string(),
    visitId: id.nullable(),
    number: z.string().nullable(),
    happenedAt: instant,
    verdict: z.enum(['taken_over', 'set_aside']),
    note: z.string().nullable(),
    by: z.string().nullable(),
    at: instant,
  })
  .meta({ id: 'JudgedFact' })

/** As long as the phone keeps what it told, and a weekend. */
const SHOWN_MS = 10 * 86_400_000

/** What the desk decided of what this person told late: who, when and why. Nobody's fact is set aside behind their back. */
export async function judgedOf(tx: Tx, personId: string, now: Date): Promise<z.input<typeof judgedView>[]> {
  const { rows } = await sql<z.input<typeof judgedView>>`
    select t.key, t.kind, t.visit_id as "visitId", v.number, t.device_at + t.offset_ms * interval '1 millisecond' as "happenedAt",
      t.verdict, t.note, j.name as by, t.judged_at as at
    from field_work.told t
    left join dispatch.visit v on v.tenant_id = t.tenant_id and v.id = t.visit_id
    left join people.person j on j.tenant_id = t.tenant_id and j.id = t.judged_by
    where t.tenant_id = kit.tenant() and t.person_id = ${personId}::uuid and t.verdict is not null
      and t.judged_at > ${new Date(now.getTime() - SHOWN_MS)}
    order by t.judged_at desc, t.id limit 100`.execute(tx)
  return rows
}
