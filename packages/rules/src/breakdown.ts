import { RuleError } from './errors.ts'
import { allocateMoney } from './money.ts'
import { ratioOf } from './ratios.ts'
import { DEFAULT_ROUNDING, type Rounding, roundBy, roundingOf, roundToStep } from './rounding.ts'
import { taxOf } from './tax.ts'

/** One position with who pays how much of it. */
export interface PricedLine {
  /** Decimal: `"1.5"` hours. */
  quantity: string
  unitMinor: bigint
  /** Who pays what the customer does not; `customer` when the customer pays all. */
  payer: string
  /** Per cent, at most two decimals. */
  customerSharePct: number
  /** The line's own rate where a bill has several; the rule's otherwise. */
  taxBp?: number | null
  taxCategory?: string
  /** What the payer's share rests on; a limit in money speaks of it by its id. */
  why?: { ruleId?: string | undefined } | null
}

/** A payer that pays no more than an amount (of money in minor units, as prices are stated): an allowance of a contract. */
export interface Limit {
  ruleId: string
  minor: string
}

/** How a price list states its prices; the rate in basis points (1300 = 13 %). */
export interface TaxRule {
  taxBp: number
  taxIncluded: boolean
  /** The recipient owes the tax (B2B across EU borders): prices lose it, and none is charged. */
  reverseCharge?: boolean
  /** Name of the rounding rule. */
  rounding?: string
  /** Beyond these the customer pays. */
  limits?: readonly Limit[]
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

export interface TaxShare {
  category: string
  bp: number
  net: bigint
  tax: bigint
}

/** An amount of a line, taxed at its rate. */
export interface TaxedAmount {
  minor: bigint
  taxBp: number
  taxCategory: string
}

export interface Taxed extends Amounts {
  /** One for each rate, in the order the rates first appear; sums to net and tax. */
  taxes: TaxShare[]
  /** What the step of the rule adds or takes off; net + tax + rounding = payable. */
  rounding: bigint
  payable: bigint
}

export interface Breakdown {
  lines: LineAmount[]
  /** Everything, whoever pays it. */
  full: Amounts
  customer: Taxed
  /** Who pays which part of `full.total`, tax included; the parts sum to it exactly. */
  payers: { payer: string; minor: bigint }[]
}

/**
 * What the work costs and who pays which part. Each line is rounded once; tax by the named rule; every sum adds up to the
 * unit. Throws `share_invalid`, `tax_rate_invalid`, `currency_invalid`, `rounding_invalid`.
 */
export function breakDown(lines: readonly PricedLine[], rule: TaxRule, currency: string): Breakdown {
  const rounding = roundingOf(rule.rounding ?? DEFAULT_ROUNDING)
  const amounts = limited(
    lines,
    lines.map((line) => amountOf(line, rounding)),
    rule.limits ?? [],
  )
  const taxedAt = (minor: bigint, line: PricedLine): TaxedAmount => ({
    minor,
    taxBp: line.taxBp ?? rule.taxBp,
    taxCategory: line.taxCategory ?? 'standard',
  })
  const side = (which: 'full' | 'customer') =>
    taxSums(
      lines.map((line, i) => taxedAt(amounts[i]![which], line)),
      rule,
    )
  const full = side('full')
  const customer = side('customer')
  const others = new Map<string, bigint>()
  for (const [i, line] of lines.entries()) {
    const covered = amounts[i]!.full - amounts[i]!.customer
    if (covered > 0n) others.set(line.payer, (others.get(line.payer) ?? 0n) + weight(covered, line, rule))
  }
  const rest = full.total - customer.total
  const parts = others.size > 0 ? allocateMoney({ minor: rest, currency }, [...others.values()]) : []
  const payers = [...others.keys()].map((payer, i) => ({ payer, minor: parts[i]!.minor }))
  if (customer.total > 0n) payers.push({ payer: 'customer', minor: customer.total })
  return { lines: amounts, full: { net: full.net, tax: full.tax, total: full.total }, customer, payers }
}

/** Net, tax and what is to be paid of amounts at their rates. Never less for more, so that credits can be differences. */
export function taxSums(amounts: readonly TaxedAmount[], rule: Omit<TaxRule, 'taxBp'>): Taxed {
  const rounding = roundingOf(rule.rounding ?? DEFAULT_ROUNDING)
  const byRate = new Map<string, TaxedAmount[]>()
  for (const one of amounts) {
    const key = `${one.taxCategory} ${one.taxBp}`
    byRate.set(key, [...(byRate.get(key) ?? []), one])
  }
  const taxes = [...byRate.values()].map((group) => shareOf(group, rule, rounding))
  const net = sum(taxes.map((one) => one.net))
  const tax = sum(taxes.map((one) => one.tax))
  const payable = roundToStep(net + tax, rounding)
  return { taxes, net, tax, total: net + tax, rounding: payable - net - tax, payable }
}

function shareOf(group: readonly TaxedAmount[], rule: Omit<TaxRule, 'taxBp'>, rounding: Rounding): TaxShare {
  const { taxBp: bp, taxCategory: category } = group[0]!
  const parts = rounding.by === 'line' ? group.map((one) => one.minor) : [sum(group.map((one) => one.minor))]
  const within = sum(parts.map((minor) => taxOf(minor, bp, rule.taxIncluded, rounding.mode)))
  const stated = sum(group.map((one) => one.minor))
  const net = rule.taxIncluded ? stated - within : stated
  return { category, bp, net, tax: rule.reverseCharge ? 0n : within }
}

/** How much a covered amount weighs beside others once tax is added or gone. */
function weight(covered: bigint, line: PricedLine, rule: TaxRule): bigint {
  const whole = 10_000n + BigInt(line.taxBp ?? rule.taxBp)
  if (rule.taxIncluded) return rule.reverseCharge ? (covered * 10n ** 12n) / whole : covered
  return rule.reverseCharge ? covered : covered * whole
}

function amountOf(line: PricedLine, { mode }: Rounding): LineAmount {
  const hundredths = Math.round(line.customerSharePct * 100)
  if (!(hundredths >= 0 && hundredths <= 10_000)) throw new RuleError('share_invalid', { pct: line.customerSharePct })
  const { num, den } = ratioOf(line.quantity)
  const full = roundBy({ num: line.unitMinor * num, den }, mode)
  return { full, customer: roundBy({ num: full * BigInt(hundredths), den: 10_000n }, mode) }
}

/** Line by line until it is used: the line in which it runs out is split, those after it are the customer's. */
function limited(lines: readonly PricedLine[], amounts: readonly LineAmount[], limits: readonly Limit[]): LineAmount[] {
  const left = new Map(limits.map(({ ruleId, minor }) => [ruleId, BigInt(minor)]))
  return amounts.map(({ full, customer }, i) => {
    const ruleId = lines[i]!.why?.ruleId ?? ''
    const most = left.get(ruleId)
    if (most === undefined) return { full, customer }
    let covered = full - customer
    if (covered > most) covered = most
    left.set(ruleId, most - covered)
    return { full, customer: full - covered }
  })
}

/** What the limits still allow beside lines that are priced already. */
export function limitsAfter(
  limits: readonly Limit[],
  lines: readonly { why?: PricedLine['why']; fullMinor: string; customerMinor: string }[],
): Limit[] {
  const taken = coveredBy(lines)
  return limits.map(({ ruleId, minor }) => ({ ruleId, minor: String(BigInt(minor) - (taken.get(ruleId) ?? 0n)) }))
}

/** How much each rule pays of priced lines. */
export function coveredBy(
  lines: readonly { why?: PricedLine['why']; fullMinor: string; customerMinor: string }[],
): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { why, fullMinor, customerMinor } of lines)
    if (why?.ruleId) sums.set(why.ruleId, (sums.get(why.ruleId) ?? 0n) + BigInt(fullMinor) - BigInt(customerMinor))
  return sums
}

const sum = (all: readonly bigint[]) => all.reduce((a, b) => a + b, 0n)

/** The rules a bill keeps, by which its sums can be made again. */
export interface BillRule extends TaxRule {
  currency: string
  rounding: string
}

/** As every screen, phone and paper is told: what it costs, who pays, at which rates, how it was rounded; minor units as text. */
export function breakdownToJson<P extends string>({ full, customer, payers }: Breakdown, rule: BillRule) {
  const text = ({ net, tax, total }: Amounts) => ({ net: String(net), tax: String(tax), total: String(total) })
  return {
    currency: rule.currency,
    taxBp: rule.taxBp,
    taxIncluded: rule.taxIncluded,
    reverseCharge: rule.reverseCharge ?? false,
    full: text(full),
    customer: text(customer),
    taxes: customer.taxes.map((one) => ({ ...one, net: String(one.net), tax: String(one.tax) })),
    rounding: { rule: rule.rounding, minor: String(customer.rounding) },
    payable: String(customer.payable),
    payers: payers.map(({ payer, minor }) => ({ payer: payer as P, minor: String(minor) })),
    limits: [...(rule.limits ?? [])],
  }
}
