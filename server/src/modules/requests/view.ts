import { PAUSE_REASONS, type PauseReason } from '@aftercare/rules'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'
import { actionsOf, nextStepOf } from './actions.ts'
import { addressCard, assetCard, contactCard, customerCard } from './cards.ts'
import { duplicatesOf } from './duplicates.ts'
import { clockViews } from './explain.ts'
import { findRequest, type RequestRow, threadOf } from './find.ts'

/** Everything the request page shows above its timeline. */
export async function viewRequest(tx: Tx, actor: Actor, id: string, now: Date) {
  const row = await findRequest(tx, actor, id)
  const thread = await threadOf(tx, id)
  const watchers = await watchersOf(tx, id)
  const clocks = await clockViews(tx, id, now)
  return {
    ...plainFields(row),
    cover: { outcome: row.cover_outcome, decisionId: row.decision_id },
    station: await stationOf(tx, row.station_id),
    owner: await personOf(tx, row.owner_id),
    contact: await contactCard(tx, row.contact_id),
    customer: await customerCard(tx, actor, row),
    asset: await assetCard(tx, actor, row),
    address: await addressCard(tx, row.address_id),
    reading: await currentReading(tx, row),
    readings: row.reading_version,
    verbatims: await verbatimsOf(
      tx,
      thread.map((one) => one.id),
    ),
    clocks,
    pauses: await pausesOf(tx, id),
    links: await linksOf(tx, actor, id),
    merged: thread.filter((one) => one.id !== id),
    mergedInto: await mergedInto(tx, row.merged_into),
    watchers,
    watching: watchers.some((one) => one.id === actor.id),
    duplicates: can(actor, 'requests.change') ? await duplicatesOf(tx, actor, row) : [],
    can: actionsOf(actor, row),
    nextStep: nextStepOf(row),
  }
}

function plainFields(row: RequestRow) {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    kind: row.kind,
    channel: row.channel,
    status: row.status,
    title: row.title,
    priority: row.priority,
    isSafety: row.is_safety,
    country: row.country,
    timeZone: row.time_zone,
    language: row.language,
    openedAt: row.opened_at,
    firstReplyAt: row.first_reply_at,
    resolvedAt: row.resolved_at,
    closedAt: row.closed_at,
    closureCode: row.closure_code,
    holdReason: row.hold_reason,
    reopened: row.reopened,
    nextDueAt: row.next_due_at,
    externalSource: row.external_source,
    externalId: row.external_id,
    answers: row.answers,
    preferredSlots: row.preferred_slots,
    product: row.product,
  }
}

/** Every version of the reading, newest first. */
export async function readingsOf(tx: Tx, id: string) {
  const rows = await tx
    .selectFrom('requests.reading as g')
    .leftJoin('people.person as p', 'p.id', 'g.by_person')
    .selectAll('g')
    .select('p.name as by_name')
    .where('g.request_id', '=', id)
    .orderBy('g.version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    summary: row.summary,
    symptomCode: row.symptom_code,
    component: row.component,
    impact: row.impact,
    urgency: row.urgency,
    isSafety: row.is_safety,
    priority: row.priority,
    priorityReasons: row.priority_reasons,
    at: row.at,
    by: row.by_person ? { id: row.by_person, name: row.by_name ?? '' } : null,
    reason: row.reason,
  }))
}

async function currentReading(tx: Tx, row: RequestRow) {
  const readings = await readingsOf(tx, row.id)
  return readings.find((one) => one.version === row.reading_version)
}

async function verbatimsOf(tx: Tx, ids: string[]) {
  const rows = await tx
    .selectFrom('requests.verbatim as v')
    .leftJoin('people.person as p', 'p.id', 'v.taken_by')
    .select([
      'v.id',
      'v.text',
      'v.language',
      'v.channel',
      'v.at',
      'v.said_by as saidBy',
      'v.taken_by',
      'p.name as by_name',
    ])
    .where('v.request_id', 'in', ids)
    .orderBy('v.at')
    .execute()
  return rows.map(({ taken_by, by_name, ...one }) => ({
    ...one,
    takenBy: taken_by ? { id: taken_by, name: by_name ?? '' } : null,
  }))
}

async function pausesOf(tx: Tx, id: string) {
  const rows = await tx
    .selectFrom('requests.pause as z')
    .leftJoin('people.person as p', 'p.id', 'z.by_person')
    .select([
      'z.id',
      'z.reason',
      'z.from_at as fromAt',
      'z.to_at as toAt',
      'z.note',
      'z.by_person',
      'p.name as by_name',
      'z.clock_kind',
    ])
    .where('z.request_id', '=', id)
    .orderBy('z.from_at')
    .execute()
  return rows.map(({ by_person, by_name, clock_kind, ...one }) => ({
    ...one,
    by: by_person ? { id: by_person, name: by_name ?? '' } : null,
    stops: clock_kind ? [clock_kind] : PAUSE_REASONS[one.reason as PauseReason].stops,
  }))
}

async function linksOf(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('requests.link as l')
    .innerJoin('requests.request as r', (join) =>
      join.on((eb) =>
        eb.or([
          eb.and([eb('l.request_id', '=', id), eb('r.id', '=', eb.ref('l.other_id'))]),
          eb.and([eb('l.other_id', '=', id), eb('r.id', '=', eb.ref('l.request_id'))]),
        ]),
      ),
    )
    .select(['r.id', 'r.number', 'r.title', 'r.status', 'l.kind'])
    .where((eb) => eb.or([eb('l.request_id', '=', id), eb('l.other_id', '=', id)]))
    .where(visibleTo(actor, 'r.station_id'))
    .orderBy('l.at')
    .execute()
}

async function mergedInto(tx: Tx, id: string | null) {
  if (!id) return null
  return (
    (await tx.selectFrom('requests.request').select(['id', 'number']).where('id', '=', id).executeTakeFirst()) ?? null
  )
}

async function stationOf(tx: Tx, id: string | null) {
  if (!id) return null
  return (await tx.selectFrom('network.station').select(['id', 'name']).where('id', '=', id).executeTakeFirst()) ?? null
}

async function personOf(tx: Tx, id: string | null) {
  if (!id) return null
  return (await tx.selectFrom('people.person').select(['id', 'name']).where('id', '=', id).executeTakeFirst()) ?? null
}

async function watchersOf(tx: Tx, id: string) {
  return tx
    .selectFrom('requests.watcher as w')
    .innerJoin('people.person as p', 'p.id', 'w.person_id')
    .select(['p.id', 'p.name'])
    .where('w.request_id', '=', id)
    .orderBy('p.name')
    .execute()
}
