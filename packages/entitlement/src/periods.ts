import type { Day } from './days.ts'
import { addMonths, dateOf, weekday } from './days.ts'
import type { Explanation } from './decision.ts'
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
}

/** How far days in repair could lengthen a term when nobody knows the history: working assumption, as in `situation.ts`. */
const longestTollMonths = 12

export interface Length {
  months?: number
  days?: number
}

export function lengthOf(rule: Rule, setting: Setting): Length {
  const { months, days } = rule.term ?? {}
  if (typeof months === 'object') return { months: setting.row?.months[months.ref] ?? 0 }
  return { ...(months !== undefined && { months }), ...(days !== undefined && { days }) }
}

export const addLength = (start: Day, length: Length) => addMonths(start, length.months ?? 0) + (length.days ?? 0)

/** The start day is not counted, so the last day is the corresponding day. Undefined when the term is not limited in time. */
export function findEnd(rule: Rule, began: Began, situation: Situation, setting: Setting): Ending | undefined {
  const length = lengthOf(rule, setting)
  if (length.months === undefined && length.days === undefined) return undefined
  const sum = length.months === undefined ? 'period.sumDays' : 'period.sum'
  let end = addLength(began.low, length)
  const steps = [step(sum, { start: dateOf(began.low), ...length, end: dateOf(end) })]
  let slackMonths = 0
  const ask = began.ask === undefined ? [] : [began.ask]
  for (const extension of rule.extensions ?? []) {
    const force = inForce(extension, situation)
    if (force === undefined) ask.push('asset.saleDate')
    if (!force) {
      slackMonths += force === undefined ? longestTollMonths : 0
      continue
    }
    const longer = extend(extension, { start: began.low, length, end }, situation)
    end = longer.end
    steps.push(...longer.steps)
    slackMonths += longer.slackMonths
    if (longer.ask) ask.push(longer.ask)
  }
  const low = setting.pack?.restDaysMoveEnd ? offRestDays(end, situation) : end
  if (low !== end) steps.push(step('holiday.moved', { from: dateOf(end), end: dateOf(low) }))
  return { low, high: addMonths(low + (began.high - began.low), slackMonths), ask: [...new Set(ask)], steps }
}

interface Running {
  start: Day
  length: Length
  end: Day
}

interface Longer {
  end: Day
  steps: Explanation[]
  slackMonths: number
  ask?: string
}

function extend(extension: Extension, running: Running, situation: Situation): Longer {
  const unknown = situation.repairs === undefined
  if (extension.kind === 'toll') {
    if (unknown) return { end: running.end, steps: [], slackMonths: longestTollMonths, ask: 'history.repairs' }
    return toll(extension, running, situation)
  }
  if (unknown) return { end: running.end, steps: [], slackMonths: extension.months, ask: 'history.repairs' }
  return extendOnce(extension, running, situation)
}

/** Each repair that began inside the term moves its end, so a later repair may fall into the days won by an earlier one. */
function toll(extension: Extension, running: Running, situation: Situation): Longer {
  let end = running.end
  let days = 0
  for (const repair of situation.repairs ?? []) {
    if (repair.inDay < running.start || repair.inDay > end) continue
    end += repair.days
    days += repair.days
  }
  if (days === 0) return { end, steps: [], slackMonths: 0 }
  return { end, steps: [step('toll.days', { days, end: dateOf(end), by: extension.ruleId })], slackMonths: 0 }
}

/** Only a repair that was owed by law and is finished lengthens the term, and only the first one. */
function extendOnce(extension: Extension & { kind: 'extend_once' }, running: Running, situation: Situation): Longer {
  const done = (situation.repairs ?? []).filter(
    (repair) => repair.out !== undefined && repair.inDay >= running.start && repair.inDay <= running.end,
  )
  if (done.some((repair) => repair.under === 'statute')) {
    const months = (running.length.months ?? 0) + extension.months
    const won = running.end - addLength(running.start, running.length)
    const end = addLength(running.start, { ...running.length, months }) + won
    return {
      end,
      steps: [step('extend.once', { months: extension.months, end: dateOf(end), by: extension.ruleId })],
      slackMonths: 0,
    }
  }
  if (done.some((repair) => repair.under === undefined)) {
    return { end: running.end, steps: [], slackMonths: extension.months, ask: 'history.repairs.under' }
  }
  return { end: running.end, steps: [], slackMonths: 0 }
}

/** A last day on a day of rest moves to the next day that is none (民法典 203). */
function offRestDays(day: Day, { restDays, workDays }: Situation): Day {
  let moved = day
  while (!workDays.has(moved) && (restDays.has(moved) || weekday(moved) === 0 || weekday(moved) === 6)) moved++
  return moved
}
