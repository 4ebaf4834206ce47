import type { MeterKind } from './case.ts'
import { componentOf, reaches } from './components.ts'
import { checkCondition, type Presumed } from './conditions.ts'
import { type Day, dateOf, dayOf } from './days.ts'
import type { Explanation } from './decision.ts'
import { allOf, anyOf, type Finding, met, notMet, step, unknown } from './finding.ts'
import { checkUsage } from './meters.ts'
import type { Rule } from './pack.ts'
import { addLength, type Ending, findEnd } from './periods.ts'
import type { CountedRepair } from './repairs.ts'
import { inForce, type Setting, type Situation } from './situation.ts'
import { type Began, factOf, findStart } from './starts.ts'

/** A right as it stands in this case. `finding` leaves the component out, which differs by line. */
export interface Right {
  rule: Rule
  setting: Setting
  finding: Finding
  /** With the component of the fault or of any line. */
  shown: Finding
  began?: Began
  ending?: Ending
}

/** Looks at one right: for whom, since when, until when, up to which usage, on which condition, for which component. */
export function weigh(rule: Rule, situation: Situation, setting: Setting): Right {
  const scope = checkScope(rule, situation)
  if (scope.result === 'not_met') return { rule, setting, finding: scope, shown: scope }
  const start = rule.start?.find((entry) => situation.lawDay === undefined || inForce(entry, situation.lawDay))
  const began = start && findStart(start, situation.facts.asset, setting.row)
  const ending = began && findEnd(rule, began, situation, setting)
  const repairs = repairsInTerm(rule, situation, began, ending)
  const condition = checkCondition(rule.when, { situation, repairs, presumed: presumptions(rule, situation, began, ending) })
  // A right that was won by counting stays won: what has to lie in the term is the last repair that counted.
  const counted = rule.counts && condition.result === 'met' ? repairs?.at(-1) : undefined
  const day = counted ? Math.min(counted.inDay, situation.moment) : situation.moment
  const time = rule.term ? checkTime(rule, situation, began, ending, day) : met()
  const usage = rule.term ? checkLimits(rule, situation, began, day, counted) : met()
  const finding = allOf([scope, time, usage, condition])
  return {
    rule,
    setting,
    finding,
    shown: withComponent(rule, finding, situation, setting),
    ...(began && { began }),
    ...(ending && { ending }),
  }
}

function checkScope(rule: Rule, { facts, lawDay }: Situation): Finding {
  const findings: Finding[] = []
  const buyer = facts.asset.buyerKind
  if (rule.buyer !== undefined) {
    if (buyer === undefined) findings.push(unknown(['asset.buyerKind'], step('buyer.unknown', { buyer: rule.buyer })))
    else findings.push(buyer === rule.buyer ? met() : notMet(step('buyer.other', { buyer: rule.buyer })))
  }
  if (rule.from !== undefined || rule.to !== undefined) {
    const window = step('law.window', { from: rule.from ?? '…', to: rule.to ?? '…' })
    if (lawDay === undefined) findings.push(unknown(['asset.saleDate'], window))
    else if (!inForce(rule, lawDay)) findings.push(notMet(window))
  }
  return allOf(findings)
}

function checkTime(rule: Rule, situation: Situation, began: Began | undefined, ending: Ending | undefined, day: Day): Finding {
  if (!began) return unknown([neededStart(rule, situation)], step('start.unknown', {}))
  const moment = day === situation.at ? [] : [step('moment.fault', { date: dateOf(day) })]
  if (day < began.first) return notMet(step('period.ahead', { start: dateOf(began.first), today: dateOf(day) }))
  if (!ending) return met(...began.steps)
  const steps = [...began.steps, ...moment, ...told(ending, day, day === situation.at)]
  if (day <= ending.low) return met(...steps)
  if (rule.floor) return unknown(['law.national'], ...steps, step('floor.national', {}))
  return day > ending.high ? notMet(...steps) : unknown(ending.ask, ...steps)
}

