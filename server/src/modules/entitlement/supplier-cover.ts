import {
  type Case,
  type CoverKind,
  type Decision,
  decideWith,
  type Explanation,
  type Library,
  type Verdict,
} from '@aftercare/entitlement'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { libraryOf, libraryOn } from './pack-library.ts'

/** What a supplier pays back of what the customer does not pay for one line: beside the decision, for headquarters only. */
export interface SupplierShare {
  lineId: string
  termId: string
  supplier: string
  agreement: string | null
  sharePct: number
  result: Exclude<Verdict, 'not_met'>
  /** Facts to ask for while it is not certain. */
  missing: string[]
  /** The sum, as for every other right. */
  steps: Explanation[]
}

interface TermRow {
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
  /** The part that sits there now: when it came in, and what the meter showed by then. */
  fitted: { on: string; km: number | null } | null
}

/**
 * What suppliers pay back of these lines. Their agreements are no facts of the decision itself, which travels to stations,
 * phones and customers; the same engine weighs them, one by one, because each part has its own day of fitting.
 */
export async function supplierCover(tx: Tx, assetId: string, decision: Decision): Promise<SupplierShare[]> {
  const terms = await termsFor(tx, assetId)
  if (terms.length === 0) return []
  const library = libraryOn(await libraryOf(tx), decision.at)
  const found = terms.flatMap((term) => sharesOf(term, decision, library))
  return [...new Set(decision.lines.map((line) => line.lineId))].flatMap((lineId) =>
    found
      .filter((share) => share.lineId === lineId)
      .sort((a, b) => Number(b.result === 'met') - Number(a.result === 'met') || b.sharePct - a.sharePct)
      .slice(0, 1),
  )
}

async function termsFor(tx: Tx, assetId: string): Promise<TermRow[]> {
  const { rows } = await sql<TermRow>`
    select t.id, t.supplier, t.agreement, t.component, t.covers, t.starts_from as "startsFrom", t.months,
      t.distance_km as "distanceKm", t.share_pct as "sharePct", a.built_on as "builtOn",
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

function sharesOf(term: TermRow, { facts, lines }: Decision, library: Library): SupplierShare[] {
  const decided = decideWith(library, withTerm(facts, term))
  const right = decided.considered.find((one) => one.ruleId === `supplier:${term.id}`)
  if (!right || right.result === 'not_met') return []
  const isOpen = needsKmOfFitting(term)
  const result = isOpen ? 'undetermined' : right.result
  const missing = isOpen && right.missing.length === 0 ? ['fittedParts.fittedKm'] : right.missing
  const certain = (decided.recoveries ?? []).map((one) => one.lineId)
  const paid = lines
    .filter((one) => one.payer !== 'customer' && term.covers.includes(one.kind))
    .map((one) => one.lineId)
  const { id: termId, supplier, agreement, sharePct } = term
  return [...new Set(result === 'met' ? certain : paid)].map((lineId) => ({
    ...{ lineId, termId, supplier, agreement, sharePct },
    ...{ result, missing, steps: right.steps },
  }))
}

/** A distance since the fitting cannot be counted without the reading of that day. */
const needsKmOfFitting = ({ startsFrom, distanceKm, fitted }: TermRow) =>
  startsFrom === 'fitting' && distanceKm !== null && (fitted?.km ?? null) === null
/** A term without months still has a first day to ask for. */
const AGES = 1200

const DAY_OF = { production: 'manufacture', delivery: 'delivery', fitting: 'fitting' } as const

function withTerm(facts: Case, term: TermRow): Case {
  const { fitted, startsFrom, months, distanceKm } = term
  const fromKm = startsFrom === 'fitting' ? (fitted?.km ?? 0) : 0
  const dates = {
    ...facts.dates,
    ...(term.builtOn && { manufacture: term.builtOn }),
    ...(fitted && { fitting: fitted.on }),
  }
  return {
    ...facts,
    dates,
    suppliers: [
      {
        id: term.id,
        supplier: term.supplier,
        covers: term.covers,
        startsFrom: DAY_OF[startsFrom],
        sharePct: term.sharePct,
        ...(term.component !== null && { components: [term.component] }),
        months: months ?? AGES,
        // The engine counts the whole distance of the product, the agreement from the day the part came in.
        ...(distanceKm !== null && !needsKmOfFitting(term) && { distanceKm: fromKm + distanceKm }),
      },
    ],
  }
}
