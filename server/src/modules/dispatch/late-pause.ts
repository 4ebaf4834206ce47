import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound, problem } from '../../kit/problem.ts'
import { lockVisit, type VisitRow } from './find.ts'
import { notLater, type PauseCall } from './pause.ts'
import type { newPause } from './shapes.ts'
import { TAKES_TIME } from './states.ts'
import { announceVisit } from './visit-news.ts'

/**
 * A pause that was told late, put in where it was: what rested then ends with it, and it ends where the next begins, at the
 * latest with the visit. What runs by now goes on. After the end of a visit nothing rests any more.
 */
export async function addPause(call: PauseCall, visitId: string, id: string, told: z.output<typeof newPause>) {
  const { tx, actor, now } = call
  const { visit } = await lockVisit(tx, actor, visitId)
  const since = notLater(told.at, now)
  mustHaveRun(visit, since)
  const known = await tx.selectFrom('dispatch.pause').select('visit_id').where('id', '=', id).executeTakeFirst()
  if (known && known.visit_id !== visitId) throw notFound('pause')
  if (known) return
  await sql`
    update dispatch.pause set until = ${since}::timestamptz where tenant_id = kit.tenant() and visit_id = ${visitId}::uuid
      and since < ${since}::timestamptz and coalesce(until, 'infinity') > ${since}::timestamptz`.execute(tx)
  await sql`
    insert into dispatch.pause (id, visit_id, reason, note, since, until, told_by)
    values (${id}::uuid, ${visitId}::uuid, ${told.reason}, ${told.note ?? null}, ${since}::timestamptz,
      least(${visit.finished_at}::timestamptz, (select min(p.since) from dispatch.pause p where p.tenant_id = kit.tenant()
        and p.visit_id = ${visitId}::uuid and p.since >= ${since}::timestamptz)), ${actor.id}::uuid)`.execute(tx)
  await announceVisit(tx, actor, 'visit.paused', visit, { reason: told.reason, note: told.note ?? null }, since)
}

/** That the work went on, told late: it had rested no longer than until then. */
export async function endPauseAt(call: PauseCall, visitId: string, id: string, at: string): Promise<void> {
  const { tx, actor, now } = call
  const { visit } = await lockVisit(tx, actor, visitId)
  const { rows } = await sql<{ reason: string; since: Date; until: Date | null }>`
    select reason, since, until from dispatch.pause where tenant_id = kit.tenant() and id = ${id}::uuid
      and visit_id = ${visitId}::uuid for update`.execute(tx)
  const rested = rows[0]
  if (!rested) throw problem('field_work.no_pause', 409)
  const until = new Date(Math.max(rested.since.getTime(), notLater(at, now).getTime()))
  if (rested.until && rested.until <= until) throw problem('field_work.goes_on', 409)
  await tx.updateTable('dispatch.pause').set({ until }).where('id', '=', id).execute()
  const minutes = Math.round((until.getTime() - rested.since.getTime()) / 60_000)
  await announceVisit(tx, actor, 'visit.resumed', visit, { reason: rested.reason, minutes }, until)
}

function mustHaveRun({ status, number, finished_at }: VisitRow, at: Date): void {
  if (TAKES_TIME.includes(status)) return
  if (!finished_at || finished_at <= at) throw problem('conflict.visit_over', 409, { number, status })
}
