import { RuleError } from './errors.ts'
import { allocateMoney, multiplyMoney } from './money.ts'
import { addTax, takeTaxOut } from './tax.ts'

/** One position with who pays how much of it. */
export interface PricedLine {
  /** Decimal: `"1.5"` hours. */
  quantity: string
  unitMinor: bigint
  /** Who pays what the customer does not; `customer` when the customer pays all. */
  payer: string
  /** Per cent, at most two decimals. */
  customerSharePct: number
}

/** How a price list states its prices; the rate in basis points (1300 = 13 %). */
export interface TaxRule {
  taxBp: number
  taxIncluded: boolean
}

export interface LineAmount {
  /** Quantity × unit price. */
  full: bigint
  /** What the customer pays of it; the rest is the payer's. With or without tax as the list has it. */
  customer: bigint
}

export interface Amounts {
  net: bigint
  tax: bigint
  total: bigint
}

export interface Breakdown {
  lines: LineAmount[]
  /** Everything, whoever pays it. */
  full: Amounts
  customer: Amounts
  /** Who pays which part of `full.total`, tax included; the parts sum to it exactly. */
  payers: { payer: string; minor: bigint }[]
}

/**
 * What the work costs and who pays which part. Each line is rounded once; tax is taken on the sum, as an invoice shows it;
 * every sum adds up to the unit. Throws `share_invalid`, `tax_rate_invalid`, `currency_invalid`.
 */
export function breakDown(lines: readonly PricedLine[], rule: TaxRule, currency: string): Breakdown {
  const amounts = lines.map((line) => amountOf(line, currency))
  const full = taxed(sum(amounts.map((one) => one.full)), rule, currency)
  const customer = taxed(sum(amounts.map((one) => one.customer)), rule, currency)
  const others = new Map<string, bigint>()
  for (const [i, line] of lines.entries()) {
    const covered = amounts[i]!.full - amounts[i]!.customer
    if (covered > 0n) others.set(line.payer, (others.get(line.payer) ?? 0n) + covered)
  }
  const rest = full.total - customer.total
  const parts = others.size > 0 ? allocateMoney({ minor: rest, currency }, [...others.values()]) : []
  const payers = [...others.keys()].map((payer, i) => ({ payer, minor: parts[i]!.minor }))
  if (customer.total > 0n) payers.push({ payer: 'customer', minor: customer.total })
  return { lines: amounts, full, customer, payers }
}

function amountOf(line: PricedLine, currency: string): LineAmount {
  const hundredths = Math.round(line.customerSharePct * 100)
  if (!(hundredths >= 0 && hundredths <= 10_000)) throw new RuleError('share_invalid', { pct: line.customerSharePct })
  const full = multiplyMoney({ minor: line.unitMinor, currency }, line.quantity).minor
  const customer = multiplyMoney({ minor: full, currency }, { num: BigInt(hundredths), den: 10_000n }).minor
  return { full, customer }
}

function taxed(minor: bigint, rule: TaxRule, currency: string): Amounts {
  const money = { minor, currency }
  const { net, tax, gross } = rule.taxIncluded ? takeTaxOut(money, rule.taxBp) : addTax(money, rule.taxBp)
  return { net: net.minor, tax: tax.minor, total: gross.minor }
}

const sum = (all: readonly bigint[]) => all.reduce((a, b) => a + b, 0n)
