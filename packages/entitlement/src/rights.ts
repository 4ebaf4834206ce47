import type { MeterKind } from './case.ts'
import { componentOf, reaches, reachesAll } from './components.ts'
import { checkCondition, type Ground, type Presumed } from './conditions.ts'
import { type Day, dateOf, dayOf } from './days.ts'
import type { Explanation } from './decision.ts'
import { addLength } from './extensions.ts'
import { allOf, anyOf, type Finding, met, notMet, step, unknown } from './finding.ts'
import { checkUsage, kmPerMile, readingsOf } from './meters.ts'
import type { Condition, Rule, Start } from './pack.ts'
import { type Ending, findEnd } from './periods.ts'
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
  /** A promise that was voided is over since this day, whatever its term. */
  voided?: Day
  /** What the conditions of single remedies are read against. */
  ground?: Ground
}

/** Looks at one right: for whom, since when, until when, up to which usage, on which condition, for which component. */
export function weigh(rule: Rule, given: Situation, setting: Setting): Right {
  const situation = onItsDay(rule, given)
  const scope = checkScope(rule, situation)
  if (scope.result === 'not_met') return { rule, setting, finding: scope, shown: scope }
  const start = startFor(rule, situation)
  const began = start && findStart(start, situation.facts, setting.row)
  const ending = began && findEnd(rule, began, situation, setting)
  const presumed = presumptions(rule, situation, began, ending)
  const { sure, others } = repairsInTerm(rule, situation, began, ending)
  const meant = rule.scope ? checkPurpose(rule.scope, { situation, repairs: sure, presumed }) : met()
  if (meant.result === 'not_met') return { rule, setting, finding: meant, shown: meant }
  const read = (repairs: CountedRepair[] | undefined) => checkCondition(rule.when, { situation, repairs, presumed })
  const ask = [...(began?.ask ? [began.ask] : []), ...(ending?.ask ?? [])]
  const condition = agreed(read(sure), others.map(read), began ? ask : [neededStart(rule, situation)])
  // A right that was won by counting stays won: what has to lie in the term is the last repair that counted.
  const counted = rule.counts === 'won' && condition.result === 'met' ? sure?.at(-1) : undefined
  const day = counted ? Math.min(counted.inDay, situation.moment) : situation.moment
  const time = rule.term ? checkTime(rule, situation, began, ending, day) : met()
  const usage = rule.term ? checkLimits(rule, situation, began, day, counted) : met()
  // Not counted (yet): today lies in or out of the term without meaning, because an earlier repair may have won the right.
  const waits = rule.counts === 'won' && condition.result !== 'met'
  const finding = allOf(waits ? [scope, meant, condition] : [scope, meant, time, usage, condition])
  const shown = withComponent(rule, finding, situation, setting)
  const right: Right = { rule, setting, finding, shown, ground: { situation, repairs: sure, presumed } }
  if (began) right.began = began
  if (ending) right.ending = ending
  return right
}

/** Rights that have to be claimed in time look at the day of the request; duties with a date look at today. */
function onItsDay(rule: Rule, situation: Situation): Situation {
  if (rule.day === undefined) return situation
  const request = rule.day === 'claim' ? situation.facts.dates?.request : undefined
  return { ...situation, moment: request === undefined ? situation.at : dayOf(request) }
}

/** That a rule is meant for this case goes without saying; that it is not, or that nobody knows, is told. */
function checkPurpose(scope: Condition, ground: Ground): Finding {
  const finding = checkCondition(scope, ground)
  return finding.result === 'met' ? met() : finding
}

function checkScope(rule: Rule, situation: Situation): Finding {
  const findings: Finding[] = rule.kind === 'draft_not_law' ? [notMet(step('law.draft', {}))] : []
  const buyer = situation.facts.asset.buyerKind
  if (rule.buyer !== undefined) {
    if (buyer === undefined) findings.push(unknown(['asset.buyerKind'], step('buyer.unknown', { buyer: rule.buyer })))
    else findings.push(buyer === rule.buyer ? met() : notMet(step('buyer.other', { buyer: rule.buyer })))
  }
  if (rule.since !== undefined && situation.moment < dayOf(rule.since))
    findings.push(notMet(step('law.since', { from: rule.since })))
  const force = inForce(rule, situation)
  if (!force) {
    const window = step('law.window', { from: rule.from ?? '…', to: rule.to ?? '…' })
    findings.push(force === undefined ? unknown(['asset.saleDate'], window) : notMet(window))
  }
  return allOf(findings)
}

