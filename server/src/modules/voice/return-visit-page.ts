import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import { can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { scriptOf } from './answers.ts'
import { mayBeCalled } from './calling-hours.ts'
import { findReturnVisit, type ReturnVisitRow } from './find.ts'

/** All a caller needs in front of them: whom, when allowed, what it was about in the customer's words, what was done. */
export async function viewReturnVisit(tx: Tx, actor: Actor, id: string, now: Date) {
  const row = await findReturnVisit(tx, actor, id)
  const { customer, request, visit, owner } = await around(tx, row)
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    version: row.version,
    dueAt: row.due_at,
    doneAt: row.done_at,
    skipReason: row.skip_reason,
    stationId: row.station_id,
    owner,
    customer: { ...customer, mayBeCalledNow: mayBeCalled(customer, now) },
    request: { ...request, words: await wordsOf(tx, row.request_id) },
    visit,
    script: await scriptOf(tx, row),
    answers: row.answers,
    attempts: await attemptsOf(tx, id),
    survey: await surveyOf(tx, row.request_id),
    earlier: await earlierOf(tx, row),
    can: abilities(actor, row),
  }
}

function abilities(actor: Actor, row: ReturnVisitRow): string[] {
  if (!can(actor, 'voice.call')) return []
  if (row.status === 'due' || row.status === 'attempted') return ['call', 'skip']
  return { done: ['answers'], unreachable: ['call'] }[row.status as 'done'] ?? []
}

async function around(tx: Tx, row: ReturnVisitRow) {
  const found = await tx
    .selectFrom('requests.request as r')
    .innerJoin('parties.customer as c', (on) => on.on('c.id', '=', row.customer_id))
    .leftJoin('parties.contact as k', 'k.id', 'r.contact_id')
    .leftJoin('assets.asset as a', 'a.id', 'r.asset_id')
    .leftJoin('assets.model as m', 'm.id', 'a.model_id')
    .leftJoin('people.person as o', (on) => on.on('o.id', '=', row.owner_id))
    .select(['r.id', 'r.number', 'r.kind', 'r.title', 'r.closed_at', 'm.name as product', 'a.serial', 'r.language'])
    .select(['c.id as customer_id', 'c.name', 'c.phone', 'c.time_zone', 'c.quiet_from', 'c.quiet_to'])
    .select(['k.name as contact', 'k.phone as contact_phone', 'o.name as owner'])
    .where('r.id', '=', row.request_id)
    .executeTakeFirstOrThrow()
  return {
    owner: row.owner_id && found.owner ? { id: row.owner_id, name: found.owner } : null,
    customer: {
      id: found.customer_id,
      name: found.name,
      phone: found.contact_phone ?? found.phone,
      contact: found.contact,
      language: found.language,
      timeZone: found.time_zone,
      quietFrom: found.quiet_from?.slice(0, 5) ?? null,
      quietTo: found.quiet_to?.slice(0, 5) ?? null,
    },
    request: {
      id: found.id,
      number: found.number,
      kind: found.kind,
      title: found.title,
      closedAt: found.closed_at,
      product: found.product,
      serial: found.serial,
    },
    visit: row.visit_id ? await visitOf(tx, row.visit_id) : null,
  }
}

async function visitOf(tx: Tx, id: string) {
  const visit = await tx
    .selectFrom('dispatch.visit as v')
    .innerJoin('people.person as p', 'p.id', 'v.technician_id')
    .leftJoin('field_work.report as t', 't.visit_id', 'v.id')
    .select(['v.id', 'v.number', 'p.name as technician', 'v.finished_at as finishedAt', 't.work_done as workDone'])
    .where('v.id', '=', id)
    .executeTakeFirst()
  return visit ?? null
}

function wordsOf(tx: Tx, requestId: string) {
  return tx
    .selectFrom('requests.verbatim')
    .select(['text', 'language', 'at'])
    .where('request_id', '=', requestId)
    .orderBy('at')
    .execute()
}

function attemptsOf(tx: Tx, id: string) {
  return tx
    .selectFrom('voice.attempt as t')
    .leftJoin('people.person as p', 'p.id', 't.by_person')
    .select(['t.id', 't.at', 't.outcome', 't.channel', 't.seconds', 't.note', 'p.name as by'])
    .where('t.return_visit_id', '=', id)
    .orderBy('t.at', 'desc')
    .execute()
}

async function surveyOf(tx: Tx, requestId: string) {
  const row = await tx
    .selectFrom('voice.survey')
    .select(['id', 'channel', 'sent_at as sentAt', 'expires_at as expiresAt', 'answered_at as answeredAt'])
    .select(['perceived', 'expected', 'dimensions', 'nps', 'tags', 'comment'])
    .select(sql<number | null>`(perceived * 100.0 / nullif(expected, 0))::float8`.as('csi'))
    .where('request_id', '=', requestId)
    .orderBy('sent_at', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** When this customer was called before: nobody wants to be asked the same twice. */
function earlierOf(tx: Tx, row: ReturnVisitRow) {
  return tx
    .selectFrom('voice.return_visit')
    .select(['id', 'number', 'status', 'due_at as dueAt', 'skip_reason as skipReason'])
    .where('customer_id', '=', row.customer_id)
    .where('id', '<>', row.id)
    .orderBy('due_at', 'desc')
    .limit(5)
    .execute()
}
