import type { Condition, Rule } from './pack.ts'

export type Comparison = Exclude<Condition, { all: Condition[] } | { any: Condition[] }>
/** A comparison that a growing count will meet one day. */
export type CountLimit = Comparison & { op: 'gt' | 'gte'; value: number }

/** One way to win a right by counting: these counts have to be reached, and the rest has to be so on the day. */
export interface Branch {
  counts: CountLimit[]
  rest: Condition[]
}

const counted = /^(repairs|replacements|repairDays)\.|^parts\.delayDays$/
/** Begin anew with each repair: only a repair that is still open comes nearer. */
const ofOneRepair = new Set(['repairDays.single', 'repairDays.workingDays', 'repairDays.possession', 'parts.delayDays'])

export const countsDays = (fact: string) => /^repairDays\.|Days$/.test(fact)
export const isOfOneRepair = (fact: string) => ofOneRepair.has(fact)

const isComparison = (condition: Condition): condition is Comparison => 'fact' in condition
const isLimit = (condition: Condition): condition is CountLimit =>
  isComparison(condition) &&
  (condition.op === 'gt' || condition.op === 'gte') &&
  typeof condition.value === 'number' &&
  counted.test(condition.fact)

/** What a rule counts, read from its own condition: a rule that counts nothing has none. */
export function branchesOf({ when }: Rule): Branch[] {
  return expand(when).filter((branch) => branch.counts.length > 0)
}

function expand(condition: Condition): Branch[] {
  if (isLimit(condition)) return [{ counts: [condition], rest: [] }]
  if (!counts(condition)) return [{ counts: [], rest: [condition] }]
  if ('any' in condition) return condition.any.flatMap(expand)
  if (!('all' in condition)) return []
  return condition.all.map(expand).reduce(
    (before, next) =>
      before.flatMap((one) =>
        next.map((other) => ({
          counts: [...one.counts, ...other.counts],
          rest: [...one.rest, ...other.rest],
        })),
      ),
    [{ counts: [], rest: [] }],
  )
}

function counts(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(counts)
  return 'any' in condition ? condition.any.some(counts) : isLimit(condition)
}

/** The first count that reaches it: "more than 4" is the fifth, "4 or more" the fourth. */
export const reachedAt = ({ op, value }: CountLimit) => (op === 'gt' ? Math.floor(value) + 1 : Math.ceil(value))

export function factsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsIn)
  return 'any' in condition ? condition.any.flatMap(factsIn) : [condition.fact]
}
