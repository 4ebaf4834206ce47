import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'
import type { AssetFacts, Case, Fault } from './case.ts'
import {
  anyCase,
  components,
  contract,
  factValues,
  muchRepaired,
  packs,
  term,
  yearLater,
} from './cases.generated.fixture.ts'
import { isDay } from './check.ts'
import { checkCase } from './check-case.ts'
import { dateOf, dayOf } from './days.ts'
import { decideWith } from './decide.ts'
import type { Decision } from './decision.ts'
import { makeLibrary } from './library.ts'
import { watchLimits } from './limit-watch.ts'
import type { Pack } from './pack.ts'
import { decide, standardLibrary } from './standard.ts'

/** What each fact that was asked for may turn out to be. */
const answers: Record<string, (facts: Case, pick: number) => Case> = {
  'asset.serial': (facts) => ({ ...facts, asset: { ...facts.asset, serialKnown: true } }),
  'asset.saleDate': (facts, pick) => withAsset(facts, { saleDate: near(facts, pick) }),
  'asset.deliveryDate': (facts, pick) => withAsset(facts, { deliveryDate: near(facts, pick) }),
  'asset.installationDate': (facts, pick) => withAsset(facts, { installationDate: near(facts, pick) }),
  'asset.registrationDate': (facts, pick) =>
    withAsset(facts, { registrationDate: dateOf(dayOf('2024-01-02') + (pick % 900)) }),
  'asset.buyerKind': (facts, pick) => withAsset(facts, { buyerKind: pick % 2 ? 'consumer' : 'business' }),
  'asset.saleChannel': (facts, pick) => withAsset(facts, { saleChannel: pick % 2 ? 'shop' : 'online' }),
  'asset.meters.km': (facts, pick) =>
    withAsset(facts, { meters: [...(facts.asset.meters ?? []), { kind: 'km', value: pick * 70, at: facts.at }] }),
  'history.repairs': (facts) => ({ ...facts, history: { repairs: [] } }),
  'fault.cause': (facts, pick) => withFault(facts, { cause: (['quality', 'wear', 'misuse'] as const)[pick % 3]! }),
  'fault.component': (facts, pick) => withFault(facts, { component: components[pick % 4]! }),
  'fault.assembly': (facts, pick) => withFault(facts, { assembly: pick % 2 ? 'engine' : 'steering' }),
  'fault.safety': (facts, pick) => withFault(facts, { safety: pick % 2 === 0 }),
  'fault.usable': (facts, pick) => withFault(facts, { usable: pick % 2 === 0 }),
  'fault.performance': (facts, pick) => withFault(facts, { performance: pick % 2 === 0 }),
  'fault.minor': (facts, pick) => withFault(facts, { minor: pick % 2 === 0 }),
  'fault.symptomCode': (facts, pick) => withFault(facts, { symptomCode: pick % 2 ? 'a' : 'brake_failure' }),
}
/** A fact nothing else in a case says: somebody looks, and finds one of the values the law asks about. */
const answerTo = (fact: string) => answers[fact] ?? (factValues.has(fact) ? assess(fact) : undefined)
const assess =
  (fact: string) =>
  (facts: Case, pick: number): Case => {
    const values = factValues.get(fact)!
    return { ...facts, facts: { ...facts.facts, [fact]: values[pick % values.length]! } }
  }
const knownDays = ({ saleDate, deliveryDate, installationDate }: AssetFacts) =>
  [saleDate, deliveryDate, installationDate].flatMap((one) => (one === undefined ? [] : [dayOf(one)]))

/** The engine's working assumptions: days nobody wrote down lie at most a year apart, in order, and not in the future; one odometer. */
function believable({ at, asset }: Case): boolean {
  const known = knownDays(asset)
  const inOrder = known.every((day, index) => index === 0 || day >= known[index - 1]!)
  const odometers = new Set(asset.meters?.map((one) => one.kind)).size
  return odometers < 2 && inOrder && Math.max(...known) - Math.min(...known) <= 365 && Math.max(...known) <= dayOf(at)
}

function near({ at, asset }: Case, pick: number): string {
  const known = [...knownDays(asset), dayOf(at)]
  const low = Math.max(...knownDays(asset), dayOf('2023-06-01') + 365) - 365
  return dateOf(low + (pick % (Math.min(...known.map((day) => day + 365), dayOf(at)) - low + 1)))
}
const withAsset = (facts: Case, more: Partial<AssetFacts>): Case => ({ ...facts, asset: { ...facts.asset, ...more } })
const withFault = (facts: Case, more: Fault): Case => ({ ...facts, fault: { ...facts.fault, ...more } })

test('the generated cases reach every pack', () => {
  const met = new Set(
    fc.sample(anyCase, { numRuns: 4000, seed: 7 }).flatMap((facts) => decide(facts).packs.map((one) => one.id)),
  )
  expect(packs.map((pack) => pack.id).filter((id) => !met.has(id))).toEqual([])
})

test('the shares of every line sum to 100, and the same case gives the same bytes', () => {
  fc.assert(
    fc.property(anyCase, (facts) => {
      const decision = decide(facts)
      for (const id of new Set(decision.lines.map((line) => line.lineId))) {
        const shares = decision.lines.filter((line) => line.lineId === id).map((line) => line.sharePct)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100)
      }
      const again = decide(JSON.parse(canonicalJson(decision.facts)) as Case)
      expect(canonicalJson(again)).toBe(canonicalJson(decision))
    }),
  )
})

