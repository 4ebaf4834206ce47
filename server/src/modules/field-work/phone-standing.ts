import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id, instant } from '../../kit/shapes.ts'
import { visiblePhone } from './phone-list.ts'

export const phoneStanding = z
  .object({
    technicianId: id,
    phones: z.number(),
    lastHeardAt: instant,
    waiting: z.number().describe('things that happened and are not sent yet, on all phones together'),
    stuck: z.number().describe('of these: what waits for a choice of the technician'),
    oldestAt: instant.nullable().describe('the oldest of them'),
  })
  .meta({ id: 'PhoneStanding' })

/** Of each technician whose phones one may see: when any of them was last heard from, and what still waits on them. */
export async function phoneStandings(tx: Tx, actor: Actor) {
  const { rows } = await sql<z.output<typeof phoneStanding>>`
    select f.person_id as "technicianId", count(*)::int as phones, max(f.last_heard_at) as "lastHeardAt",
      sum(f.waiting)::int as waiting, sum(f.stuck)::int as stuck, min(f.oldest_at) filter (where f.waiting > 0) as "oldestAt"
    from field_work.phone f where f.revoked_at is null and ${visiblePhone(actor)}
    group by f.person_id order by f.person_id`.execute(tx)
  return rows
}
