import { isCurrency } from '@aftercare/rules'
import {
  checkFields,
  count,
  day,
  flag,
  isCount,
  isFields,
  type Kind,
  oneOf,
  type Problem,
  someOf,
  text,
} from './check.ts'
import { checkCondition } from './check-condition.ts'
import { remedyNames } from './decision.ts'

const any: Kind = [() => true, '']
const share: Kind = [(value) => isCount(value) && value <= 1, 'notRate']
const positive: Kind = [(value) => isCount(value) && value > 0, 'notPositive']

/** The fields each kind of extension has of its own. */
const extensions: Record<string, [required: Record<string, Kind>, optional: Record<string, Kind>]> = {
  toll: [{}, { overDays: count, minDays: count }],
  pause: [{}, { leastDays: count }],
  extend_once: [{ months: count }, {}],
  extend_each: [{ months: count }, { atMost: count }],
  restart: [{}, { months: count, imposed: flag }],
  stop: [{}, {}],
  same_fault: [{ months: count }, {}],
  run_out: [{ months: count, after: oneOf('fault', 'return') }, {}],
}

export function checkExtension(extension: unknown, path: string): Problem[] {
  const kind = isFields(extension) && typeof extension.kind === 'string' ? extension.kind : ''
  const [required, optional] = extensions[kind] ?? [{}, {}]
  const always = {
    kind: oneOf(...Object.keys(extensions)),
    ruleId: text,
    confidence: oneOf('high', 'medium', 'low'),
  }
  return [
    ...checkFields(extension, path, { ...always, ...required }, { ...optional, from: day, to: day }),
    ...checkOrder(extension, path),
  ]
}

/** A window that ends before it begins would never hold, and nobody would notice. */
export function checkOrder(dated: unknown, path: string): Problem[] {
  if (!isFields(dated) || typeof dated.from !== 'string' || typeof dated.to !== 'string') return []
  return dated.to < dated.from
    ? [{ path: `${path}.to`, code: 'beforeStart', values: { date: dated.to, after: dated.from } }]
    : []
}

export function checkDeduction(deduction: unknown, path: string): Problem[] {
  const byDays = isFields(deduction) && deduction.kind === 'days'
  const always = { kind: oneOf('distance', 'days'), ruleId: text }
  const onlyFor = { onlyFor: someOf(...remedyNames) }
  if (byDays) {
    const problems = checkFields(deduction, path, always, { ...onlyFor, rate: share, unless: any })
    return deduction.unless === undefined
      ? problems
      : [...problems, ...checkCondition(deduction.unless, `${path}.unless`)]
  }
  const required = { ...always, unit: oneOf('km', 'mile'), per: positive }
  return checkFields(deduction, path, required, {
    ...onlyFor,
    rate: share,
    coefficient: flag,
    free: count,
    at: oneOf('now', 'first_repair'),
  })
}

export function checkDamages(damages: unknown, path: string): Problem[] {
  const problems = checkFields(damages, path, { times: positive }, { atLeast: any })
  if (!isFields(damages) || damages.atLeast === undefined) return problems
  return [...problems, ...checkPrice(damages.atLeast, `${path}.atLeast`)]
}

const minor: Kind = [(value) => typeof value === 'string' && /^\d{1,18}$/.test(value), 'notMinor']
const currency: Kind = [isCurrency, 'unknownCurrency']

/** An amount in minor units of a currency that exists. */
export const checkPrice = (price: unknown, path: string): Problem[] => checkFields(price, path, { minor, currency }, {})
