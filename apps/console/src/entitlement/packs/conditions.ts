import type { Condition } from '@aftercare/entitlement'

/** A test of one fact inside a condition, and the way to it: `all`, `0`, `any`, `2`. */
export type Leaf = { path: (string | number)[]; test: Extract<Condition, { fact: string }> }
type Fields = Record<string, unknown>

export const isLeaf = (condition: Condition): condition is Leaf['test'] => 'fact' in condition

/** All tests of a condition, in reading order. */
export function leavesOf(condition: Condition, path: Leaf['path'] = []): Leaf[] {
  if (isLeaf(condition)) return [{ path, test: condition }]
  const [join, parts] = Object.entries(condition)[0] as [string, unknown]
  const inside = Array.isArray(parts) ? (parts as Condition[]) : [parts as Condition]
  return inside.flatMap((part, index) => leavesOf(part, [...path, join, ...(Array.isArray(parts) ? [index] : [])]))
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
