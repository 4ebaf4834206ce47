import { sql } from 'kysely'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import type { JobCall, ReactionCall } from '../../kit/jobs.ts'
import { job } from '../../kit/jobs.ts'
import { serveDemand } from './demands.ts'

/** Requests that wait for any of these parts, the most urgent and oldest first. */
async function serveWaiting(tx: Tx, where: ReturnType<typeof sql>, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`select l.demand_id as id from parts.demand_line l
    where l.is_waiting and ${where} group by l.demand_id order by min(l.priority), min(l.created_at), l.demand_id`.execute(
    tx,
  )
  for (const { id } of rows) await serveDemand(tx, systemActor(tenantOf(tx)), id, now)
}

/** Something came to a shelf: who waits for it there has it kept, and the job is told. */
export async function afterArrival({ tx, event }: ReactionCall): Promise<void> {
  await serveWaiting(
    tx,
    sql`(l.part_id, l.place_id) in (select m.part_id, m.to_place_id from parts.movement m where m.document_id = ${event.subjectId})`,
    new Date(),
  )
}

/** Something is on its way or on order, or its day has changed: who waits is told the new day. */
export async function afterPromise({ tx, event }: ReactionCall): Promise<void> {
  const parts = (event.data.partIds ?? []) as string[]
  await serveWaiting(tx, sql`l.part_id = any(${parts}::uuid[])`, new Date())
}

/** A batch may be used again: who waits for the part has it kept. */
export async function afterRelease({ tx, event }: ReactionCall): Promise<void> {
  await serveWaiting(tx, sql`l.part_id = ${String(event.data.partId)}`, new Date())
}

/** Somebody more urgent asks, or somebody asks no more: the others' days move. */
export async function afterRequest({ tx, event }: ReactionCall): Promise<void> {
  await serveWaiting(
    tx,
    sql`l.demand_id <> ${event.subjectId} and (l.part_id, l.place_id) in (select o.part_id, o.place_id from parts.demand_line o
      where o.demand_id = ${event.subjectId})`,
    new Date(),
  )
}

/** What was kept is no longer there: the line waits again, and its job hears when more comes. */
export async function afterBreak({ tx, event }: ReactionCall): Promise<void> {
  const line = await tx
    .selectFrom('parts.demand_line')
    .select('demand_id')
    .where('id', '=', String(event.data.lineId))
    .executeTakeFirst()
  if (line) await serveDemand(tx, systemActor(tenantOf(tx)), line.demand_id, new Date())
}

/** Reservations that have run out let go of their stock; whoever issues at that second came before or after. */
export const expireReservations = job(
  'expire-reservations',
  async ({ services, tenantId }: JobCall<object>) => {
    for (;;) {
      const due = await services.db.tx(tenantId, async (tx) => {
        const one = await tx
          .selectFrom('parts.reservation')
          .selectAll()
          .where('state', '=', 'active')
          .where('ends_at', '<=', new Date())
          .orderBy('ends_at')
          .executeTakeFirst()
        if (!one) return null
        const end = {
          part: one.part_id,
          place: one.place_id,
          condition: 'good',
          owner: one.owner_id,
          batch: one.batch_id,
        }
        await sql`select parts.lock_balances(${JSON.stringify([end])}::jsonb)`.execute(tx)
        await tx
          .updateTable('parts.reservation')
          .set({ open: '0', state: 'expired' })
          .where('id', '=', one.id)
          .where('state', '=', 'active')
          .execute()
        return one
      })
      if (!due) return
      await services.db.tx(tenantId, (tx) =>
        serveWaiting(tx, sql`l.part_id = ${due.part_id} and l.place_id = ${due.place_id}`, new Date()),
      )
    }
  },
  '*/5 * * * *',
)
