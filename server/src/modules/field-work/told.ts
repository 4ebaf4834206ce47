import { sql } from 'kysely'
import { z } from 'zod'
import { announce } from '../../kit/events.ts'
import { keepFile } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { notify } from '../../kit/notices/notify.ts'
import { Problem } from '../../kit/problem.ts'
import type { Call } from '../../kit/route.ts'
import { id } from '../../kit/shapes.ts'
import { planners } from '../dispatch/index.ts'
import { type Fact, factOf } from './fact.ts'
import { workOnceTheirs } from './once-theirs.ts'
import { appendPhoto } from './photos.ts'
import { findWork, type Work } from './work.ts'

export const TOLD_KINDS = [
  ...['tap', 'report', 'line', 'line_removed', 'source', 'photo', 'photo_removed'],
  ...['extra_work', 'signature', 'completion', 'found'],
  ...['replacement', 'overrun', 'overrun_withdrawn', 'handing_over'],
  ...['time_correction', 'expense', 'expense_removed', 'remark', 'pause', 'resume'],
  'recall_answer',
] as const
export type ToldKind = (typeof TOLD_KINDS)[number]

/** The answer to something that came too late to be done: it is not lost, the desk has it. */
export const toldLate = z
  .object({
    toldLate: z.object({
      visitId: id,
      number: z.string(),
      reason: z.string(),
      nowWith: z.string().nullable().describe('who makes the visit now, where it is somebody else of the same station'),
    }),
  })
  .meta({ id: 'ToldLate' })

/** Refusals that say the plan went on without the phone: nothing the technician could change about it now. */
const OVERTAKEN = new Set([
  ...['field_work.not_yours', 'field_work.over', 'field_work.signed', 'field_work.changed_since_shown'],
  ...['field_work.line_approved', 'conflict.state', 'conflict.visit_over'],
])

/** What somebody spoke of that is not there for them. Of a pause that was left to the desk its end goes there, too. */
const GONE: Record<string, string> = { visit: 'field_work.not_yours', pause: 'field_work.no_pause' }

type AnyCall = Pick<Call<undefined, undefined, undefined>, 'tx' | 'actor' | 'request' | 'reply' | 'services' | 'now'>

/**
 * Something a phone tells about a visit: done as told, or, where the plan went on meanwhile (reassigned, cancelled,
 * finished, signed), kept whole for the desk. Both clocks are written down either way. `run` is told whether a phone speaks.
 */
export async function tellFact<T>(
  call: AnyCall & { body?: unknown },
  visitId: string,
  kind: ToldKind,
  run: (fact: Fact | null) => Promise<T>,
): Promise<T | z.output<typeof toldLate>> {
  const fact = factOf(call.request)
  if (!fact) return run(null)
  const { tx } = call
  if (fact.isHanded) return keepLate(call, visitId, { fact, kind, reason: 'field_work.handed_to_desk' })
  await sql`savepoint told`.execute(tx)
  try {
    const answer = await run(fact)
    await sql`release savepoint told`.execute(tx)
    const told = await writeTold(call, { fact, kind, visitId, ...fact.left })
    if (fact.left && told)
      await announceLate(call, fact, kind, await findWork(tx, call.actor, visitId), fact.left.reason, told)
    return answer
  } catch (error) {
    const reason = overtakenBy(error)
    if (!reason) throw error
    await sql`rollback to savepoint told`.execute(tx)
    return keepLate(call, visitId, { fact, kind, reason, error })
  }
}

/** Also what the database refuses in our words (`kit.refuse`). */
export function refusalCode(error: unknown): string {
  if (error instanceof Problem) return error.code
  const { code, message } = error as { code?: string; message: string }
  return code === 'RF409' ? message : ''
}

/** Why it is the desk's now; undefined where it is refused. */
function overtakenBy(error: unknown): string | undefined {
  const code = refusalCode(error)
  if (OVERTAKEN.has(code)) return code
  return error instanceof Problem && code === 'not_found' ? GONE[String(error.values.what)] : undefined
}

