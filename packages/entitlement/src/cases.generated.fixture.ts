import fc from 'fast-check'
import type { AssetFacts, Case, Contract, FactValue, Fault, ModelTerm, Repair } from './case.ts'
import { isDay } from './check.ts'
import { checkCase } from './check-case.ts'
import { addMonths, dateOf, dayOf } from './days.ts'
import { branchesOf, type Comparison } from './limits-of-rules.ts'
import type { Condition, Pack, Rule } from './pack.ts'
import { standardPacks } from './standard.ts'

/** Cases of every place and class that has a pack, with any part of their facts missing. */
export const packs = standardPacks as readonly Pack[]
export const date = (from: string, to: string) => fc.integer({ min: dayOf(from), max: dayOf(to) }).map(dateOf)
export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
export const kinds = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
export const components = ['engine', 'compressor', 'compressor.valve', 'door']

const places = [...new Set(packs.flatMap((pack) => [pack.jurisdiction, ...(pack.floorFor ?? [])]))].filter(
  (one) => one !== 'EU',
)
const classes = [...new Set(packs.flatMap((pack) => pack.productClasses))].filter((one) => one !== '*')
/** Half of all cases lie where most of the law is: with a class the packs of the place name. */
const where = fc.oneof(
  fc.tuple(fc.constantFrom(...places, 'KE'), fc.constantFrom(...classes, 'industrial')),
  fc.constantFrom(...packs.flatMap(namedClasses)),
)
function namedClasses(pack: Pack): [string, string][] {
  return pack.jurisdiction === 'EU'
    ? []
    : pack.productClasses.map((one) => [pack.jurisdiction, one === '*' ? 'lamp' : one])
}

const asset = fc.record({
  serialKnown: fc.boolean(),
  saleDate: maybe(date('2023-06-01', '2026-09-01')),
  deliveryDate: maybe(date('2023-06-01', '2025-01-01')),
  installationDate: maybe(date('2025-01-02', '2026-09-01')),
  buyerKind: maybe(fc.constantFrom('consumer' as const, 'consumer' as const, 'business' as const)),
  saleChannel: maybe(fc.constantFrom('shop' as const, 'online' as const)),
  condition: maybe(fc.constantFrom('new' as const, 'used' as const)),
  price: maybe(fc.constant({ minor: '1588000', currency: 'CNY' })),
  meters: maybe(
    fc.array(
      fc.record({
        kind: fc.constantFrom('km' as const, 'km' as const, 'mile' as const),
        value: fc.integer({ min: 0, max: 70_000 }),
        at: date('2023-06-01', '2028-01-01'),
      }),
      { maxLength: 2 },
    ),
  ),
}) as fc.Arbitrary<AssetFacts>

const repair = fc.record({
  in: date('2024-01-01', '2027-01-01'),
  symptomCode: maybe(fc.constantFrom('a', 'b')),
  severeSafety: maybe(fc.boolean()),
  under: maybe(fc.constantFrom('statute' as const, 'warranty' as const)),
  delayCause: maybe(fc.constantFrom('repairer' as const, 'producer_parts' as const)),
  replaced: maybe(fc.constant([{ assembly: 'engine', mainPart: 'engine.piston' }])),
}) as fc.Arbitrary<Repair>
export const closed = fc
  .tuple(repair, fc.integer({ min: 0, max: 40 }))
  .map(([one, days]): Repair => ({ ...one, out: dateOf(dayOf(one.in) + days) }))

const fault = fc.record({
  symptomCode: maybe(fc.constantFrom('a', 'brake_failure')),
  safety: maybe(fc.boolean()),
  component: maybe(fc.constantFrom(...components)),
  assembly: maybe(fc.constantFrom('engine', 'steering')),
  usable: maybe(fc.boolean()),
  performance: maybe(fc.boolean()),
  needsReplacement: maybe(fc.boolean()),
  mainPart: maybe(fc.boolean()),
  minor: maybe(fc.boolean()),
  cause: maybe(fc.constantFrom('quality' as const, 'wear' as const, 'misuse' as const)),
}) as fc.Arbitrary<Fault>

