import { addMonths, type CoverKind, type Decision, dateOf, dayOf, type Verdict } from '@aftercare/entitlement'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** What a supplier pays back of what the customer does not pay for one line: beside the decision, never part of it. */
export interface SupplierShare {
  lineId: string
  termId: string
  supplier: string
  agreement: string | null
  sharePct: number
  result: Exclude<Verdict, 'not_met'>
  /** Facts to ask for while it is not certain. */
  missing: string[]
  /** First day of the term, its length, and its last day: the sum. */
  start: string | null
  months: number | null
  end: string | null
  distanceKm: number | null
  usedKm: number | null
}

/** A term with the days of this product it may start from. */
export interface SupplierTerm {
  id: string
  supplier: string
  agreement: string | null
  component: string | null
  covers: CoverKind[]
  startsFrom: 'production' | 'delivery' | 'fitting'
  months: number | null
  distanceKm: number | null
  sharePct: number
  builtOn: string | null
  deliveredOn: string | null
  /** The part that sits there now: when it came in, and what the meter showed by then. */
  fitted: { on: string; km: number | null } | null
}

/** What suppliers pay back of these lines, by the agreements kept here. */
export async function supplierCover(tx: Tx, assetId: string, decision: Decision): Promise<SupplierShare[]> {
  return sharesOf(await termsFor(tx, assetId), decision)
}

async function termsFor(tx: Tx, assetId: string): Promise<SupplierTerm[]> {
  const { rows } = await sql<SupplierTerm>`
    select t.id, t.supplier, t.agreement, t.component, t.covers, t.starts_from as "startsFrom", t.months,
      t.distance_km as "distanceKm", t.share_pct as "sharePct", a.built_on as "builtOn", a.delivered_on as "deliveredOn",
      (select jsonb_build_object('on', (c.fitted_at at time zone coalesce(p.time_zone, k.time_zone))::date, 'km',
          (select m.value from assets.meter_reading m where m.tenant_id = c.tenant_id and m.asset_id = c.asset_id
            and m.kind = 'km' and not m.is_doubtful and m.at <= c.fitted_at + interval '1 day' order by m.at desc limit 1))
        from assets.component c where c.tenant_id = a.tenant_id and c.asset_id = a.id and c.removed_at is null
          and (c.position = t.component or c.position like t.component || '.%') order by c.fitted_at desc limit 1) as fitted
    from assets.asset a
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    join kit.company k on k.tenant_id = a.tenant_id
    left join parties.address p on p.tenant_id = a.tenant_id and p.id = a.address_id
    join entitlement.supplier_term t on t.tenant_id = a.tenant_id
      and (t.model_id is null or t.model_id = a.model_id) and (t.family_id is null or t.family_id = m.family_id)
      and (t.built_from is null or a.built_on is null or t.built_from <= a.built_on)
      and (t.built_to is null or a.built_on is null or a.built_on <= t.built_to)
    where a.tenant_id = kit.tenant() and a.id = ${assetId} order by t.share_pct desc, t.id`.execute(tx)
  return rows
}

/** Per line the agreement that pays most; one that may pay stands behind one that does. Pure. */
export function sharesOf(terms: readonly SupplierTerm[], { facts, lines }: Decision): SupplierShare[] {
  const kinds = new Map(lines.map((line) => [line.lineId, line.kind]))
  return [...kinds].flatMap(([lineId, kind]) => {
    const component = facts.lines?.find((line) => line.id === lineId)?.component ?? facts.fault?.component
    const found = terms
      .filter((term) => term.covers.includes(kind))
      .flatMap((term) => weighTerm(term, component, facts) ?? [])
      .sort((a, b) => Number(b.result === 'met') - Number(a.result === 'met') || b.sharePct - a.sharePct)
    return found.slice(0, 1).map((share) => ({ lineId, ...share }))
  })
}

/** Undefined when it pays nothing here. */
function weighTerm(
  term: SupplierTerm,
  component: string | undefined,
  { at, fault, asset }: Decision['facts'],
): Omit<SupplierShare, 'lineId'> | undefined {
  if (term.component !== null && component !== undefined && !within(component, term.component)) return undefined
  const missing: string[] = []
  if (term.component !== null && component === undefined) missing.push('fault.component')
  const start = startOf(term)
  const end = start && term.months ? dateOf(addMonths(dayOf(start), term.months)) : null
  const day = fault?.at ?? at
  if (start && day < start) return undefined
  if (end && day > end) return undefined
  if (!start && term.months) missing.push(FACT_OF[term.startsFrom])
  const used = usedKm(term, asset.meters ?? [])
  if (term.distanceKm !== null && used !== null && used > term.distanceKm) return undefined
  if (term.distanceKm !== null && used === null) missing.push('asset.meters.km')
  const { id: termId, supplier, agreement, sharePct, months, distanceKm } = term
  const sum = { start, months, end, distanceKm, usedKm: term.distanceKm === null ? null : used }
  return { termId, supplier, agreement, sharePct, ...sum, result: missing.length > 0 ? 'undetermined' : 'met', missing }
}

const within = (component: string, wider: string) => component === wider || component.startsWith(`${wider}.`)
const FACT_OF = { production: 'asset.builtOn', delivery: 'asset.deliveryDate', fitting: 'asset.fittedOn' } as const

function startOf({ startsFrom, builtOn, deliveredOn, fitted }: SupplierTerm): string | null {
  if (startsFrom === 'fitting') return fitted?.on ?? null
  return startsFrom === 'production' ? builtOn : deliveredOn
}

function usedKm(
  { startsFrom, fitted }: SupplierTerm,
  meters: readonly { kind: string; value: number }[],
): number | null {
  const last = meters.findLast((one) => one.kind === 'km')?.value
  if (last === undefined) return null
  if (startsFrom !== 'fitting') return last
  return fitted?.km == null ? null : last - fitted.km
}
