import { nextStates, type VisitState } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { matesByVisit, overrunsOf, type Proposal, pausesOf, pickUpsOf, promisedOf } from '../dispatch/index.ts'
import { oldPartsOf } from '../parts/index.ts'
import { assetOf } from './asset-of-visit.ts'
import { blockedParts } from './blocked-parts.ts'
import { checklistOf } from './checklists.ts'
import { decisionForKinds } from './cover.ts'
import { earlierOf } from './earlier-visits.ts'
import { listFor, priced, workLines } from './prices.ts'
import { type RecallsOfVisit, recallsOf } from './recalls-of-visits.ts'
import type { Answers, ReportRow } from './report.ts'
import { timeOf } from './time-of-visits.ts'
import type { Work } from './work.ts'

/** Everything about some visits, as the phone takes it along and the desk reads it. */
export async function visitPages(tx: Tx, actor: Actor, works: readonly Work[], now: Date) {
  const ids = works.map((work) => work.id)
  const facts = {
    lines: await workLines(tx, ids),
    reports: await byVisit(tx, 'field_work.report', ids),
    photos: await photosOf(tx, ids),
    stamps: await stampsOf(tx, ids),
    money: await moneyOf(tx, ids),
    parties: await partiesOf(tx, ids),
    overruns: await overrunsOf(tx, ids),
    pauses: await pausesOf(tx, ids),
    mates: await matesByVisit(tx, ids),
    pickUps: await pickUpsOf(tx, ids),
    earlier: await earlierOf(tx, ids),
    time: await timeOf(tx, ids),
    oldParts: await oldPartsOf(tx, ids),
    recalls: await recallsOf(tx, works),
    blocked: await blockedParts(tx, [...new Set(works.flatMap((work) => work.assetId ?? []))]),
  }
  const pages = []
  for (const work of works) pages.push(await page(tx, actor, work, facts, now))
  return pages
}

type Facts = {
  lines: Awaited<ReturnType<typeof workLines>>
  reports: Map<string, ReportRow>
  photos: Awaited<ReturnType<typeof photosOf>>
  stamps: Awaited<ReturnType<typeof stampsOf>>
  money: Awaited<ReturnType<typeof moneyOf>>
  parties: Awaited<ReturnType<typeof partiesOf>>
  overruns: Awaited<ReturnType<typeof overrunsOf>>
  pauses: Awaited<ReturnType<typeof pausesOf>>
  mates: Awaited<ReturnType<typeof matesByVisit>>
  pickUps: Awaited<ReturnType<typeof pickUpsOf>>
  earlier: Awaited<ReturnType<typeof earlierOf>>
  time: Awaited<ReturnType<typeof timeOf>>
  oldParts: Awaited<ReturnType<typeof oldPartsOf>>
  recalls: Map<string, RecallsOfVisit>
  blocked: Awaited<ReturnType<typeof blockedParts>>
}

async function page(tx: Tx, actor: Actor, work: Work, facts: Facts, now: Date) {
  const report = facts.reports.get(work.id)
  const list = await listFor(tx, work, now, work.id)
  const sums = list ? priced(facts.lines.get(work.id) ?? [], list) : null
  const parties = facts.parties.get(work.id)!
  const money = facts.money.filter((one) => one.visitId === work.id)
  return {
    ...headOf(work),
    ...parties,
    asset: work.assetId ? await assetOf(tx, work, facts.blocked, facts.recalls.get(work.id)!.recalls) : null,
    cover: await decisionForKinds(tx, work, now),
    checklist: await checklistOf(tx, work, report?.checklist_id, report?.checklist_version),
    report: reportOf(report),
    lines: sums?.lines ?? [],
    price: sums?.price ?? null,
    photos: facts.photos.filter((one) => one.visitId === work.id),
    stamps: facts.stamps.filter((one) => one.visitId === work.id),
    quotations: money
      .filter((one) => one.what === 'quotation')
      .map(({ minor, ...one }) => ({ ...one, customerMinor: minor })),
    invoice:
      money.filter((one) => one.what === 'invoice').map(({ minor, ...one }) => ({ ...one, totalMinor: minor }))[0] ??
      null,
    overrun: facts.overruns.get(work.id) ?? null,
    pauses: facts.pauses.get(work.id) ?? [],
    mates: facts.mates.get(work.id) ?? [],
    pickUp: facts.pickUps.get(work.id) ?? null,
    earlier: facts.earlier.get(work.id) ?? [],
    corrections: facts.time.corrections.filter((one) => one.visitId === work.id),
    timeChanges: facts.time.changes.filter((one) => one.visitId === work.id),
    expenses: facts.time.expenses.filter((one) => one.visitId === work.id),
    oldParts: facts.oldParts.get(work.id) ?? [],
    recallAnswers: facts.recalls.get(work.id)!.answers,
    isMine: actor.id === work.technicianId,
  }
}

function headOf(work: Work) {
  const { id, number, version, status, startsAt, endsAt, timeZone, enRouteAt, arrivedAt, startedAt, finishedAt } = work
  return {
    ...{ id, number, version, status, startsAt, endsAt, timeZone, enRouteAt, arrivedAt, startedAt, finishedAt },
    answerBy: work.answerBy,
    next: [...nextStates('visit', status as VisitState)],
    promised: promisedOf(work.promised),
    technician: { id: work.technicianId, name: work.technicianName },
    station: work.stationId ? { id: work.stationId, name: work.stationName!, phone: work.stationPhone } : null,
    workOrder: {
      id: work.workOrderId,
      number: work.workOrderNumber,
      instructions: work.instructions,
      plannedMinutes: work.plannedMinutes,
    },
  }
}

