import { checkFields, checkList, isFields, isText, type Kind, oneOf, type Problem, text } from './check.ts'
import { factNames } from './known-facts.ts'

const any: Kind = [() => true, '']
const ops = ['eq', 'gt', 'gte', 'lt', 'lte', 'in']

export function checkCondition(condition: unknown, path: string): Problem[] {
  if (isFields(condition) && 'all' in condition) return checkList(condition.all, `${path}.all`, checkCondition)
  if (isFields(condition) && 'any' in condition) return checkList(condition.any, `${path}.any`, checkCondition)
  const problems = checkFields(condition, path, { fact: text, op: oneOf(...ops), value: any }, {})
  if (!isFields(condition)) return problems
  const { fact, op, value } = condition
  if (isText(fact) && !factNames.has(fact))
    problems.push({ path: `${path}.fact`, code: 'unknownFact', values: { fact } })
  if (op === 'in' && !Array.isArray(value)) problems.push({ path: `${path}.value`, code: 'notList' })
  if (typeof op === 'string' && /^[gl]te?$/.test(op) && typeof value !== 'number')
    problems.push({ path: `${path}.value`, code: 'notCount' })
  return problems
}
