import { type BusinessCalendar, foldSerial, normaliseSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Database, Tx } from '../../kit/db.ts'
import { gather } from '../../kit/gather.ts'
import { type FactsRow, factsQuery } from '../entitlement/index.ts'
import { type Company, calendarSoon, companyOf } from './calendars.ts'

/** How far back an open request of the same product or customer counts as a possible duplicate. */
export const DUPLICATE_DAYS = 30

export interface Asked {
  key: string | null
  /** Somebody was named: the owner of the product is not simply taken for the caller. */
  named: boolean
  customerId: string | null
  contactId: string | null
  phone: string | null
  email: string | null
  assetId: string | null
  serial: string | null
  addressId: string | null
  stationId: string | null
  ownerId: string | null
  country: string | null
  symptomCode: string | null
  followUpOf: string | null
  external: { source: string; id: string } | null
  at: Date
}

/** What the company knows of the caller, the product and the place. */
export interface Facts {
  customer: {
    id: string
    isVisible: boolean
    tier: string
    country: string
    timeZone: string
    language: string
    contactId: string | null
  } | null
  asset: { id: string; isVisible: boolean; customerId: string | null; familyId: string } | null
  address: { id: string; country: string; timeZone: string } | null
  station: { id: string; country: string | null; timeZone: string } | null
  company: Company
  calendar: BusinessCalendar | null
  coverFacts: FactsRow | null
  repairedAt: string | null
  symptomIsDangerous: boolean
  ownerKnown: boolean
  followUpKnown: boolean
  /** The station already sees this customer and this product. */
  isShared: boolean
  existing: { id: string; number: string } | null
  stored: { actorId: string | null; route: string; bodyHash: string; status: number; response: unknown } | null
  duplicates: { id: string; number: string; title: string; status: string; openedAt: string; reasons: string[] }[]
}

export async function lookUp(tx: Tx, db: Database, actor: Actor, asked: Asked): Promise<Facts> {
  const found = await findCaller(db, actor.tenantId, questionOf(actor, asked))
  const named = await findNamed(db, actor.tenantId, asked, found)
  const company = await companyOf(tx, actor.tenantId)
  const country = asked.country ?? found.address?.country ?? found.customer?.country ?? company.country
  const calendar = await calendarSoon(tx, actor.tenantId, { stationId: asked.stationId, country })
  return { ...found, ...named, company, calendar, duplicates: duplicatesIn(found, asked) }
}

/** Each once, the newest first, with what it has in common with what is asked. */
function duplicatesIn({ alike, asset, customer }: Found, asked: Asked): Facts['duplicates'] {
  const each = [...new Map(alike.map((one) => [one.id, one])).values()]
  each.sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt))
  return each.map(({ assetId, customerId, symptomCode, ...one }) => {
    const reasons = [
      ...(asset && assetId === asset.id ? ['same_asset'] : []),
      ...(customer && customerId === customer.id ? ['same_customer'] : []),
      ...(asked.symptomCode && symptomCode === asked.symptomCode ? ['same_symptom'] : []),
    ]
    return { ...one, reasons }
  })
}

interface Alike {
  id: string
  number: string
  title: string
  status: string
  openedAt: string
  assetId: string | null
  customerId: string | null
  symptomCode: string | null
}
type Found = Omit<Facts, keyof Named | 'company' | 'calendar' | 'duplicates'> & { alike: Alike[] }
type Named = Pick<Facts, 'station' | 'ownerKnown' | 'followUpKnown' | 'isShared' | 'existing'>

/** What only some callers name; most intakes name nothing of it and are spared the question. */
async function findNamed(db: Database, tenantId: string, asked: Asked, { customer, asset }: Found): Promise<Named> {
  const { stationId, ownerId, followUpOf, external } = asked
  if (!stationId && !ownerId && !followUpOf && !external)
    return { station: null, ownerKnown: false, followUpKnown: false, isShared: true, existing: null }
  const query = sql<Named>`/* hot intake-named last */
    select (select to_json(x) from (select s.id, s.country, s.time_zone as "timeZone" from network.station s
        where s.id = ${stationId}::uuid) x) as station,
      exists (select from people.person p where p.id = ${ownerId}::uuid and p.is_active) as "ownerKnown",
      exists (select from requests.request r where r.id = ${followUpOf}::uuid) as "followUpKnown",
      (${stationId}::uuid is null or (exists (select from parties.customer_station t
          where t.customer_id = ${customer?.id ?? null}::uuid and t.station_id = ${stationId}::uuid)
        and (${asset?.id ?? null}::uuid is null or exists (select from assets.asset_station t
          where t.asset_id = ${asset?.id ?? null}::uuid and t.station_id = ${stationId}::uuid)))) as "isShared",
      (select json_build_object('id', r.id, 'number', r.number) from requests.request r
        where r.external_source = ${external?.source ?? null}::text and r.external_id = ${external?.id ?? null}::text) as existing`
  return db.txApart(tenantId, async (tx) => (await query.execute(tx)).rows[0]!)
}

/** One row of `q` below. Who may see what comes in as values, or the statement could not stay prepared. */
interface CallerQuestion extends Record<string, unknown> {
  sees_all: boolean
  stations: string[]
}

