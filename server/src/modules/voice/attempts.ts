import { canGo, type ReturnVisitState } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { mustFitScript } from './answers.ts'
import { firstCallTime } from './calling-hours.ts'
import { findReturnVisit, moveReturnVisit, type ReturnVisitRow } from './find.ts'
import type { AttemptBody, Outcome } from './shapes.ts'

/** Shorter than this, nobody was asked anything. */
const SHORTEST_TALK = 20
/** So often nobody came to the phone: they are left in peace. */
const MOST_UNREACHED = 3
const AGAIN_HOURS = 4
const UNREACHED: readonly Outcome[] = ['no_answer', 'busy', 'wrong_number']
/** Clocks of a browser and of the server are never quite the same. */
const SLACK_MS = 2_000

/**
 * Records one call. A call that never happened cannot be recorded as one: it lies in the past, not before it was due, not
 * while the same person was on another call; who was reached was talked to and answered.
 */
export async function recordAttempt(tx: Tx, actor: Actor, id: string, body: AttemptBody, now: Date): Promise<void> {
  const row = await findReturnVisit(tx, actor, id, true)
  const next = NEXT[body.outcome]
  if (!canGo('returnVisit', row.status as ReturnVisitState, next))
    throw problem('conflict.state', 409, { from: row.status, to: next })
  const call = callOf(row, body, now)
  await mustBeTrue(tx, actor, row, body, call, now)
  const attemptId = newId()
  await tx
    .insertInto('voice.attempt')
    .values({
      id: attemptId,
      return_visit_id: id,
      at: call.from,
      outcome: body.outcome,
      channel: body.channel,
      seconds: body.seconds ?? null,
      note: body.note ?? null,
      by_person: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await goOn(tx, actor, row, body, now)
}

function callOf(row: ReturnVisitRow, body: AttemptBody, now: Date) {
  const from = body.at ? new Date(body.at) : new Date(now.getTime() - (body.seconds ?? 0) * 1000)
  const to = new Date(from.getTime() + (body.seconds ?? 0) * 1000)
  if (to.getTime() > now.getTime() + SLACK_MS) throw invalid({ path: 'at', code: 'validation.future' })
  if (body.channel === 'phone' && from < row.due_at)
    throw invalid({ path: 'at', code: 'voice.before_due', values: { due: row.due_at.toISOString() } })
  return { from, to }
}

async function mustBeTrue(
  tx: Tx,
  actor: Actor,
  row: ReturnVisitRow,
  body: AttemptBody,
  call: { from: Date; to: Date },
  now: Date,
): Promise<void> {
  if (body.outcome === 'reached') {
    if ((body.seconds ?? 0) < SHORTEST_TALK)
      throw invalid({ path: 'seconds', code: 'voice.too_short', values: { seconds: SHORTEST_TALK } })
    await mustFitScript(tx, row, body.answers ?? {})
  } else if (body.answers) throw invalid({ path: 'answers', code: 'voice.not_reached' })
  if (body.outcome === 'call_later' && !(body.callAt && new Date(body.callAt) > now))
    throw invalid({ path: 'callAt', code: 'voice.later_is_past' })
  if (actor.kind === 'person' && (await wasTalking(tx, actor.id!, call)))
    throw invalid({ path: 'at', code: 'voice.on_another_call' })
}

const NEXT: Record<Outcome, ReturnVisitState> = {
  reached: 'done',
  refused: 'skipped',
  no_answer: 'attempted',
  busy: 'attempted',
  wrong_number: 'attempted',
  call_later: 'attempted',
}

async function wasTalking(tx: Tx, personId: string, call: { from: Date; to: Date }): Promise<boolean> {
  const { rows } = await sql`
    select 1 from voice.attempt where by_person = ${personId} and seconds > 0
    and tstzrange(at, at + seconds * interval '1 second') && tstzrange(${call.from}, ${call.to}, '[)')`.execute(tx)
  return rows.length > 0
}

async function goOn(tx: Tx, actor: Actor, row: ReturnVisitRow, body: AttemptBody, now: Date): Promise<void> {
  const to = NEXT[body.outcome]
  const set = {
    attempts: row.attempts + 1,
    ...(actor.kind === 'person' && { owner_id: actor.id }),
    ...(body.outcome === 'reached' && { done_at: now, answers: JSON.stringify(body.answers) }),
    ...(body.outcome === 'refused' && { skip_reason: 'customer_refused' }),
    ...(to === 'attempted' && { due_at: await nextTry(tx, row, body, now) }),
  }
  const data = { outcome: body.outcome, seconds: body.seconds ?? null }
  const news = { done: 'return_visit.done', skipped: 'return_visit.skipped' }[to as 'done'] ?? 'return_visit.attempted'
  await moveReturnVisit(tx, actor, row, to, {
    set,
    news,
    data: { ...data, ...(to === 'skipped' && { reason: 'customer_refused' }) },
  })
  if (to === 'attempted' && (await unreached(tx, row.id)) >= MOST_UNREACHED) {
    const tried = { ...row, status: 'attempted', version: row.version + 1 }
    await moveReturnVisit(tx, actor, tried, 'unreachable', { set: {}, news: 'return_visit.unreachable' })
  }
}

/** When the customer said, or some hours later in their own hours. */
async function nextTry(tx: Tx, row: ReturnVisitRow, body: AttemptBody, now: Date): Promise<Date> {
  if (body.outcome === 'call_later') return new Date(body.callAt!)
  const customer = await tx
    .selectFrom('parties.customer')
    .select(['time_zone as timeZone', 'quiet_from as quietFrom', 'quiet_to as quietTo'])
    .where('id', '=', row.customer_id)
    .executeTakeFirstOrThrow()
  const from = new Date(now.getTime() + AGAIN_HOURS * 3_600_000)
  return firstCallTime(customer, from, new Date(from.getTime() + 48 * 3_600_000)) ?? from
}

async function unreached(tx: Tx, id: string): Promise<number> {
  const { n } = await tx
    .selectFrom('voice.attempt')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('return_visit_id', '=', id)
    .where('outcome', 'in', [...UNREACHED])
    .executeTakeFirstOrThrow()
  return Number(n)
}