function checkTime(
  rule: Rule,
  situation: Situation,
  began: Began | undefined,
  ending: Ending | undefined,
  day: Day,
): Finding {
  if (!began) return unknown([neededStart(rule, situation)], step('start.unknown', {}))
  const moment = day === situation.at ? [] : [step('moment.fault', { date: dateOf(day) })]
  if (day < began.first) {
    const ahead = step('period.ahead', { start: dateOf(began.first), today: dateOf(day) })
    return began.ask ? unknown([began.ask], ahead) : notMet(ahead)
  }
  const early = checkFirstDay(rule, began, day)
  if (early) return early
  if (!ending) return met(...began.steps)
  const named = rule.day === 'claim' ? 'request' : 'fault'
  const steps = [...began.steps, ...moment, ...told(ending, day, day === situation.at ? 'today' : named)]
  if (day <= ending.low) return checkClaim(ending, situation, steps)
  if (rule.floor) return unknown(['law.national'], ...steps, step('floor.national', {}))
  return day > ending.high ? notMet(...steps) : unknown(ending.ask, ...steps)
}

/** A right for day 8 to 15 is not there on day 7. */
function checkFirstDay(rule: Rule, began: Began, day: Day): Finding | undefined {
  const wait = rule.term?.fromDay
  if (wait === undefined || day >= began.high + wait) return undefined
  const early = step('period.notYet', { fromDay: wait, start: dateOf(began.low + wait), today: dateOf(day) })
  return day < began.first + wait
    ? notMet(early)
    : began.ask === undefined
      ? notMet(early)
      : unknown([began.ask], early)
}

/** The fault lies in the term; some laws also let the claim lapse some time later. */
function checkClaim({ claimBy, high, ask }: Ending, { at }: Situation, steps: Explanation[]): Finding {
  if (claimBy === undefined || at <= claimBy) return met(...steps)
  const lapsed = step('claim.lapsed', { end: dateOf(claimBy), today: dateOf(at) })
  return at <= high ? unknown(ask, ...steps, lapsed) : notMet(...steps, lapsed)
}

/** One sum when nothing moved the end, else the sum, what moved it, and what is left. */
function told(ending: Ending, day: Day, named: 'today' | 'request' | 'fault'): Explanation[] {
  const left = ending.low - day
  const passed: Record<string, number> = left < 0 ? { daysOver: -left } : { daysLeft: left }
  const rest = { end: dateOf(ending.low), today: dateOf(day), day: named, ...passed }
  const over = left < 0 ? 'Over' : ''
  const [sum] = ending.steps
  if (ending.steps.length > 1 || !sum) return [...ending.steps, step(left < 0 ? 'period.over' : 'period.left', rest)]
  return [step(`${sum.code.replace('period.sum', 'period.add')}${over}`, { ...sum.values, ...rest })]
}

/** Which start the law of the day of sale gives; none while two could hold. */
function startFor(rule: Rule, situation: Situation): Start | undefined {
  const possible = (rule.start ?? []).filter((entry) => inForce(entry, situation) !== false)
  return possible.length === 1 ? possible[0] : undefined
}

/** The day to ask for while nobody knows when the term began. */
export function neededStart(rule: Rule, situation: Situation): string {
  return factOf(startFor(rule, situation)?.decisive ?? 'sale')
}

