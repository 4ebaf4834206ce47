import type { Condition, FactValue } from '@aftercare/entitlement'

type Test = Extract<Condition, { fact: string }>
type Fields = Record<string, unknown>

/** How a fact is looked at, as a person would choose it: each stands for an operator and a kind of value. */
export const comparisons = ['yes', 'no', 'is', 'in', 'gte', 'gt', 'lte', 'lt', 'exactly'] as const
export type Comparison = (typeof comparisons)[number]
export const joins = ['all', 'any'] as const
export type Group = { join: (typeof joins)[number]; parts: Condition[] }

export const isLeaf = (condition: Condition): condition is Test => 'fact' in condition

/** A condition that is always met. */
export const always: Condition = { all: [] }
export const isAlways = (condition: Condition) => 'all' in condition && condition.all.length === 0

export function groupOf(condition: Exclude<Condition, Test>): Group {
  return 'all' in condition ? { join: 'all', parts: condition.all } : { join: 'any', parts: condition.any }
}
export const asCondition = ({ join, parts }: Group): Condition => (join === 'all' ? { all: parts } : { any: parts })

export function comparisonOf({ op, value }: Test): Comparison {
  if (op !== 'eq') return op
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? 'exactly' : 'is'
}

/** The same fact looked at in another way; of the value is kept what the new way can take. */
export function compared({ fact, value }: Test, how: Comparison): Test {
  const first = Array.isArray(value) ? value[0] : value
  const count = typeof first === 'number' ? first : 1
  if (how === 'yes' || how === 'no') return { fact, op: 'eq', value: how === 'yes' }
  if (how === 'in') return { fact, op: 'in', value: typeof first === 'boolean' || first === undefined ? [] : [first] }
  if (how === 'is') return { fact, op: 'eq', value: typeof first === 'string' ? first : '' }
  return { fact, op: how === 'exactly' ? 'eq' : how, value: count }
}

/** Codes as they were typed; those that were there before keep their kind (a list of figures stays one). */
export const valuesOf = (typed: readonly string[], before: readonly FactValue[]): FactValue[] =>
  typed.map((one) => before.find((value) => String(value) === one) ?? one)

/** The condition with one more part: beside what is there, or in a new group when it was a single test. */
export function withPart(condition: Condition, part: Condition): Condition {
  if (isLeaf(condition)) return { all: [condition, part] }
  const { join, parts } = groupOf(condition)
  return asCondition({ join, parts: [...parts, part] })
}

/** The same value with one field set; undefined takes the field away. What is not on the way stays the same object. */
export function withField<T>(value: T, path: readonly (string | number)[], to: unknown): T {
  const [name, ...rest] = path
  if (name === undefined) return to as T
  if (Array.isArray(value))
    return value.map((one, index) => (index === name ? withField(one, rest, to) : one)) as unknown as T
  const fields = { ...(value as Fields) }
  const next = withField(fields[name], rest, to)
  if (next === undefined) delete fields[name]
  else fields[name] = next
  return fields as T
}
