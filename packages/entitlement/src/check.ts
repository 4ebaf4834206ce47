import { parseDay } from './days.ts'

/** What is wrong and where: `path` in the form `.rules[3].term`, `code` a key of the words (`problem.<code>`). */
export interface Problem {
  path: string
  code: string
  values?: Record<string, string | number>
}

export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isDay = (value: unknown): value is string => typeof value === 'string' && parseDay(value) !== undefined
export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
export const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText)
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/** A kind of value, and what to say when a value is not of that kind. */
export type Kind = [test: (value: unknown) => boolean, code: string]

export const text: Kind = [isText, 'notText']
export const texts: Kind = [isTexts, 'notTexts']
export const day: Kind = [isDay, 'notDay']
export const count: Kind = [isCount, 'notCount']
export const flag: Kind = [isFlag, 'notFlag']
export const list: Kind = [Array.isArray, 'notList']
export const object: Kind = [isFields, 'notObject']
export const percent: Kind = [(value) => isCount(value) && value <= 100, 'notShare']
export const oneOf = (...allowed: readonly string[]): Kind => [
  (value) => typeof value === 'string' && allowed.includes(value),
  'notAllowed',
]
export const someOf = (...allowed: readonly string[]): Kind => [
  (value) => isTexts(value) && value.every((one) => allowed.includes(one)),
  'notAllowed',
]
export const localised: Kind = [
  (value) => isText(value) || (isFields(value) && Object.values(value).every(isText)),
  'notText',
]

/** Collects what is wrong with the fields of one object: required and optional ones, and names nobody knows. */
export function checkFields(
  value: unknown,
  path: string,
  required: Record<string, Kind>,
  optional: Record<string, Kind>,
): Problem[] {
  if (!isFields(value)) return [{ path, code: 'notObject' }]
  const problems: Problem[] = []
  for (const [name, [test, code]] of Object.entries(required)) {
    if (value[name] === undefined) problems.push({ path: `${path}.${name}`, code: 'required' })
    else if (!test(value[name])) problems.push({ path: `${path}.${name}`, code })
  }
  for (const [name, [test, code]] of Object.entries(optional)) {
    if (value[name] !== undefined && !test(value[name])) problems.push({ path: `${path}.${name}`, code })
  }
  for (const name of Object.keys(value)) {
    if (!(name in required) && !(name in optional)) problems.push({ path: `${path}.${name}`, code: 'unknownField' })
  }
  return problems
}

export function checkList(value: unknown, path: string, each: (item: unknown, path: string) => Problem[]): Problem[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return [{ path, code: 'notList' }]
  return value.flatMap((item, index) => each(item, `${path}[${index}]`))
}