interface Late {
  fact: Fact
  kind: ToldKind
  reason: string
  error?: unknown
}

async function keepLate(call: AnyCall & { body?: unknown }, visitId: string, { fact, kind, reason, error }: Late) {
  const { tx, actor, reply } = call
  const work = await workOnceTheirs(tx, actor, visitId)
  // Somebody who never had this visit has nothing to tell of it.
  if (!work) throw error ?? (await findWork(tx, actor, visitId).then(() => new Problem('forbidden', 403)))
  if (kind === 'photo') await appendPhoto(tx, actor, work, photoIdOf(call), call.body as never)
  const late = { fact, kind, visitId, reason, body: call.body ?? null }
  const told = await writeTold(call, late)
  if (told) await announceLate(call, fact, kind, work, reason, told)
  reply.status(202)
  // Of another station nobody learns by name who has it.
  const nowWith = error && refusalCode(error) === 'field_work.not_yours' ? work.technicianName : null
  return { toldLate: { visitId, number: work.number, reason, nowWith } }
}

/** The desk reads it in the timeline, and those who plan for the station are told. */
export async function announceLate(
  { tx, actor }: Pick<AnyCall, 'tx' | 'actor'>,
  fact: Fact,
  kind: string,
  work: Work,
  reason: string,
  told: string,
): Promise<void> {
  const data = { number: work.number, technicianName: actor.name, kind, reason, at: when(fact).toISOString() }
  await announce(tx, actor, {
    type: 'visit.told_late',
    subject: { type: 'visit', id: work.id },
    threadId: work.requestId,
    stationId: work.stationId,
    data,
  })
  const people = work.stationId ? await planners(tx, work.stationId) : []
  await notify(tx, actor.tenantId, people, {
    kind: 'field-work:notice.told_late',
    details: data,
    subject: { type: 'told', id: told },
  })
}

const photoIdOf = (call: AnyCall) => (call.request.params as { photoId: string }).photoId

/** When it was, by our clock. */
export const when = (fact: Pick<Fact, 'deviceAt' | 'offsetMs'>) => new Date(fact.deviceAt.getTime() + fact.offsetMs)

interface Told {
  fact: Fact
  kind: string
  visitId: string
  reason?: string
  body?: unknown
}

/** One row for each key: what a phone that was told "done" can ask for later. Null when it was written before. */
export async function writeTold(
  { tx, actor, request }: Pick<AnyCall, 'tx' | 'actor'> & { request?: AnyCall['request'] },
  { fact, kind, visitId, reason, body }: Told,
): Promise<string | null> {
  const told = newId()
  // What it speaks of stands in its address; that of something taken away stands nowhere else.
  const kept = reason ? { ...(body as object | null | undefined), ...(request && { params: request.params }) } : null
  const fileId = (body as { fileId?: string } | null | undefined)?.fileId ?? null
  const { rows } = await sql<{ station_id: string | null }>`/* hot told */
    insert into field_work.told (id, key, visit_id, station_id, person_id, phone_id, kind, device_at, offset_ms,
      is_clock_sure, late_reason, body, file_id)
    values (${told}::uuid, ${fact.key}, ${visitId}::uuid,
      (select v.station_id from dispatch.visit v where v.tenant_id = kit.tenant() and v.id = ${visitId}::uuid),
      ${actor.id}::uuid, ${fact.phoneId}::uuid, ${kind},
      ${fact.deviceAt}::timestamptz, ${fact.offsetMs}::bigint, ${fact.isSure}, ${reason ?? null}::text,
      ${kept ? JSON.stringify(kept) : null}::jsonb, ${fileId}::uuid)
    on conflict (tenant_id, key) do nothing returning station_id`.execute(tx)
  if (rows.length === 0) return null
  // A signature or a receipt that waits for a judgement belongs to the fact for so long.
  const station = { stationId: rows[0]!.station_id, isPublic: false }
  if (reason && fileId) await keepFile(tx, actor, fileId, { type: 'told', id: told, ...station })
  return told
}