test('a right is undetermined exactly when it names what is missing', () => {
  fc.assert(
    fc.property(anyCase, (facts) => {
      for (const one of decide(facts).considered) expect(one.missing.length > 0).toBe(one.result === 'undetermined')
    }),
  )
})

test('learning a missing fact never turns decided into undetermined', () => {
  let learnt = 0
  fc.assert(
    fc.property(anyCase, fc.nat(999), fc.nat(), (facts, pick, which) => {
      fc.pre(believable(facts))
      const before = decide(facts)
      const askable = [...new Set(before.considered.flatMap((one) => one.missing))].filter((fact) => answerTo(fact))
      const fact = askable[which % Math.max(1, askable.length)]
      const answered = fact && answerTo(fact)?.(facts, pick)
      if (!answered || checkCase(answered).length > 0 || !believable(answered)) return
      learnt++
      const after = decide(answered)
      const open = (results: typeof before) =>
        new Set(results.considered.filter((one) => one.result === 'undetermined').map((one) => one.ruleId))
      const was = open(before)
      expect(
        [...open(after)].filter((ruleId) => !was.has(ruleId)),
        `${fact}`,
      ).toEqual([])
      // A cause that is found takes away what was presumed, and with it a payer that hid open rights further down.
      if (fact === 'fault.cause') return
      const openLine = (results: typeof before) =>
        results.lines.filter((line) => line.payer === 'undetermined').map((line) => line.lineId)
      const wasOpen = new Set(openLine(before))
      expect(
        openLine(after).filter((id) => !wasOpen.has(id)),
        `${fact}`,
      ).toEqual([])
    }),
    { numRuns: 500 },
  )
  expect(learnt).toBeGreaterThan(100)
})

test('adding a plan never removes a right or a payer', () => {
  fc.assert(
    fc.property(anyCase, contract, term, (facts, plan, promise) => {
      const before = decide(facts)
      const after = decide({
        ...facts,
        contracts: [...(facts.contracts ?? []), plan],
        warranty: [...facts.warranty, promise],
      })
      const due = new Set(after.remedies.filter((one) => one.due).map((one) => `${one.ruleId} ${one.remedy}`))
      for (const one of before.remedies.filter((right) => right.due))
        expect(due).toContain(`${one.ruleId} ${one.remedy}`)
      const pays = (lines: typeof before.lines, id: string) =>
        lines
          .filter((line) => line.lineId === id && line.payer === 'customer')
          .reduce((sum, line) => sum + line.sharePct, 0)
      for (const { lineId } of before.lines)
        expect(pays(after.lines, lineId)).toBeLessThanOrEqual(pays(before.lines, lineId))
    }),
  )
})

/** Between them lies no leap day, and none in the year before and after. */
const inPlainYears = fc
  .record({ facts: anyCase, shift: fc.integer({ min: 0, max: 365 }) })
  .map(({ facts, shift }) => squeezed(facts, dayOf('2021-03-01') + shift))
  .filter((facts) => checkCase(facts).length === 0)

/** All days of a case between a day and the end of 2022, in their order. */
function squeezed(facts: Case, first: number): Case {
  const last = dayOf('2022-12-31')
  const from = dayOf('2023-06-01')
  const scale = (last - first) / (dayOf('2028-12-31') - from)
  const squeeze = (value: unknown): unknown => {
    if (typeof value === 'string')
      return isDay(value) ? dateOf(Math.round(first + (dayOf(value) - from) * scale)) : value
    if (Array.isArray(value)) return value.map(squeeze)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, squeeze(one)]))
  }
  return squeeze(facts) as Case
}

const noRestDays = makeLibrary(packs.map((pack) => ({ ...pack, restDaysMoveEnd: false })))
const lawOfNextYear = makeLibrary(packs.map((pack) => ({ ...(yearLater(pack) as Pack), version: pack.version })))

test('shifting all dates by a year shifts all results; only days that are left may differ by a leap day', () => {
  fc.assert(
    fc.property(inPlainYears, (facts) => {
      const now = decideWith(noRestDays, facts)
      const later = decideWith(lawOfNextYear, yearLater(facts) as Case)
      expect(later.lines).toEqual(now.lines)
      expect(later.remedies).toEqual(now.remedies)
      const verdicts = (decision: Decision) =>
        decision.considered.map(({ ruleId, result, missing }) => [ruleId, result, missing])
      expect(verdicts(later)).toEqual(verdicts(now))
      for (const [index, bar] of later.coverage.entries()) {
        const before = now.coverage[index]!
        expect([bar.ruleId, bar.state, bar.start]).toEqual([before.ruleId, before.state, yearLater(before.start)])
        expect(bar.end === null).toBe(before.end === null)
        if (bar.end === null || before.end === null) continue
        expect(Math.abs(dayOf(bar.end) - dayOf(yearLater(before.end) as string)), bar.ruleId).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 400 },
  )
})

test('a limit that is reached is a right that is met', () => {
  let reached = 0
  fc.assert(
    fc.property(fc.oneof(anyCase, muchRepaired), (facts) => {
      const results = new Map(decide(facts).considered.map((one) => [one.ruleId, one.result]))
      for (const limit of watchLimits(standardLibrary, facts)) {
        if (limit.state === 'reached') reached++
        if (limit.state === 'reached') expect(results.get(limit.ruleId), limit.id).toBe('met')
        expect(limit.missing.length > 0, limit.id).toBe(limit.state === 'undetermined')
        if (limit.count !== null && limit.state === 'near') expect(limit.count).toBeGreaterThan(0)
      }
    }),
    { numRuns: 800 },
  )
  expect(reached).toBeGreaterThan(10)
})
