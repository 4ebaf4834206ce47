import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { id, instant } from '../../kit/shapes.ts'
import { visiblePhone } from './phone-list.ts'

export const waitingView = z
  .object({
    kind: z.string(),
    visitId: id,
    number: z.string().nullable().describe('of the visit; null where it is not known here'),
    at: instant.describe('when it happened'),
    state: z.enum(['pending', 'failed', 'conflict']),
    why: z.string().nullable().describe('what the phone was told why it cannot be done'),
  })
  .meta({ id: 'WaitingOnPhone' })

/** What waits on a phone, thing by thing, the oldest first: as it said when it was last heard from. */
export async function waitingOn(tx: Tx, actor: Actor, phoneId: string): Promise<z.input<typeof waitingView>[]> {
  const { rows: known } = await sql`
    select 1 from field_work.phone f
    where f.tenant_id = kit.tenant() and f.id = ${phoneId}::uuid and ${visiblePhone(actor)}`.execute(tx)
  if (known.length === 0) throw notFound('phone')
  const { rows } = await sql<z.input<typeof waitingView>>`
    select u.kind, u."visitId", v.number, u.at, u.state, u.why
    from field_work.phone f
    cross join lateral jsonb_to_recordset(f.unsent)
      as u(kind text, "visitId" uuid, at timestamptz, state text, why text)
    left join dispatch.visit v on v.tenant_id = f.tenant_id and v.id = u."visitId"
    where f.tenant_id = kit.tenant() and f.id = ${phoneId}::uuid
    order by u.at, u.kind`.execute(tx)
  return rows
}
