import { checkFields, checkList, isFields, isText, type Kind, list, oneOf, type Problem, text } from './check.ts'
import { factNames } from './known-facts.ts'
import { unknownName } from './near-name.ts'

const any: Kind = [() => true, '']
const ops = ['eq', 'gt', 'gte', 'lt', 'lte', 'in']

/** What a fact can be. */
const isValue = (value: unknown) => ['boolean', 'number', 'string'].includes(typeof value)

export function checkCondition(condition: unknown, path: string): Problem[] {
  for (const name of ['all', 'any'] as const) {
    if (isFields(condition) && name in condition)
      return [
        ...checkFields(condition, path, { [name]: list }, {}),
        ...(Array.isArray(condition[name]) ? checkList(condition[name], `${path}.${name}`, checkCondition) : []),
      ]
  }
  const problems = checkFields(condition, path, { fact: text, op: oneOf(...ops), value: any }, {})
  if (!isFields(condition)) return problems
  const { fact, op, value } = condition
  if (isText(fact) && !factNames.has(fact)) problems.push(unknownName('unknownFact', `${path}.fact`, fact, factNames))
  if (op === 'in' && !Array.isArray(value)) problems.push({ path: `${path}.value`, code: 'notList' })
  const values = op === 'in' && Array.isArray(value) ? value : [value]
  if (op !== 'in' || Array.isArray(value))
    if (value !== undefined && !values.every(isValue)) problems.push({ path: `${path}.value`, code: 'notValue' })
  if (typeof op === 'string' && /^[gl]te?$/.test(op) && typeof value !== 'number')
    problems.push({ path: `${path}.value`, code: 'notCount' })
  return problems
}
