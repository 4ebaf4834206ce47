import { canonicalJson, type Decision, type FactValue, type MeterReading } from '@aftercare/entitlement'

/** One fact that differs from the decision before; a count for what is a list. */
export interface FactChange {
  /** `asset.saleDate`, `asset.meters.km`, `history.repairs`, `pack.cn-household-car` … */
  fact: string
  from: FactValue | null
  to: FactValue | null
}

/** What is different between two decisions about the same thing, fact by fact. The day of the decision alone is no change. */
export function whatChanged(before: Decision, after: Decision): FactChange[] {
  const isDated = before.facts.fault?.at !== undefined || after.facts.fault?.at !== undefined
  const old = told(before, isDated)
  const now = told(after, isDated)
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((fact) => old.get(fact)?.whole !== now.get(fact)?.whole)
    .map((fact) => ({ fact, from: old.get(fact)?.shown ?? null, to: now.get(fact)?.shown ?? null }))
    .sort((a, b) => (a.fact < b.fact ? -1 : 1))
}

/** How a fact is shown, and all of it for comparing. */
interface Told {
  shown: FactValue
  whole: string
}

function told({ facts, packs }: Decision, isDated: boolean): Map<string, Told> {
  const all = new Map<string, Told>()
  const note = (fact: string, shown: FactValue | undefined, whole: unknown = shown) => {
    if (shown !== undefined) all.set(fact, { shown, whole: canonicalJson(whole) })
  }
  note('jurisdiction', facts.jurisdiction)
  note('productClass', facts.productClass)
  noteFields(facts.asset, 'asset', note)
  for (const [kind, readings] of byKind(facts.asset.meters ?? []))
    note(`asset.meters.${kind}`, readings.at(-1)!.value, readings)
  noteFields(facts.fault ?? {}, 'fault', note)
  // While it is decided on the day of the fault the day is not written down; decided again later it is.
  if (isDated) note('fault.at', facts.fault?.at ?? facts.at)
  noteFields(facts.facts ?? {}, 'facts', note)
  noteFields(facts.history ?? {}, 'history', note)
  noteFields(facts.dates ?? {}, 'dates', note)
  note('warranty', facts.warranty.length, facts.warranty)
  note('contracts', facts.contracts?.length, facts.contracts)
  note('grants', facts.grants?.length, facts.grants)
  note('voided', facts.voided?.at(-1)?.code, facts.voided)
  note('lines', facts.lines?.length, facts.lines)
  for (const { id, version } of packs) note(`pack.${id}`, version)
  return all
}

type Note = (fact: string, shown: FactValue | undefined, whole?: unknown) => void

function noteFields(fields: object, group: string, note: Note): void {
  for (const [name, value] of Object.entries(fields)) {
    if (group === 'asset' && name === 'meters') continue
    if (Array.isArray(value)) note(`${group}.${name}`, value.length, value)
    else if (typeof value === 'object' && value !== null) note(`${group}.${name}`, canonicalJson(value))
    else note(`${group}.${name}`, value as FactValue | undefined)
  }
}

function byKind(readings: readonly MeterReading[]): Map<string, MeterReading[]> {
  const kinds = new Map<string, MeterReading[]>()
  for (const one of readings) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one])
  return kinds
}