function reportOf(row: ReportRow | undefined) {
  const signed = row?.signed_at && row.signature_file_id
  return {
    version: row?.version ?? 0,
    checklistId: row?.checklist_id ?? null,
    checklistVersion: row?.checklist_version ?? null,
    answers: (row?.answers ?? {}) as unknown as Answers,
    symptomCode: row?.symptom_code ?? null,
    causeCode: row?.cause_code ?? null,
    remedyCode: row?.remedy_code ?? null,
    findings: row?.findings ?? null,
    workDone: row?.work_done ?? null,
    outcome: row?.outcome ?? null,
    restOfWork: row?.rest_of_work ?? null,
    rest: (row?.rest ?? null) as Proposal | null,
    priceShown: row?.customer_minor && row.currency ? { minor: row.customer_minor, currency: row.currency } : null,
    unsignedReason: row?.unsigned_reason ?? null,
    signature: signed
      ? {
          name: row.signer_name!,
          role: row.signer_role ?? '',
          at: row.signed_at!,
          fileId: row.signature_file_id!,
          hash: row.signed_hash!,
        }
      : null,
    hasPaper: row?.report_file_id !== undefined && row?.report_file_id !== null,
  }
}

async function byVisit(tx: Tx, table: 'field_work.report', ids: string[]): Promise<Map<string, ReportRow>> {
  const rows = await tx.selectFrom(table).selectAll().where('visit_id', '=', sql<string>`any(${ids}::uuid[])`).execute()
  return new Map(rows.map((row) => [row.visit_id, row]))
}

function photosOf(tx: Tx, ids: string[]) {
  return tx
    .selectFrom('field_work.photo as o')
    .leftJoin('kit.file as f', 'f.id', 'o.file_id')
    .select(['o.visit_id as visitId', 'o.id', 'o.file_id as fileId', 'o.kind', 'o.checklist_key as checklistKey'])
    .select(['o.taken_at as takenAt', 'o.taken_by as takenBy', 'o.lat', 'o.lon', 'o.caption', 'f.type as mediaType'])
    .where('o.visit_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('o.taken_at')
    .execute()
}

function stampsOf(tx: Tx, ids: string[]) {
  return tx
    .selectFrom('field_work.stamp')
    .select(['visit_id as visitId', 'id', 'status', 'at', 'received_at as receivedAt', 'lat', 'lon'])
    .where('visit_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('at')
    .execute()
}

async function moneyOf(tx: Tx, ids: string[]) {
  const { rows } = await sql<{
    what: 'quotation' | 'invoice'
    visitId: string
    id: string
    number: string | null
    status: string
    minor: string
    currency: string
    answeredBy: string | null
    signature: object | null
  }>`
    select 'quotation' as what, q.visit_id as "visitId", q.id, q.number, q.status, q.customer_minor as minor, q.currency,
      q.answered_by as "answeredBy", q.created_at, case when g.id is not null then jsonb_build_object('name', g.name, 'role', g.role,
        'at', g.agreed_at, 'fileId', g.file_id, 'hash', g.hash) end as signature
    from billing.quotation q left join field_work.agreement g on g.tenant_id = q.tenant_id and g.id = q.id where q.tenant_id = kit.tenant() and q.visit_id = any(${ids}::uuid[])
    union all
    select 'invoice', i.visit_id, i.id, i.number, i.status, i.total_minor, i.currency, null, i.created_at, null
    from billing.invoice i where i.tenant_id = kit.tenant() and i.visit_id = any(${ids}::uuid[])
    order by created_at`.execute(tx)
  return rows
}

/** Request, customer, contact and place of each visit: one statement. */
async function partiesOf(tx: Tx, ids: string[]) {
  const { rows } = await sql<{
    id: string
    request: { symptomCode: string | null }
    customer: object | null
    contact: object | null
    address: object | null
  }>`
    select v.id,
      jsonb_build_object('id', r.id, 'number', r.number, 'kind', r.kind, 'title', r.title, 'priority', r.priority,
        'status', r.status, 'symptomCode', r.symptom_code, 'component', g.component, 'isSafety', r.is_safety,
        'words', said.text, 'wordsLanguage', said.language, 'country', r.country, 'language', r.language) as request,
      case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.name, 'phone', c.phone, 'email', c.email,
        'tier', c.tier, 'language', c.language) end as customer,
      case when k.id is not null then jsonb_build_object('name', k.name, 'phone', k.phone) end as contact,
      case when d.id is not null then jsonb_build_object('line', d.line, 'district', d.district, 'city', d.city,
        'region', d.region, 'postalCode', d.postal_code, 'country', d.country, 'lat', d.lat, 'lon', d.lon) end as address
    from dispatch.visit v
    join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
    left join requests.reading g on g.tenant_id = r.tenant_id and g.request_id = r.id and g.version = r.reading_version
    left join lateral (select w.text, w.language from requests.verbatim w where w.tenant_id = r.tenant_id and w.request_id = r.id
      order by w.at limit 1) said on true
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join parties.contact k on k.tenant_id = r.tenant_id and k.id = r.contact_id
    left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
    left join parties.address d on d.tenant_id = r.tenant_id and d.id = coalesce(r.address_id, a.address_id,
      (select p.id from parties.address p where p.tenant_id = r.tenant_id and p.customer_id = r.customer_id
        and p.removed_at is null order by p.is_primary desc, p.id limit 1))
    where v.tenant_id = kit.tenant() and v.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