/** One sum when nothing moved the end, else the sum, what moved it, and what is left. */
function told(ending: Ending, day: Day, today: boolean): Explanation[] {
  const left = ending.low - day
  const rest = { end: dateOf(ending.low), today: dateOf(day), day: today ? 'today' : 'fault', daysLeft: Math.max(0, left), daysOver: Math.max(0, -left) }
  const over = left < 0 ? 'Over' : ''
  const [sum] = ending.steps
  if (ending.steps.length > 1 || !sum) return [...ending.steps, step(left < 0 ? 'period.over' : 'period.left', rest)]
  return [step(`${sum.code.replace('period.sum', 'period.add')}${over}`, { ...sum.values, ...rest })]
}

function neededStart(rule: Rule, situation: Situation): string {
  const start = rule.start?.find((entry) => situation.lawDay === undefined || inForce(entry, situation.lawDay))
  return factOf[start?.latestOf[0] ?? 'sale']
}

function checkLimits(rule: Rule, situation: Situation, began: Began | undefined, day: Day, counted: CountedRepair | undefined): Finding {
  const { km, hours } = rule.term ?? {}
  const limits: [MeterKind, number | undefined][] = [
    ['km', km],
    ['hour', hours],
  ]
  const findings = limits.flatMap(([kind, limit]) => {
    if (limit === undefined) return []
    const atRepair = kind === 'km' && counted?.meterKm !== undefined ? [{ kind, value: counted.meterKm, at: dateOf(day) }] : []
    const readings = atRepair.length > 0 ? atRepair : (situation.facts.asset.meters ?? [])
    return [checkUsage({ kind, limit, day, start: began?.low ?? day }, readings)]
  })
  return allOf(findings)
}

/** Only repairs inside the term, by day and by distance, count for it. While the end is not certain the later one is taken. */
function repairsInTerm(rule: Rule, situation: Situation, began?: Began, ending?: Ending): CountedRepair[] | undefined {
  const km = rule.term?.km
  if (!rule.counts) return situation.repairs
  return situation.repairs?.filter((repair) => {
    if (ending && repair.inDay > ending.high) return false
    if (began && repair.inDay < began.first) return false
    return km === undefined || repair.meterKm === undefined || repair.meterKm <= km
  })
}

function presumptions(rule: Rule, situation: Situation, began?: Began, ending?: Ending): Map<string, Presumed> {
  const presumed = new Map<string, Presumed>()
  for (const { fact, value, months, by } of rule.presume ?? []) {
    const until = months === undefined ? ending?.high : began && addLength(began.low, { months })
    if (months !== undefined && until === undefined) continue
    if (until === undefined || situation.moment <= until) presumed.set(fact, { value, by })
  }
  return presumed
}

function withComponent(rule: Rule, finding: Finding, situation: Situation, setting: Setting): Finding {
  const lines = situation.facts.lines ?? []
  const components = new Set([...lines.map((line) => componentOf(line, situation)), componentOf(undefined, situation)])
  if (components.size > 1) components.delete(undefined)
  return allOf([finding, anyOf([...components].map((component) => reaches(rule, component, setting)))])
}

/** A promise that has fixed days instead of a term: contracts and grants. */
export function weighFixed(rule: Rule, days: { from?: string; to?: string }, more: Finding[], situation: Situation): Right {
  const day = situation.moment
  const from = days.from === undefined ? undefined : dayOf(days.from)
  const to = days.to === undefined ? undefined : dayOf(days.to)
  const values = { start: days.from ?? '…', end: days.to ?? '…', today: dateOf(day) }
  const inside = (from === undefined || from <= day) && (to === undefined || day <= to)
  const time = inside ? met(step('contract.within', values)) : notMet(step('contract.outside', values))
  const finding = allOf([time, ...more])
  const began: Began | undefined = from === undefined ? undefined : { first: from, low: from, high: from, steps: [] }
  const ending: Ending | undefined = to === undefined ? undefined : { low: to, high: to, ask: [], steps: [] }
  const setting = {}
  return { rule, setting, finding, shown: withComponent(rule, finding, situation, setting), ...(began && { began }), ...(ending && { ending }) }
}
