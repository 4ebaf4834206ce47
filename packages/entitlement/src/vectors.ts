import type { FactValue } from './case.ts'
import { isFields } from './check.ts'
import { computationNamed, InputMissing } from './computations.ts'
import type { Library } from './library.ts'
import type { CatalogueRow, Rule } from './pack.ts'
import { within } from './situation.ts'
import { checkTrigger, type VectorFacts } from './trigger.ts'

/** What a rule answers to bare facts: the third answer also stands for null in a vector. */
export type Answer = boolean | 'undetermined'

export interface Failure {
  /** `triggers[3]` or `computations[0]`. */
  path: string
  name: string
  given: unknown
  expected: unknown
  actual: unknown
}

export interface VectorReport {
  passed: number
  failures: Failure[]
}

/** Runs a file of expected answers (`{triggers: [{ruleId, facts, expected}], computations: [{fn, in, out}]}`) against the packs. */
export function runVectors(file: unknown, library: Library): VectorReport {
  if (!isFields(file)) throw new Error('not an object with "triggers" and "computations"')
  const runs = [
    ...each(file.triggers, 'triggers', (vector) => runTrigger(vector, library)),
    ...each(file.computations, 'computations', runComputation),
  ]
  return { passed: runs.filter((one) => one === undefined).length, failures: runs.filter((one) => one !== undefined) }
}

type Outcome = Omit<Failure, 'path'> | undefined

function each(list: unknown, name: string, run: (vector: Record<string, unknown>) => Outcome): (Failure | undefined)[] {
  if (list === undefined) return []
  if (!Array.isArray(list)) throw new Error(`"${name}" is not a list`)
  return list.map((vector, index) => {
    const path = `${name}[${index}]`
    if (!isFields(vector)) return { path, name: '', given: vector, expected: 'an object', actual: typeof vector }
    const failure = run(vector)
    return failure && { path, ...failure }
  })
}

/** The words files use for the three answers. */
const answers: ReadonlyMap<unknown, Answer> = new Map<unknown, Answer>([
  [null, 'undetermined'],
  ['unknown', 'undetermined'],
  ['met', true],
  ['not_met', false],
])

/** `{unit: {ageDays: 7}}` says the same as `{"unit.ageDays": 7}`. */
function flat(facts: Record<string, unknown>, before = ''): VectorFacts {
  const entries = Object.entries(facts).flatMap(([name, value]): [string, FactValue | null][] =>
    isFields(value) ? Object.entries(flat(value, `${before}${name}.`)) : [[before + name, value as FactValue | null]],
  )
  return Object.fromEntries(entries)
}

function runTrigger(vector: Record<string, unknown>, library: Library): Outcome {
  const { ruleId, facts, expected } = vector
  const name = String(ruleId)
  const found = ruleOf(library, name)
  if (!found) return { name, given: facts, expected, actual: 'unknown rule' }
  const wanted = answers.get(expected) ?? expected
  const actual = answerOf(found.rule, isFields(facts) ? flat(facts) : {}, found.rows)
  return actual === wanted ? undefined : { name, given: facts, expected, actual }
}

/** True, false or "undetermined" for one rule and bare facts. */
export function answerOf(rule: Rule, facts: VectorFacts, rows: readonly CatalogueRow[] = []): Answer {
  const { result } = checkTrigger(rule, facts, rows)
  return result === 'undetermined' ? result : result === 'met'
}

/** The rule, with the rows of its catalogue it may be about. */
export function ruleOf({ packs }: Library, id: string): { rule: Rule; rows: CatalogueRow[] } | undefined {
  for (const { rules, catalogue = [] } of packs) {
    const rule = rules.find((one) => one.id === id)
    if (!rule) continue
    const classes = rule.productClasses ?? ['*']
    return { rule, rows: catalogue.filter((row) => classes.some((wider) => within(row.productClass, wider))) }
  }
  return undefined
}

function runComputation(vector: Record<string, unknown>): Outcome {
  const { fn, in: input, out } = vector
  const name = String(fn)
  const compute = computationNamed(name)
  if (!compute) return { name, given: input, expected: out, actual: 'unknown function' }
  try {
    const actual = compute(isFields(input) ? input : {})
    return agrees(actual, out) ? undefined : { name, given: input, expected: out, actual }
  } catch (error) {
    const missing = error instanceof InputMissing ? `missing ${error.message}` : (error as Error).message
    return { name, given: input, expected: out, actual: missing }
  }
}

/** Equal; numbers to the last of their fifteen digits, or to the decimals that are written out when there are two or more. */
function agrees(actual: unknown, expected: unknown): boolean {
  if (isFields(actual) && !isFields(expected)) return Object.values(actual).some((value) => agrees(value, expected))
  if (isFields(actual) && isFields(expected))
    return Object.entries(expected).every(([key, value]) => agrees(actual[key], value))
  if (typeof actual === 'string' && typeof expected === 'string')
    return actual === expected || sameResult(actual, expected)
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual === (expected as FactValue | null)
  const decimals = (String(expected).split('.')[1] ?? '').length
  const slack = Math.max(Math.abs(expected) * 1e-12, decimals >= 2 ? 0.5 * 10 ** -decimals : 0)
  return Math.abs(actual - expected) <= slack + 1e-12
}

/** "83/92*100-1 = 89.22 → star3": however the sum is written, what stands behind the equals sign counts. */
function sameResult(actual: string, expected: string): boolean {
  const [a, b] = [actual, expected].map((text) => text.split(' = ')[1]?.trim())
  return a !== undefined && a === b
}
