import { type BusinessCalendar, foldSerial, normaliseSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
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

export async function lookUp(tx: Tx, actor: Actor, asked: Asked): Promise<Facts> {
  const found = await findCaller(tx, actor, asked)
  const named = await findNamed(tx, asked, found)
  const company = await companyOf(tx, actor.tenantId)
  const country = asked.country ?? found.address?.country ?? found.customer?.country ?? company.country
  const calendar = await calendarSoon(tx, actor.tenantId, { stationId: asked.stationId, country })
  return { ...found, ...named, company, calendar }
}

type Found = Omit<Facts, keyof Named | 'company' | 'calendar'>
type Named = Pick<Facts, 'station' | 'ownerKnown' | 'followUpKnown' | 'isShared' | 'existing'>

/** What only some callers name; most intakes name nothing of it and are spared the question. */
async function findNamed(tx: Tx, asked: Asked, { customer, asset }: Found): Promise<Named> {
  const { stationId, ownerId, followUpOf, external } = asked
  if (!stationId && !ownerId && !followUpOf && !external)
    return { station: null, ownerKnown: false, followUpKnown: false, isShared: true, existing: null }
  const { rows } = await sql<Named>`/* hot intake-named */
    select (select to_json(x) from (select s.id, s.country, s.time_zone as "timeZone" from network.station s
        where s.id = ${stationId}::uuid) x) as station,
      exists (select from people.person p where p.id = ${ownerId}::uuid and p.is_active) as "ownerKnown",
      exists (select from requests.request r where r.id = ${followUpOf}::uuid) as "followUpKnown",
      (${stationId}::uuid is null or (exists (select from parties.customer_station t
          where t.customer_id = ${customer?.id ?? null}::uuid and t.station_id = ${stationId}::uuid)
        and (${asset?.id ?? null}::uuid is null or exists (select from assets.asset_station t
          where t.asset_id = ${asset?.id ?? null}::uuid and t.station_id = ${stationId}::uuid)))) as "isShared",
      (select json_build_object('id', r.id, 'number', r.number) from requests.request r
        where r.external_source = ${external?.source ?? null}::text and r.external_id = ${external?.id ?? null}::text) as existing`.execute(
    tx,
  )
  return rows[0]!
}

/** Who calls, what about, what is open of them already, and what their cover hangs on: one question. */
async function findCaller(tx: Tx, actor: Actor, asked: Asked): Promise<Found> {
  const serial = asked.serial ? normaliseSerial(asked.serial) : null
  const fold = asked.serial ? foldSerial(asked.serial) : null
  // One text for every caller, or the statement could not stay prepared: who may see what comes in as values.
  const all = actor.stations === 'all' || actor.kind === 'customer' || actor.kind === 'anonymous'
  const stations = actor.stations === 'all' ? [] : [...actor.stations]
  const since = new Date(asked.at.getTime() - DUPLICATE_DAYS * 86_400_000)
  const { rows } = await sql<Found>`/* hot intake-facts */
    with asset as materialized (
      select a.id, a.customer_id as "customerId", a.address_id, m.family_id as "familyId",
        (${all}::boolean or exists (select from assets.asset_station t where t.tenant_id = a.tenant_id and t.asset_id = a.id
          and t.station_id = any(${stations}::uuid[]))) as "isVisible"
      from assets.asset a join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
      where a.id = ${asked.assetId}::uuid or (${asked.assetId}::uuid is null and a.serial_fold = ${fold}::text)
      order by a.serial = ${serial}::text desc limit 1),
    found as (
      select ${asked.customerId}::uuid as id, ${asked.contactId}::uuid as contact_id, 0 as rank
      union all select id, null, 1 from parties.customer where phone = ${asked.phone}::text and merged_into is null
      union all select customer_id, id, 2 from parties.contact where phone = ${asked.phone}::text and removed_at is null
      union all select id, null, 3 from parties.customer where email = ${asked.email}::text and merged_into is null
      union all select customer_id, id, 4 from parties.contact where email = ${asked.email}::text and removed_at is null
      union all select "customerId", null, 5 from asset where not ${asked.named}::boolean),
    customer as materialized (
      select c.id, c.tier, c.country, c.time_zone as "timeZone", c.language, f.contact_id as "contactId",
        (${all}::boolean or exists (select from parties.customer_station t where t.tenant_id = c.tenant_id
          and t.customer_id = c.id and t.station_id = any(${stations}::uuid[]))) as "isVisible"
      from (select * from found where id is not null order by rank limit 1) f
      join parties.customer said on said.id = f.id
      join parties.customer c on c.tenant_id = said.tenant_id
        -- COALESCE counts as leaky: under row-level security it would keep the index from being used.
        and c.id = case when said.merged_into is null then said.id else said.merged_into end),
    address as materialized (
      select d.id, d.country, d.time_zone as "timeZone" from parties.address d, customer
      where d.customer_id = customer.id and d.removed_at is null
        and (${asked.addressId}::uuid is null or d.id = ${asked.addressId}::uuid)
      order by d.id = (select address_id from asset) desc nulls last, d.is_primary desc, d.id limit 1),
    -- The newest few of each, by index: a dealer may have thousands of open requests.
    alike as (
      (select r.id, r.number, r.title, r.status, r.opened_at, r.asset_id, r.customer_id, r.symptom_code from requests.request r
        where r.asset_id = (select id from asset) and r.opened_at > ${since} and r.status not in ('closed', 'cancelled', 'resolved')
          and (${all}::boolean or r.station_id = any(${stations}::uuid[])) order by r.opened_at desc limit 5)
      union
      (select r.id, r.number, r.title, r.status, r.opened_at, r.asset_id, r.customer_id, r.symptom_code from requests.request r
        where r.customer_id = (select id from customer) and r.opened_at > ${since}
          and r.status not in ('closed', 'cancelled', 'resolved')
          and (${all}::boolean or r.station_id = any(${stations}::uuid[])) order by r.opened_at desc limit 5)),
    duplicate as (
      select r.*, array_remove(array[case when r.asset_id = (select id from asset) then 'same_asset' end,
          case when r.customer_id = (select id from customer) then 'same_customer' end,
          case when r.symptom_code = ${asked.symptomCode}::text then 'same_symptom' end], null) as reasons
      from alike r order by r.opened_at desc limit 10)
    select (select to_json(x) from asset x) as asset, (select to_json(x) from customer x) as customer,
      (select to_json(x) from address x) as address,
      (select max(r.resolved_at) from requests.request r where r.asset_id = (select id from asset)
        and r.symptom_code = ${asked.symptomCode}::text) as "repairedAt",
      exists (select from assets.failure_code f where f.kind = 'symptom' and f.code = ${asked.symptomCode}::text and f.is_safety
        and (f.family_id is null or f.family_id = (select "familyId" from asset))) as "symptomIsDangerous",
      (select json_build_object('actorId', i.actor_id, 'route', i.route, 'bodyHash', i.body_hash, 'status', i.status,
        'response', i.response) from kit.idempotency i where i.key = ${asked.key}::text) as stored,
      (select coalesce(json_agg(json_build_object('id', d.id, 'number', d.number, 'title', d.title, 'status', d.status,
        'openedAt', d.opened_at, 'reasons', d.reasons)), '[]') from duplicate d) as duplicates,
      (select to_json(x) from (${factsQuery(sql`= (select id from asset)`)}) x) as "coverFacts"`.execute(tx)
  return rows[0]!
}
