import { type Money, money, moneyToDecimal, multiplyMoney, type Ratio, ratioOf } from '@aftercare/rules'
import type { Price } from './case.ts'
import { checkCondition } from './conditions.ts'
import { dayOf } from './days.ts'
import type { Explanation, Remedy, RemedySum } from './decision.ts'
import { step } from './finding.ts'
import { readingsOf } from './meters.ts'
import type { Deduction } from './pack.ts'
import type { Right } from './rights.ts'
import type { Situation } from './situation.ts'

/** The sum of a remedy with the arithmetic as steps; no sum while a figure is missing. */
export interface Sum {
  sum?: RemedySum
  steps: Explanation[]
}

const paying = new Set<Remedy>(['refund', 'terminate', 'buyback'])
const exchanging = new Set<Remedy>(['replace'])

/** What a refund pays out, what an exchange costs, or what the damages are, and what is paid beside it. Nothing for the other remedies. */
export function sumOf(remedy: Remedy, right: Right, situation: Situation): Sum {
  const { alsoPaid } = right.rule
  const told = amountOf(remedy, right, situation)
  if (!alsoPaid || !(paying.has(remedy) || exchanging.has(remedy))) return told
  return { ...told, steps: [...told.steps, step('sum.also', { paid: alsoPaid.join(', ') })] }
}

function amountOf(remedy: Remedy, right: Right, situation: Situation): Sum {
  const { deduct, damages } = right.rule
  const wanted = paying.has(remedy) || (exchanging.has(remedy) && deduct !== undefined) || remedy === 'damages'
  if (!wanted || (remedy === 'damages' && !damages)) return { steps: [] }
  const price = priceOf(situation.facts.asset.price)
  if (!price) return { steps: [step('sum.ask', { fact: 'asset.price' })] }
  if (remedy === 'damages' && damages) return damagesOf(price, damages)
  const applies = deduct && (deduct.onlyFor?.includes(remedy) ?? true)
  if (!applies) return { sum: summed(price, money(0n, price.currency), remedy), steps: told(price, remedy) }
  const off = deductionOf(deduct, price, right, situation)
  if (!off.amount) return { steps: off.steps }
  return { sum: summed(price, off.amount, remedy), steps: [...off.steps, ...rest(price, off.amount, remedy)] }
}

const priceOf = (price: Price | undefined) => price && money(BigInt(price.minor), price.currency)
const said = (amount: Money) => `${moneyToDecimal(amount)} ${amount.currency}`

function summed(price: Money, off: Money, remedy: Remedy): RemedySum {
  return {
    price: String(price.minor),
    deduction: String(off.minor),
    ...(paying.has(remedy) && { payable: String(price.minor - off.minor) }),
    currency: price.currency,
  }
}

const told = (price: Money, remedy: Remedy) => (paying.has(remedy) ? [step('sum.full', { price: said(price) })] : [])

function rest(price: Money, off: Money, remedy: Remedy): Explanation[] {
  if (!paying.has(remedy)) return [step('sum.exchange', { off: said(off) })]
  const payable = money(price.minor - off.minor, price.currency)
  return [step('sum.refund', { price: said(price), off: said(off), payable: said(payable) })]
}

interface Off {
  amount?: Money
  steps: Explanation[]
}

/** Never more than the price: the buyer does not owe money for giving a product back. */
function deductionOf(deduct: Deduction, price: Money, right: Right, situation: Situation): Off {
  const off =
    deduct.kind === 'distance' ? byDistance(deduct, price, situation) : byDays(deduct, price, right, situation)
  if (!off.amount || off.amount.minor <= price.minor) return off
  return { ...off, amount: price }
}

type Of<Kind> = Extract<Deduction, { kind: Kind }>

function byDistance(deduct: Of<'distance'>, price: Money, situation: Situation): Off {
  const distance = distanceOf(deduct, situation)
  if (distance === undefined) return { steps: [step('sum.ask', { fact: `asset.meters.${deduct.unit}` })] }
  const rate = rateOf(deduct, situation)
  const free = deduct.free ?? 0
  const counted = times(ratioOf(plain(Math.max(0, distance - free))), ratioOf(plain(rate)))
  const amount = multiplyMoney(price, { num: counted.num, den: counted.den * BigInt(deduct.per) })
  const values = { price: said(price), distance, free, per: deduct.per, unit: deduct.unit, off: said(amount) }
  const code = deduct.rate !== undefined ? 'sum.useRate' : free > 0 ? 'sum.useFree' : 'sum.use'
  return { amount, steps: [step(code, { ...values, rate: percent(rate), by: deduct.ruleId })] }
}

/** A coefficient on the certificate counts up to the most the law allows. */
function rateOf({ rate, coefficient }: Of<'distance'>, { facts }: Situation): number {
  const printed = coefficient ? facts.asset.useCoefficient : undefined
  return printed === undefined ? (rate ?? 1) : Math.min(printed, rate ?? 1)
}

function distanceOf({ unit, at }: Of<'distance'>, { facts, repairs, at: today }: Situation): number | undefined {
  if (at === 'first_repair') {
    const first = repairs?.[0]
    return unit === 'km' ? first?.meterKm : first?.meterMiles
  }
  const known = readingsOf(unit, facts.asset.meters ?? []).filter((one) => one.kind === unit && dayOf(one.at) <= today)
  return known.length === 0 ? undefined : Math.max(...known.map((one) => one.value))
}

function byDays(deduct: Of<'days'>, price: Money, right: Right, situation: Situation): Off {
  const { unless } = deduct
  if (unless && right.ground) {
    const free = checkCondition(unless, right.ground)
    if (free.result === 'undetermined') return { steps: [step('sum.ask', { fact: free.missing[0] ?? '' })] }
    if (free.result === 'met')
      return { amount: money(0n, price.currency), steps: [step('sum.noUse', { by: deduct.ruleId })] }
  }
  const rate = deduct.rate ?? right.setting.row?.dailyDepreciation
  if (rate === undefined || rate === null) return { steps: [step('sum.noRate', { by: deduct.ruleId })] }
  if (!right.began) return { steps: [step('sum.ask', { fact: 'asset.saleDate' })] }
  const inRepair = (situation.repairs ?? []).reduce((sum, repair) => sum + repair.days, 0)
  const used = situation.at - right.began.low
  const days = Math.max(0, used - inRepair)
  const amount = multiplyMoney(price, times(ratioOf(plain(rate)), ratioOf(plain(days))))
  const values = { price: said(price), rate: percent(rate), used, inRepair, off: said(amount), by: deduct.ruleId }
  return { amount, steps: [step('sum.days', values)] }
}

function damagesOf(price: Money, { times: by, atLeast }: { times: number; atLeast?: Price }): Sum {
  const full = multiplyMoney(price, plain(by))
  const floor = priceOf(atLeast)
  const least = floor && floor.currency === full.currency && floor.minor > full.minor ? floor : undefined
  const payable = least ?? full
  const steps = [step('sum.damages', { price: said(price), times: by, amount: said(full) })]
  if (least) steps.push(step('sum.atLeast', { amount: said(least) }))
  const sum = { price: String(price.minor), deduction: '0', payable: String(payable.minor), currency: price.currency }
  return { sum, steps }
}

const times = (a: Ratio, b: Ratio): Ratio => ({ num: a.num * b.num, den: a.den * b.den })
/** Without the exponent that small numbers are written with. */
const plain = (value: number) => value.toFixed(10).replace(/\.?0+$/, '')
const percent = (rate: number) => `${plain(rate * 100)} %`
