import type { Day } from './days.ts'
import { addMonths, dateOf, dayOf, weekday } from './days.ts'
import type { Explanation } from './decision.ts'
import { addLength, extend, type Length, longestTollMonths, type Running } from './extensions.ts'
import { step } from './finding.ts'
import type { Extension, Rule } from './pack.ts'
import { inForce, type Setting, type Situation } from './situation.ts'
import type { Began } from './starts.ts'

/** The last day of a term: between `low` and `high`, which differ while a fact is missing. */
export interface Ending {
  low: Day
  high: Day
  ask: string[]
  /** The sum, from the start to `low`. */
  steps: Explanation[]
  /** The product was exchanged on this day and the term began again: what was repaired before belongs to the old product. */
  restarted?: Day
  /** A fault inside the term may be claimed up to this day; absent = without limit here. */
  claimBy?: Day
}

export function lengthOf(rule: Rule, setting: Setting): Length {
  const { months, days } = rule.term ?? {}
  if (typeof months === 'object') return { months: setting.row?.months[months.ref] ?? 0 }
  return { ...(months !== undefined && { months }), ...(days !== undefined && { days }) }
}

/** The start day is not counted, so the last day is the corresponding day. Undefined when the term is not limited in time. */
export function findEnd(rule: Rule, began: Began, situation: Situation, setting: Setting): Ending | undefined {
  const length = lengthOf(rule, setting)
  if (length.months === undefined && length.days === undefined) return undefined
  const restarts = (rule.extensions ?? []).filter(isRestart)
  let run = runTerm(rule, { start: began.low, length }, situation, firstExchange(restarts, situation))
  let restarted: Day | undefined
  for (const { at, imposed } of restarts.length > 0 ? situation.exchanges : []) {
    const again = restarts.find((one) => (!one.imposed || imposed) && inForce(one, situation))
    if (!again || at < run.start || at > run.end) continue
    const newLength = again.months === undefined ? length : { months: again.months }
    const before = [...run.steps, step('restart.exchange', { date: dateOf(at), by: again.ruleId })]
    run = runTerm(rule, { start: at, length: newLength }, situation)
    run.steps.unshift(...before)
    restarted = at
  }
  const low = setting.pack?.restDaysMoveEnd ? offRestDays(run.end, situation) : run.end
  if (low !== run.end) run.steps.push(step('holiday.moved', { from: dateOf(run.end), end: dateOf(low) }))
  const ask = restarted === undefined && began.ask !== undefined ? [began.ask, ...run.ask] : run.ask
  const open = restarted === undefined ? began.high - began.low : 0
  const high = Math.max(addMonths(low + open, run.slackMonths), run.reach)
  const claimBy = claimDay(rule, low, situation)
  return {
    low,
    high,
    ask: [...new Set(ask)],
    steps: run.steps,
    ...(restarted !== undefined && { restarted }),
    ...(claimBy !== undefined && { claimBy }),
  }
}

type Restart = Extract<Extension, { kind: 'restart' }>
const isRestart = (extension: Extension): extension is Restart => extension.kind === 'restart'

/** Repairs after the exchange belong to the new product: they do not move the end of the old term. */
const firstExchange = (restarts: readonly Restart[], { exchanges }: Situation) =>
  restarts.length > 0 ? exchanges[0]?.at : undefined

interface Run extends Running {
  steps: Explanation[]
  slackMonths: number
  reach: Day
  ask: string[]
}

/** One term from its start, with everything that moves its end but an exchange. */
function runTerm(rule: Rule, { start, length }: { start: Day; length: Length }, situation: Situation, upTo?: Day): Run {
  const end = addLength(start, length)
  const sum = length.months === undefined ? 'period.sumDays' : 'period.sum'
  const run: Run = {
    start,
    length,
    end,
    steps: [step(sum, { start: dateOf(start), ...length, end: dateOf(end) })],
    slackMonths: 0,
    reach: end,
    ask: [],
  }
  for (const extension of rule.extensions ?? []) {
    if (extension.kind === 'restart' || extension.kind === 'run_out') continue
    const force = inForce(extension, situation)
    if (force === undefined) run.ask.push('asset.saleDate')
    if (!force) {
      run.slackMonths += force === undefined ? longestTollMonths : 0
      continue
    }
    const longer = extend(extension, run, situation, upTo)
    run.end = longer.end
    run.steps.push(...longer.steps)
    run.slackMonths += longer.slackMonths
    run.reach = Math.max(run.reach, longer.reach ?? longer.end)
    if (longer.ask) run.ask.push(longer.ask)
  }
  return run
}

/** Where the law lets claims lapse: not before the end of the term, nor before so many months after the fault or the return. */
function claimDay(rule: Rule, end: Day, situation: Situation): Day | undefined {
  const limits = (rule.extensions ?? []).flatMap((one) => {
    if (one.kind !== 'run_out' || inForce(one, situation) === false) return []
    const returned = situation.repairs?.findLast((repair) => repair.out !== undefined)?.out
    const from = one.after === 'fault' ? situation.moment : returned === undefined ? undefined : dayOf(returned)
    return from === undefined ? [end] : [addMonths(from, one.months)]
  })
  return limits.length === 0 ? undefined : Math.max(end, ...limits)
}

/** A last day on a day of rest moves to the next day that is none (民法典 203). */
export function offRestDays(day: Day, { restDays, workDays }: Pick<Situation, 'restDays' | 'workDays'>): Day {
  let moved = day
  while (!workDays.has(moved) && (restDays.has(moved) || weekday(moved) === 0 || weekday(moved) === 6)) moved++
  return moved
}