export const term = fc.record({
  id: fc.uuid(),
  covers: fc.constantFrom(...kinds),
  months: fc.integer({ min: 1, max: 60 }),
  distanceKm: maybe(fc.constantFrom(10_000, 100_000)),
  startsFrom: fc.constantFrom('sale' as const, 'delivery' as const, 'installation' as const, 'registration' as const),
  components: maybe(fc.constant(['compressor'])),
}) as fc.Arbitrary<ModelTerm>
export const contract = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('full', 'extension'),
  start: date('2024-01-01', '2025-06-01'),
  end: date('2025-06-02', '2028-01-01'),
  covers: fc.subarray([...kinds], { minLength: 1 }),
  components: maybe(fc.constant(['engine'])),
  sharePct: maybe(fc.integer({ min: 0, max: 100 })),
}) as fc.Arbitrary<Contract>

export const anyCase = fc
  .record({
    at: date('2024-01-01', '2028-01-01'),
    where,
    asset,
    warranty: fc.array(term, { maxLength: 3 }),
    contracts: fc.array(contract, { maxLength: 2 }),
    history: maybe(fc.record({ repairs: fc.array(closed, { maxLength: 6 }) })),
    fault: maybe(fault),
    lines: maybe(
      fc.array(fc.record({ kind: fc.constantFrom(...kinds), component: maybe(fc.constantFrom(...components)) }), {
        maxLength: 4,
      }),
    ),
  })
  .map(({ lines, where: [jurisdiction, productClass], ...rest }) => {
    const named = lines && { lines: lines.map((line, index) => ({ ...line, id: String(index) })) }
    return { ...rest, jurisdiction, productClass, ...named } as Case
  })
  .filter((facts) => checkCase(facts).length === 0)

/** What an assessed fact may be: the values the packs compare it with, and one beside each. */
export const factValues: ReadonlyMap<string, readonly FactValue[]> = collectValues()

function collectValues(): Map<string, FactValue[]> {
  const values = new Map<string, FactValue[]>()
  for (const one of packs.flatMap(({ rules }) => rules.flatMap(conditionsOf)).flatMap(comparisons)) {
    const asked = [one.value].flat()
    const beside = asked.map((value) =>
      typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : 'other',
    )
    values.set(one.fact, [...(values.get(one.fact) ?? []), ...asked, ...beside])
  }
  return values
}

function conditionsOf({ when, scope, remedies }: Rule): Condition[] {
  return [when, ...(scope ? [scope] : []), ...remedies.flatMap((set) => set.when ?? [])]
}

function comparisons(condition: Condition): Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisons)
  return 'any' in condition ? condition.any.flatMap(comparisons) : [condition]
}

const counting = packs.filter((pack) => pack.rules.some((rule) => branchesOf(rule).length > 0)).flatMap(namedClasses)

/** Units of consumers with a long history, where the law counts. */
export const muchRepaired = fc
  .record({
    at: date('2024-09-01', '2026-06-01'),
    where: fc.constantFrom(...counting),
    repairs: fc.array(closed, { minLength: 2, maxLength: 9 }),
    fault: maybe(fault),
    kmADay: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ at, where: [jurisdiction, productClass], repairs, fault: now, kmADay }): Case => {
    const km = (dayOf(at) - dayOf('2024-01-01')) * kmADay
    const sold = { saleDate: '2024-01-01', deliveryDate: '2024-01-01', installationDate: '2024-01-01' }
    const asset = {
      ...sold,
      serialKnown: true,
      buyerKind: 'consumer' as const,
      meters: [{ kind: 'km' as const, value: km, at }],
    }
    return { at, jurisdiction, productClass, asset, warranty: [], history: { repairs }, ...(now && { fault: now }) }
  })

/** The days of a case and of the law it is read by, a year later. Days of rest fall on other dates each year: left out. */
export function yearLater(value: unknown): unknown {
  if (typeof value === 'string') return isDay(value) ? dateOf(addMonths(dayOf(value), 12)) : value
  if (Array.isArray(value)) return value.map(yearLater)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === 'restDaysMoveEnd' ? false : yearLater(one)]),
  )
}
