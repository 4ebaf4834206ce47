import type { Case, FactValue, Fault, Grant, Line, MeterReading, Repair } from '@aftercare/entitlement'
import { localDay } from '@aftercare/rules'
import { type RawBuilder, sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Tx } from '../../kit/db.ts'
import { type RecallGrantRow, recallsPaying } from '../campaigns/index.ts'
import { type ContractCoverRow, contractsFor, contractsOfAsset } from './contract-cover.ts'
import { promisesFor, type TermRow, withoutNulls } from './promised.ts'

/** What is asked beside the product itself. */
export interface Question {
  at: Date
  /** A day of the site, when the decision is for another day than today. */
  day?: string | undefined
  /** When the fault was first told: that day has to lie inside a term, however late we decide (again). */
  since?: Date | undefined
  /** For which request: goodwill given to one is not spent on another. */
  requestId?: string | null | undefined
  faultComponent?: string | undefined
  fault?: Fault | undefined
  lines?: Line[] | undefined
  /** Facts somebody assessed, by their name in the packs. */
  facts?: Record<string, FactValue> | undefined
}

/** The answer to `factsQuery`; read as JSON it is the same. */
export interface FactsRow {
  id: string
  time_zone: string
  sale_country: string | null
  sale_region: string | null
  sold_as: 'new' | 'used' | null
  country: string
  product_class: string
  sold_on: string | null
  delivered_on: string | null
  installed_on: string | null
  registered_on: string | null
  buyer_kind: 'consumer' | 'business' | null
  price: { minor: string; currency: string } | null
  use_coefficient: number | null
  voided: { code: string; at: string } | null
  terms: TermRow[]
  meters: { kind: MeterReading['kind']; value: number; at: string }[]
  repairs: RepairRow[]
  goodwill: GoodwillRow[]
  contracts: ContractCoverRow[]
  recalls: RecallGrantRow[]
}
interface GoodwillRow {
  id: string
  requestId: string | null
  components: string[]
  from: string
  to: string
  shares: { kind: Line['kind']; customerPct: number }[]
}
export interface RepairRow {
  id: string
  in: string
  out: string | null
  timeZone: string
  symptomCode: string | null
  severeSafety: boolean
  noFaultFound: boolean
  under: Repair['under'] | null
  replaced: NonNullable<Repair['replaced']>
  delayCause: Repair['delayCause'] | null
  meterKm: number | null
  excludedDays: number | null
}

/** What is asked of the database about a product, to be asked alone or within a larger question; `which` = the condition on its id: `= $1`. */
export function factsQuery(which: RawBuilder<unknown>): RawBuilder<FactsRow> {
  return sql<FactsRow>`
    select a.id, coalesce(p.time_zone, c.time_zone, k.time_zone) as time_zone, a.sale_country,
      a.sale_region, a.sold_as,
      coalesce(a.sale_country, c.country, k.country) as country, f.product_class,
      a.sold_on, a.delivered_on, a.installed_on, a.registered_on, a.buyer_kind, a.voided, a.use_coefficient,
      case when a.price_minor is not null
        then jsonb_build_object('minor', a.price_minor::text, 'currency', a.price_currency) end as price,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'covers', t.covers, 'months', t.months,
          'distanceKm', t.distance_km, 'hours', t.hours, 'startsFrom', t.starts_from, 'components', t.components,
          'excludedComponents', nullif(t.excluded_components, '{}'), 'name', t.name) order by t.id)
        from assets.warranty_term t where t.tenant_id = a.tenant_id and t.model_id = a.model_id
          and (t.country is null or t.country = coalesce(a.sale_country, c.country, k.country))
          and (t.sold_from is null or t.sold_from <= sale.on)
          and (t.sold_to is null or t.sold_to >= sale.on)), '[]') as terms,
      coalesce((select jsonb_agg(jsonb_build_object('kind', m.kind, 'value', m.value, 'at', m.at) order by m.at)
        from (select * from assets.meter_reading r where r.tenant_id = a.tenant_id and r.asset_id = a.id
          and not r.is_doubtful order by r.at desc limit 100) m), '[]') as meters,
      coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'in', r.in_at, 'out', r.out_at, 'timeZone', r.time_zone,
          'symptomCode', r.symptom_code, 'severeSafety', r.severe_safety, 'noFaultFound', r.no_fault_found,
          'under', r.under, 'replaced', r.replaced, 'delayCause', r.delay_cause, 'meterKm', r.meter_km,
          'excludedDays', r.excluded_days) order by r.in_at)
        from entitlement.repair r where r.tenant_id = a.tenant_id and r.asset_id = a.id), '[]') as repairs,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'requestId', g.request_id, 'components', g.components,
          'from', g.valid_from, 'to', g.valid_to, 'shares', g.shares) order by g.id)
        from entitlement.goodwill g where g.tenant_id = a.tenant_id and g.asset_id = a.id and g.status = 'approved'), '[]') as goodwill,
      ${contractsOfAsset} as contracts, ${recallsPaying} as recalls
    from assets.asset a
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    join assets.family f on f.tenant_id = m.tenant_id and f.id = m.family_id
    join kit.company k on k.tenant_id = a.tenant_id
    left join parties.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id
    left join parties.address p on p.tenant_id = a.tenant_id and p.id = a.address_id
    cross join lateral (select coalesce(a.sold_on, a.delivered_on, a.installed_on, a.registered_on, current_date) as on) sale
    where a.tenant_id = kit.tenant() and a.id ${which}`
}

