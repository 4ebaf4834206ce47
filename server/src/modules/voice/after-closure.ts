import { systemActor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { mailAddressOf, type RequestRow } from '../requests/index.ts'
import { firstCallTime } from './calling-hours.ts'
import { calledLately, mayBeRung, maySurvey } from './may-ask.ts'
import type { Skip } from './shapes.ts'
import { scriptAfterService } from './standard-script.ts'
import { expiryFrom, mailSurvey } from './survey-link.ts'

const HOUR = 3_600_000
/** The trade's habit: the day after, when it has been used again, and before the third day is over. */
const CALL_BETWEEN_HOURS = [24, 72] as const
/** Ended without us having done anything worth asking about. */
const NOTHING_DONE = ['customer_silent', 'referred']

/** A request with a visit or a repair was closed: somebody calls, and a survey is sent to who allows it. */
export async function askAfterClosure({ tx, event, services }: ReactionCall): Promise<void> {
  const request = await tx
    .selectFrom('requests.request')
    .selectAll()
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  // News may come late: reopened meanwhile, there is nothing to ask yet.
  if (!request?.customer_id || request.status !== 'closed') return
  if (NOTHING_DONE.includes(request.closure_code ?? '')) return
  const visit = await lastVisit(tx, request.id)
  if (!visit && request.kind !== 'repair') return
  const closed = { ...request, customer_id: request.customer_id }
  await planCall(tx, services, closed, visit?.id ?? null, event.at)
  await sendSurvey(tx, services, closed, visit, event.at)
}

type Closed = RequestRow & { customer_id: string }

async function planCall(tx: Tx, services: Services, request: Closed, visitId: string | null, closedAt: Date) {
  const actor = systemActor(request.tenant_id)
  const { dueAt, skip } = await whenToCall(tx, request, closedAt)
  const id = newId()
  const number = await takeNumber(services.db, request.tenant_id, 'RV', closedAt.getUTCFullYear())
  await tx
    .insertInto('voice.return_visit')
    .values({
      id,
      number,
      status: skip ? 'skipped' : 'due',
      skip_reason: skip,
      request_id: request.id,
      visit_id: visitId,
      customer_id: request.customer_id,
      station_id: request.station_id,
      script_id: await scriptAfterService(tx),
      due_at: dueAt,
    })
    .execute()
  await announce(tx, actor, {
    type: skip ? 'return_visit.skipped' : 'return_visit.planned',
    subject: { type: 'return_visit', id, version: 1 },
    threadId: request.id,
    stationId: request.station_id,
    data: { number, dueAt: dueAt.toISOString(), reason: skip },
  })
}

/** In the customer's own hours between 24 and 72 hours after; or why there is to be no call. */
async function whenToCall(tx: Tx, request: Closed, closedAt: Date): Promise<{ dueAt: Date; skip: Skip | null }> {
  const [from, until] = CALL_BETWEEN_HOURS.map((hours) => new Date(closedAt.getTime() + hours * HOUR)) as [Date, Date]
  const customer = await tx
    .selectFrom('parties.customer as c')
    .leftJoin('parties.contact as k', (on) => on.on('k.id', '=', request.contact_id))
    .select(['c.time_zone', 'c.quiet_from', 'c.quiet_to', 'c.phone', 'k.phone as contact_phone'])
    .where('c.id', '=', request.customer_id)
    .executeTakeFirstOrThrow()
  const { time_zone: timeZone, quiet_from: quietFrom, quiet_to: quietTo } = customer
  const dueAt = firstCallTime({ timeZone, quietFrom, quietTo }, from, until)
  if (!(await mayBeRung(tx, request.customer_id))) return { dueAt: dueAt ?? from, skip: 'no_consent' }
  if (await calledLately(tx, request.customer_id, closedAt)) return { dueAt: dueAt ?? from, skip: 'contacted_recently' }
  if (!customer.phone && !customer.contact_phone) return { dueAt: dueAt ?? from, skip: 'no_phone' }
  return dueAt ? { dueAt, skip: null } : { dueAt: from, skip: 'no_allowed_hours' }
}

async function sendSurvey(
  tx: Tx,
  services: Services,
  request: Closed,
  visit: { id: string; technician_id: string } | undefined,
  at: Date,
): Promise<void> {
  const to = await mailAddressOf(tx, request)
  if (!to || !(await maySurvey(tx, request.customer_id, at))) return
  const survey = { id: newId(), expiresAt: expiryFrom(at), language: request.language }
  await tx
    .insertInto('voice.survey')
    .values({
      id: survey.id,
      request_id: request.id,
      visit_id: visit?.id ?? null,
      technician_id: visit?.technician_id ?? null,
      customer_id: request.customer_id,
      station_id: request.station_id,
      channel: 'link',
      language: survey.language,
      sent_at: at,
      expires_at: survey.expiresAt,
    })
    .execute()
  await mailSurvey(tx, services, { ...survey, to, request })
  await announce(tx, systemActor(request.tenant_id), {
    type: 'survey.sent',
    subject: { type: 'survey', id: survey.id },
    threadId: request.id,
    stationId: request.station_id,
    data: { number: request.number },
  })
}

/** The work is not over after all: nobody asks how it went until it is. */
export async function callOff({ tx, event }: ReactionCall): Promise<void> {
  const rows = await tx
    .updateTable('voice.return_visit')
    .set((eb) => ({ status: 'skipped', skip_reason: 'request_reopened', version: eb('version', '+', 1) }))
    .where('request_id', '=', event.subjectId)
    .where('status', 'in', ['due', 'attempted'])
    .returning(['id', 'number', 'version', 'tenant_id', 'station_id'])
    .execute()
  for (const row of rows)
    await announce(tx, systemActor(row.tenant_id), {
      type: 'return_visit.skipped',
      subject: { type: 'return_visit', id: row.id, version: row.version },
      threadId: event.subjectId,
      stationId: row.station_id,
      data: { number: row.number, reason: 'request_reopened' },
    })
}

function lastVisit(tx: Tx, requestId: string) {
  return tx
    .selectFrom('dispatch.visit')
    .select(['id', 'technician_id'])
    .where('request_id', '=', requestId)
    .where('status', 'in', ['done', 'part_done'])
    .orderBy('finished_at', 'desc')
    .executeTakeFirst()
}
