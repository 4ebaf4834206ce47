import type { Day } from './days.ts'
import { addMonths, dateOf, dayOf } from './days.ts'
import type { Explanation } from './decision.ts'
import { step } from './finding.ts'
import type { Extension } from './pack.ts'
import type { CountedRepair } from './repairs.ts'
import type { Situation } from './situation.ts'

/** How far days in repair could lengthen a term when nobody knows the history: working assumption, as in `situation.ts`. */
export const longestTollMonths = 12

export interface Length {
  months?: number
  days?: number
}

export const addLength = (start: Day, length: Length) => addMonths(start, length.months ?? 0) + (length.days ?? 0)

/** A term with its end so far. */
export interface Running {
  start: Day
  length: Length
  end: Day
}

export interface Longer {
  end: Day
  steps: Explanation[]
  slackMonths: number
  /** As late as this if an open fact turns out so. */
  reach?: Day
  ask?: string
}

type Moving = Exclude<Extension, { kind: 'restart' | 'run_out' }>
type Of<Kind> = Extract<Extension, { kind: Kind }>

export function extend(extension: Moving, running: Running, situation: Situation, upTo?: Day): Longer {
  if (extension.kind === 'stop') return stop(extension, running, situation)
  if (situation.repairs === undefined) {
    const months = 'months' in extension ? extension.months : longestTollMonths
    return { end: running.end, steps: [], slackMonths: months, ask: 'history.repairs' }
  }
  const repairs = upTo === undefined ? situation.repairs : situation.repairs.filter((repair) => repair.inDay <= upTo)
  if (extension.kind === 'toll' || extension.kind === 'pause') return toll(extension, running, repairs, situation.at)
  if (extension.kind === 'same_fault') return sameFault(extension, running, repairs, situation)
  return extendFor(extension, running, repairs)
}

const unmoved = (end: Day): Longer => ({ end, steps: [], slackMonths: 0 })

/** Each repair that began inside the term moves its end, so a later repair may fall into the days won by an earlier one. */
function toll(
  extension: Of<'toll'> | Of<'pause'>,
  running: Running,
  repairs: readonly CountedRepair[],
  at: Day,
): Longer {
  const over = extension.kind === 'toll' ? (extension.overDays ?? 0) : 0
  const shortest = extension.kind === 'toll' ? (extension.minDays ?? 0) : 0
  let end = running.end
  let days = 0
  let least: Day | undefined
  for (const repair of repairs) {
    if (repair.inDay < running.start || repair.inDay > end || repair.days < shortest) continue
    const counted = Math.max(0, repair.days - over)
    end += counted
    days += counted
    if (extension.kind !== 'pause' || extension.leastDays === undefined) continue
    least = (repair.out === undefined ? at : dayOf(repair.out)) + extension.leastDays
    end = Math.max(end, least)
  }
  if (days === 0) return unmoved(end)
  const steps = [step('toll.days', { days, end: dateOf(end), by: extension.ruleId })]
  if (least !== undefined && least === end) steps.push(step('pause.least', { date: dateOf(end), by: extension.ruleId }))
  return { end, steps, slackMonths: 0 }
}

/** Only repairs that were owed by law and are finished lengthen the term: the first one, or each up to a number. */
function extendFor(
  extension: Of<'extend_once'> | Of<'extend_each'>,
  running: Running,
  repairs: readonly CountedRepair[],
): Longer {
  const most = extension.kind === 'extend_once' ? 1 : (extension.atMost ?? Number.POSITIVE_INFINITY)
  const won = running.end - addLength(running.start, running.length)
  const endAfter = (times: number) => {
    const months = (running.length.months ?? 0) + extension.months * times
    return addLength(running.start, { ...running.length, months }) + won
  }
  let times = 0
  let open = 0
  for (const repair of repairs) {
    if (repair.out === undefined || repair.inDay < running.start) continue
    if (repair.under === 'statute' && times < most && repair.inDay <= endAfter(times)) times++
    else if (repair.under === undefined && times + open < most && repair.inDay <= endAfter(times + open)) open++
  }
  const unsure = open > 0 && times < most
  const slack = unsure ? { slackMonths: extension.months * open, ask: 'history.repairs.under' } : { slackMonths: 0 }
  if (times === 0) return { end: running.end, steps: [], ...slack }
  const end = endAfter(times)
  const values = { months: extension.months * times, end: dateOf(end), by: extension.ruleId }
  const told =
    extension.kind === 'extend_once' ? step('extend.once', values) : step('extend.each', { ...values, times })
  return { end, steps: [told], ...slack }
}

/** A fault that was put right is answered for so many months more, counted from the return. */
function sameFault(
  extension: Of<'same_fault'>,
  running: Running,
  repairs: readonly CountedRepair[],
  { facts }: Situation,
): Longer {
  const code = facts.fault?.symptomCode
  let { end } = running
  let reach = end
  for (const repair of repairs) {
    if (repair.out === undefined || repair.inDay < running.start || repair.inDay > running.end) continue
    const later = addMonths(dayOf(repair.out), extension.months)
    if (code === undefined || repair.symptomCode === undefined) reach = Math.max(reach, later)
    else if (repair.symptomCode === code) end = Math.max(end, later)
  }
  const open =
    reach > end ? { reach, ask: code === undefined ? 'fault.symptomCode' : 'history.repairs.symptomCode' } : {}
  if (end === running.end) return { ...unmoved(end), ...open }
  const values = { months: extension.months, end: dateOf(end), by: extension.ruleId }
  return { end, steps: [step('extend.sameFault', values)], slackMonths: 0, ...open }
}

/** From a complaint in writing to the clear answer the clock stands. */
function stop(extension: Of<'stop'>, running: Running, { complaints, at }: Situation): Longer {
  let end = running.end
  for (const { from, to } of complaints) {
    if (from >= running.start && from <= end) end += (to ?? at) - from
  }
  if (end === running.end) return unmoved(end)
  const days = end - running.end
  return { end, steps: [step('stop.days', { days, end: dateOf(end), by: extension.ruleId })], slackMonths: 0 }
}