/** The facts of some products for one question: one statement, whatever their number. */
export async function gatherFacts(
  tx: Tx,
  assetIds: readonly string[],
  question: Question,
): Promise<Map<string, Gathered>> {
  // One product is asked for often: prepared, and by equality, or its plan would be made anew each time.
  const single = assetIds.length === 1
  const which = single ? sql`= ${assetIds[0]}` : sql`= any(${[...assetIds]}::uuid[])`
  const { rows } = await sql<FactsRow>`${sql.raw(single ? '/* hot cover-facts */' : '')}${factsQuery(which)}`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, gathered(row, question)]))
}

export interface Gathered {
  facts: Case
  /** What was taken as given because nobody has said it. */
  assumed: string[]
  /** What we were told but cannot be: left out, so that nobody is refused service for a mistyped date. */
  doubted: string[]
}

export function gathered(row: FactsRow, question: Question): Gathered {
  const { at, day, lines, facts } = question
  const on = day ?? localDay(at.getTime(), row.time_zone)
  const told = question.since && localDay(question.since.getTime(), row.time_zone)
  const known = faultOf(question, told, on)
  const requestId = question.requestId ?? null
  const grants = [...recallGrants(row.recalls, requestId), ...grantsFor(row.goodwill, requestId)]
  const contracts = contractsFor(row.contracts, requestId)
  const meters = row.meters.map(({ kind, value, at: read }) => ({
    kind,
    value,
    at: localDay(Date.parse(read), row.time_zone),
  }))
  const rising = meters.filter((one, index) => !meters.slice(0, index).some((earlier) => runsBack(earlier, one)))
  const misdated = Boolean(row.delivered_on && row.installed_on && row.installed_on < row.delivered_on)
  return {
    facts: {
      at: on,
      jurisdiction: row.sale_country && row.sale_region ? `${row.country}-${row.sale_region}` : row.country,
      productClass: row.product_class,
      asset: { ...assetFacts(misdated ? { ...row, installed_on: null } : row), meters: rising },
      ...promisesFor(row.terms, row.repairs),
      ...(row.voided && { voided: [{ code: row.voided.code, at: row.voided.at }] }),
      ...(contracts.length > 0 && { contracts }),
      ...(grants.length > 0 && { grants }),
      history: { repairs: row.repairs.map(repairOf) },
      // To report a fault is to ask for the remedy: some rights have to be claimed in time.
      ...(told && told <= on && { dates: { request: told } }),
      ...(known && { fault: known }),
      ...(lines && { lines }),
      ...(facts && { facts }),
    },
    assumed: row.sale_country ? [] : ['asset.saleCountry'],
    doubted: [
      ...new Set(meters.filter((one) => !rising.includes(one)).map((one) => `asset.meters.${one.kind}`)),
      ...(misdated ? ['asset.installationDate'] : []),
    ],
  }
}

function faultOf({ fault, faultComponent }: Question, told: string | undefined, on: string): Fault | undefined {
  const known = {
    // The day of the decision stands for the fault by itself; a day after it would be impossible.
    ...(told && told < on && { at: told }),
    ...(faultComponent && { component: faultComponent }),
    ...fault,
  }
  return Object.keys(known).length > 0 || fault ? known : undefined
}

/** What was granted beyond every right: to the product, or to this request of it; per kind of cost its own share. */
function grantsFor(goodwill: readonly GoodwillRow[], requestId: string | null): Grant[] {
  return goodwill
    .filter((one) => one.requestId === null || one.requestId === requestId)
    .flatMap(({ id, components, from, to, shares }) =>
      shares
        .filter((share) => share.customerPct < 100)
        .map(({ kind, customerPct }) => ({
          id: `${id}:${kind}`,
          layer: 'goodwill' as const,
          covers: [kind],
          ...(components.length > 0 && { components }),
          from,
          to,
          sharePct: 100 - customerPct,
        })),
    )
}

/** An open recall pays before everybody else; one that was settled still pays for the work that did it. */
function recallGrants(recalls: readonly RecallGrantRow[], requestId: string | null): Grant[] {
  return recalls
    .filter((one) => one.requestId === null || one.requestId === requestId)
    .map(({ id, components, covers, from, to, name }) => ({
      ...{ id, layer: 'recall' as const, covers, components, from, ...(to && { to }) },
      name: name as NonNullable<Grant['name']>,
    }))
}

const runsBack = (earlier: MeterReading, later: MeterReading) =>
  earlier.kind === later.kind && later.value < earlier.value

function assetFacts(row: FactsRow): Case['asset'] {
  return {
    // It is in our register: the maker's list for a maker, the sold units for a dealer.
    serialKnown: true,
    ...withoutNulls({
      saleDate: row.sold_on,
      deliveryDate: row.delivered_on,
      installationDate: row.installed_on,
      registrationDate: row.registered_on,
      buyerKind: row.buyer_kind,
      condition: row.sold_as,
      price: row.price,
      useCoefficient: row.use_coefficient,
    }),
  }
}

function repairOf({ timeZone, in: from, out, ...rest }: RepairRow): Repair {
  return { in: wallTime(from, timeZone), ...(out && { out: wallTime(out, timeZone) }), ...withoutNulls(rest) }
}

/** The law counts days of the place: an instant with the offset there. */
function wallTime(instant: string, timeZone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(Date.parse(instant)).toZonedDateTimeISO(timeZone)
  return there.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