function checkLimits(
  rule: Rule,
  situation: Situation,
  began: Began | undefined,
  day: Day,
  counted: CountedRepair | undefined,
): Finding {
  const { km, miles, hours } = rule.term ?? {}
  if (km === undefined && miles === undefined && hours === undefined) return met()
  const limits: [MeterKind, number | undefined, number | undefined][] = [
    ['km', km, counted?.meterKm],
    ['mile', miles, counted?.meterMiles],
    ['hour', hours, undefined],
  ]
  const findings = limits.flatMap(([kind, limit, atRepair]) => {
    if (limit === undefined) return []
    const readings =
      atRepair === undefined
        ? readingsOf(kind, situation.facts.asset.meters ?? [])
        : [{ kind, value: atRepair, at: dateOf(day) }]
    return [checkUsage({ kind, limit, day, start: began?.high ?? day }, readings)]
  })
  return allOf(findings)
}

interface CountedSets {
  sure: CountedRepair[] | undefined
  /** What may have to be counted instead, while the start or the end of the term is not certain. */
  others: CountedRepair[][]
}

/** Only repairs inside the term, by day and by distance, count for it. */
export function repairsInTerm(rule: Rule, { repairs }: Situation, began?: Began, ending?: Ending): CountedSets {
  if (rule.counts === undefined || !repairs) return { sure: repairs, others: [] }
  const near = repairs.filter((repair) => isNear(repair, rule, ending))
  const before = (day: Day) => near.filter((repair) => repair.inDay < day).length
  const certain = began && !began.ask
  const from = [
    certain ? before(began.first) : 0,
    certain ? before(began.first) : began ? before(began.low) : near.length,
  ]
  const to = [ending ? before(ending.low + 1) : near.length, ending ? before(ending.high + 1) : near.length]
  const others: CountedRepair[][] = []
  for (let first = from[0]!; first <= from[1]!; first++) {
    for (let last = began ? to[0]! : first; last <= to[1]!; last++) others.push(near.slice(first, last))
  }
  return { sure: near.slice(from[1], to[0]), others: others.length > 1 ? others : [] }
}

/** Inside the distance of the term and, after an exchange, done to the new product. */
function isNear(repair: CountedRepair, { term }: Rule, ending: Ending | undefined): boolean {
  const km = repair.meterKm ?? (repair.meterMiles === undefined ? undefined : repair.meterMiles * kmPerMile)
  if (term?.km !== undefined && km !== undefined && km > term.km) return false
  if (term?.miles !== undefined && km !== undefined && km > term.miles * kmPerMile) return false
  return ending?.restarted === undefined || repair.inDay >= ending.restarted
}

/** What is true of every set of repairs that may count is true; else the term has to be known first. */
function agreed(sure: Finding, others: Finding[], ask: string[]): Finding {
  if (others.every((other) => other.result === sure.result)) return sure
  const open = [sure, ...others].flatMap((finding) => finding.missing)
  return unknown([...new Set([...ask, ...open])], ...sure.steps)
}

const nothing: ReadonlyMap<string, Presumed> = new Map()

function presumptions(rule: Rule, situation: Situation, began?: Began, ending?: Ending): ReadonlyMap<string, Presumed> {
  if (!rule.presume) return nothing
  const presumed = new Map<string, Presumed>()
  for (const { fact, value, months, by } of rule.presume ?? []) {
    // A working assumption has no end of its own: it stands until someone has looked.
    const asTerm = by === 'practice' ? undefined : ending?.high
    const until = months === undefined ? asTerm : began && addLength(began.low, { months })
    if (months !== undefined && until === undefined) continue
    if (until === undefined || situation.moment <= until) presumed.set(fact, { value, by })
  }
  return presumed
}

function withComponent(rule: Rule, finding: Finding, situation: Situation, setting: Setting): Finding {
  if (reachesAll(rule)) return finding
  const lines = situation.facts.lines ?? []
  const components = new Set([...lines.map((line) => componentOf(line, situation)), componentOf(undefined, situation)])
  if (components.size > 1) components.delete(undefined)
  return allOf([
    finding,
    anyOf([...components].map((component) => reaches(rule, component, setting, situation.facts.fault))),
  ])
}

/** A promise that has fixed days instead of a term: contracts and grants. */
export function weighFixed(
  rule: Rule,
  days: { from?: string; to?: string },
  more: Finding[],
  situation: Situation,
): Right {
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
  return {
    rule,
    setting,
    finding,
    shown: withComponent(rule, finding, situation, setting),
    ...(began && { began }),
    ...(ending && { ending }),
  }
}
