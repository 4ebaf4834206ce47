import { RuleError } from './errors.ts'
import type { Money } from './money.ts'
import { addMoney, multiplyMoney, subtractMoney } from './money.ts'
import { ratio } from './ratios.ts'

/** A price taken apart; `net` + `tax` = `gross`, exactly. */
export interface TaxedMoney {
  net: Money
  tax: Money
  gross: Money
}

const WHOLE = 10_000n

/** Tax on a price without it; `rate` in basis points (1300 = 13 %), rounded once, half even; throws `tax_rate_invalid`. */
export function addTax(net: Money, rate: number): TaxedMoney {
  const tax = multiplyMoney(net, ratio(basisPoints(rate), WHOLE))
  return { net, tax, gross: addMoney(net, tax) }
}

/** The tax inside a price that includes it; `rate` in basis points, rounded once, half even; throws `tax_rate_invalid`. */
export function takeTaxOut(gross: Money, rate: number): TaxedMoney {
  const points = basisPoints(rate)
  const tax = multiplyMoney(gross, ratio(points, WHOLE + points))
  return { net: subtractMoney(gross, tax), tax, gross }
}

function basisPoints(rate: number): bigint {
  if (!Number.isInteger(rate) || rate < 0 || rate > 100_000) throw new RuleError('tax_rate_invalid', { rate })
  return BigInt(rate)
}
