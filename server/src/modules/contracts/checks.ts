import {
  type Benefit,
  type Contract,
  type ContractCheck,
  checkContractLine,
  decideWith,
  type Issuer,
  type StationInReach,
} from '@aftercare/entitlement'
import type { Tx } from '../../kit/db.ts'
import { type Place, stationsInReach } from './sellers.ts'
import type { Terms } from './shapes.ts'
import { type Period, periodOf } from './terms.ts'
import type { UnitFacts } from './unit-facts.ts'
import type { Unit } from './units.ts'

export interface SoldLine {
  id: string
  terms: Terms
  paid: boolean
  units: Unit[]
}
export interface UnitPeriod extends Period {
  unit: Unit
}
/** One reason against a line, for how many of its products, with some of their serials. */
export interface Finding {
  lineId: string
  code: ContractCheck['code']
  gate: ContractCheck['gate']
  values: Record<string, unknown>
  serials: string[]
  units: number
}

/** When each product of a line is covered: an extension begins where the maker's warranty of that very product ends. */
export function periodsOf(line: Pick<SoldLine, 'terms' | 'units'>, facts: UnitFacts, signedOn: string): UnitPeriod[] {
  return line.units.map((unit) => {
    const end = line.terms.startsFrom === 'warranty_end' ? warrantyEnd(unit, line.terms, facts) : null
    return { unit, ...periodOf(line.terms, signedOn, end) }
  })
}

function warrantyEnd(unit: Unit, terms: Terms, { library, units }: UnitFacts): string | null {
  const known = units.get(unit.id)
  if (!known) return null
  const ends = decideWith(library, { ...known, contracts: [] })
    .coverage.filter((bar) => bar.layer === 'warranty' && !bar.components)
    .filter((bar) => terms.covers.length === 0 || terms.covers.some((kind) => kind === bar.kind))
    .flatMap((bar) => bar.end ?? [])
  return ends.sort().at(-1) ?? null
}

export function contractOf(line: Pick<SoldLine, 'id' | 'terms'>, period: Pick<Period, 'start' | 'end'>): Contract {
  const { terms } = line
  return {
    id: line.id,
    kind: terms.kind,
    start: period.start,
    end: period.end,
    covers: terms.covers,
    ...(terms.components.length > 0 && { components: terms.components }),
    ...(terms.excludedComponents.length > 0 && { excludedComponents: terms.excludedComponents }),
    ...(terms.sharePct < 100 && { sharePct: terms.sharePct }),
  }
}

/** The traps, looked for line by line and product by product; the same trap of many products is one finding. */
export async function checkLines(
  tx: Tx,
  lines: readonly SoldLine[],
  given: { facts: UnitFacts; signedOn: string; issuer: Issuer; contractId: string },
): Promise<Finding[]> {
  const covers = lines.map((line) => ({ line, periods: periodsOf(line, given.facts, given.signedOn) }))
  const sold = await otherLines(
    tx,
    lines.flatMap((line) => line.units.map((unit) => unit.id)),
    given.contractId,
    given.signedOn,
  )
  const reach = reachOf(tx, given.signedOn)
  const found: Finding[] = []
  for (const { line, periods } of covers) {
    for (const { unit, ...period } of periods) {
      const known = given.facts.units.get(unit.id)
      if (!known) continue
      const beside = covers
        .filter((other) => other.line !== line)
        .flatMap((other) =>
          other.periods.filter((one) => one.unit.id === unit.id).map((one) => contractOf(other.line, one)),
        )
      const checks = checkContractLine(given.facts.library, {
        line: contractOf(line, period),
        paid: line.paid,
        adds: benefitsOf(line.terms),
        unit: { ...known, at: given.signedOn },
        verification: unit.verification,
        hasLabel: unit.hasLabel,
        family: unit.familyCode,
        ...(needsReach(line.terms) && { level: { code: line.terms.level!, skills: unit.skillCodes } }),
        stations: needsReach(line.terms) ? await reach(unit.place) : [],
        issuer: given.issuer,
        otherLines: [...(sold.get(unit.id) ?? []), ...beside],
      })
      for (const check of checks) note(found, line.id, unit.serial, check)
    }
  }
  return found
}

const needsReach = (terms: Terms) => terms.level !== null && terms.level !== 'carry_in'

function benefitsOf(terms: Terms): Benefit[] {
  return [
    ...(needsReach(terms) ? (['level'] as const) : []),
    ...(terms.allowances.some((one) => one.unit === 'visit') ? (['visits'] as const) : []),
    ...(terms.covers.includes('consumable') ? (['consumables'] as const) : []),
    ...(terms.level === 'pick_up' ? (['pick_up'] as const) : []),
  ]
}

function note(found: Finding[], lineId: string, serial: string, check: ContractCheck): void {
  const same = found.find((one) => one.lineId === lineId && one.code === check.code)
  if (same) {
    same.units++
    if (same.serials.length < 3) same.serials.push(serial)
    // The strictest gate of any product holds for the line.
    if (check.gate === 'refused') same.gate = 'refused'
    return
  }
  const { code, gate, values, repeats, missing, nearest } = check
  const more = { ...(repeats && { repeats }), ...(missing && { missing }), ...(nearest && { nearest }) }
  found.push({ lineId, code, gate, values: { ...values, ...more }, serials: [serial], units: 1 })
}

/** The stations around a place are asked for once per place. */
function reachOf(tx: Tx, day: string) {
  const known = new Map<string, Promise<StationInReach[]>>()
  return (place: Place) => {
    const key = JSON.stringify(place)
    const found = known.get(key) ?? stationsInReach(tx, place, day)
    known.set(key, found)
    return found
  }
}

/** What other contracts already cover of these products, now or later. */
async function otherLines(tx: Tx, assetIds: readonly string[], contractId: string, from: string) {
  if (assetIds.length === 0) return new Map<string, Contract[]>()
  const rows = await tx
    .selectFrom('contracts.cover')
    .selectAll()
    .where('asset_id', 'in', [...new Set(assetIds)])
    .where('contract_id', '<>', contractId)
    .where('ends_on', '>=', from)
    .execute()
  const by = new Map<string, Contract[]>()
  for (const row of rows) {
    const one = {
      id: row.line_id,
      kind: row.kind,
      start: row.starts_on,
      end: row.ends_on,
      covers: row.covers as Contract['covers'],
      ...(row.components.length > 0 && { components: row.components }),
      ...(row.excluded_components.length > 0 && { excludedComponents: row.excluded_components }),
      sharePct: Number(row.share_pct),
    }
    by.set(row.asset_id, [...(by.get(row.asset_id) ?? []), one])
  }
  return by
}