function questionOf(actor: Actor, asked: Asked): CallerQuestion {
  const all = actor.stations === 'all'
  return {
    key: asked.key,
    named: asked.named,
    customer_id: asked.customerId,
    contact_id: asked.contactId,
    phone: asked.phone,
    email: asked.email,
    asset_id: asked.assetId,
    address_id: asked.addressId,
    serial: asked.serial && normaliseSerial(asked.serial),
    serial_fold: asked.serial && foldSerial(asked.serial),
    symptom_code: asked.symptomCode,
    since: new Date(asked.at.getTime() - DUPLICATE_DAYS * 86_400_000),
    sees_all: all || actor.kind === 'customer' || actor.kind === 'anonymous',
    stations: all ? [] : [...actor.stations],
  }
}

/** Intakes that arrive together are looked up together, on the connections kept apart: each of them holds one already. */
const finders = new WeakMap<Database, ReturnType<typeof finderOn>>()
const finderOn = (db: Database) =>
  gather((tenantId, questions: readonly CallerQuestion[]) => db.txApart(tenantId, (tx) => findEach(tx, questions)))

function findCaller(db: Database, tenantId: string, question: CallerQuestion): Promise<Found> {
  const find = finders.get(db) ?? finderOn(db)
  finders.set(db, find)
  return find(tenantId, question)
}

/** The newest few by index: a dealer may have thousands of open requests. */
const alikeBy = (whose: 'asset' | 'customer') => sql`
      (select r.id, r.number, r.title, r.status, r.opened_at as "openedAt", r.asset_id as "assetId", r.customer_id as "customerId",
          r.symptom_code as "symptomCode" from requests.request r
        where ${sql.ref(`r.${whose}_id`)} = (select id from ${sql.ref(whose)}) and r.opened_at > q.since
          and r.status not in ('closed', 'cancelled', 'resolved') and (q.sees_all or r.station_id = any(q.stations))
        order by r.opened_at desc limit 5)`

/** Who calls, what about, what is open of them already, and what their cover hangs on: one statement for all who call now. */
async function findEach(tx: Tx, questions: readonly CallerQuestion[]): Promise<Found[]> {
  const asked = JSON.stringify(questions.map((one, n) => ({ ...one, n })))
  const { rows } = await sql<Found>`/* hot intake-facts last */
    select found.* from jsonb_to_recordset(${asked}::jsonb) as q (n integer, key text, named boolean, customer_id uuid,
      contact_id uuid, phone text, email text, asset_id uuid, address_id uuid, serial text, serial_fold text, symptom_code text,
      since timestamptz, sees_all boolean, stations uuid[])
    cross join lateral (
    with asset as materialized (
      select a.id, a.customer_id as "customerId", a.address_id, m.family_id as "familyId",
        (q.sees_all or exists (select from assets.asset_station t where t.tenant_id = a.tenant_id and t.asset_id = a.id
          and t.station_id = any(q.stations))) as "isVisible"
      from assets.asset a join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
      where a.id = q.asset_id or (q.asset_id is null and a.serial_fold = q.serial_fold)
      order by a.serial = q.serial desc limit 1),
    found as (
      select q.customer_id as id, q.contact_id as contact_id, 0 as rank
      union all select id, null, 1 from parties.customer where phone = q.phone and merged_into is null
      union all select customer_id, id, 2 from parties.contact where phone = q.phone and removed_at is null
      union all select id, null, 3 from parties.customer where email = q.email and merged_into is null
      union all select customer_id, id, 4 from parties.contact where email = q.email and removed_at is null
      union all select "customerId", null, 5 from asset where not q.named),
    customer as materialized (
      select c.id, c.tier, c.country, c.time_zone as "timeZone", c.language, f.contact_id as "contactId",
        (q.sees_all or exists (select from parties.customer_station t where t.tenant_id = c.tenant_id
          and t.customer_id = c.id and t.station_id = any(q.stations))) as "isVisible"
      from (select * from found where id is not null order by rank limit 1) f
      join parties.customer said on said.id = f.id
      join parties.customer c on c.tenant_id = said.tenant_id
        -- COALESCE counts as leaky: under row-level security it would keep the index from being used.
        and c.id = case when said.merged_into is null then said.id else said.merged_into end),
    address as materialized (
      select d.id, d.country, d.time_zone as "timeZone" from parties.address d, customer
      where d.customer_id = customer.id and d.removed_at is null
        and (q.address_id is null or d.id = q.address_id)
      order by d.id = (select address_id from asset) desc nulls last, d.is_primary desc, d.id limit 1),
    alike as (${alikeBy('asset')} union all ${alikeBy('customer')})
    select (select to_json(x) from asset x) as asset, (select to_json(x) from customer x) as customer,
      (select to_json(x) from address x) as address,
      (select max(r.resolved_at) from requests.request r where r.asset_id = (select id from asset)
        and r.symptom_code = q.symptom_code) as "repairedAt",
      exists (select from assets.failure_code f where f.kind = 'symptom' and f.code = q.symptom_code and f.is_safety
        and (f.family_id is null or f.family_id = (select "familyId" from asset))) as "symptomIsDangerous",
      (select json_build_object('actorId', i.actor_id, 'route', i.route, 'bodyHash', i.body_hash, 'status', i.status,
        'response', i.response) from kit.idempotency i where i.key = q.key) as stored,
      (select coalesce(json_agg(r), '[]') from alike r) as alike,
      (select to_json(x) from (${factsQuery(sql`= (select id from asset)`)}) x) as "coverFacts") found
    order by q.n`.execute(tx)
  return rows
}
