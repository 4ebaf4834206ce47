import { addMonths, type Day, dateOf, dayOf } from './days.ts'
import { daysOfHours } from './repairs.ts'

// The sums the laws name, on plain numbers. `decide` does the same on a whole case, with money in minor units (`sums.ts`).

/** Order 43 Art. 27: price × km ÷ 1000 × n, n ≤ 0.5 % (before 2022 0.5 to 0.8 %). Never more than the price. */
export const cnAutoUseCompensation = (price: number, km: number, n: number) => atMost(price, (price * km * n) / 1000)

/** 1995 and 2001 rules: price × daily rate × days used; days in repair are taken out. */
export const cnDepreciation = (price: number, dailyRate: number, daysUsed: number, daysInRepair = 0) =>
  atMost(price, price * dailyRate * Math.max(0, daysUsed - daysInRepair))

/** Order 43 Art. 18: the invoice, or the delivery where that is another day. */
export const cnSanbaoStart = (invoiceDate: string, deliveryDate?: string) => deliveryDate ?? invoiceDate

export interface LastDay {
  start: string
  days?: number
  months?: number
  years?: number
  /** Days of rest, weekends among them; a last day that is one moves to the next day that is none. */
  restDays?: readonly string[]
}

/** 民法典 201–203: the start day is not counted, the month-end rule, a day of rest moves the end. */
export function cnLastDay({ start, days = 0, months = 0, years = 0, restDays = [] }: LastDay): string {
  const rest = new Set(restDays)
  let last = addMonths(dayOf(start), months + years * 12) + days
  while (rest.has(dateOf(last))) last++
  return dateOf(last)
}

/** Consumer rights law Art. 55: three times the price, at least 500 yuan. */
export const cnFraudDamages = (price: number) => Math.max(price * 3, 500)

/** Regulation 778 Art. 18(2): the price on the invoice, unless the trader proves another. */
export const cnRefundPrice = (invoicePrice: number, provenPrice?: number) => provenPrice ?? invoicePrice

/** Order 43 Art. 40: each repair in begun days of 24 hours, summed; `excluded` hours (transport, rescue) leave their repair first. */
export const cumulativeRepairDays = (repairs: readonly { hours: number; excluded?: number }[]) =>
  repairs.reduce((sum, one) => sum + daysOfHours(Math.max(0, one.hours - (one.excluded ?? 0))), 0)

/** Directive 2019/771 as changed by 2024/1799: a repair adds 12 months, once, for contracts from 2026-07-31. */
export const euLiabilityMonths = (base: number, repairs: number, contractDate: string) =>
  base + (repairs > 0 && contractDate >= '2026-07-31' ? 12 : 0)

/** Art. L217-13 C. conso: six months for each repair. */
export const frLiabilityMonths = (base: number, repairs: number) => base + 6 * repairs

/** DL 84/2021: six months for each repair, four times at most. */
export const ptLiabilityMonths = (base: number, repairs: number) => base + 6 * Math.min(repairs, 4)

/** CRA 2015 s. 22: the 30 days stand still while the goods are away, and at least 7 are left after their return. */
export function gbRejectLastDay(start: string, repairs: readonly { from: string; to: string }[], days = 30): string {
  let last: Day = dayOf(start) + days
  for (const { from, to } of repairs) {
    if (dayOf(from) > last) continue
    last = Math.max(last + dayOf(to) - dayOf(from), dayOf(to) + 7)
  }
  return dateOf(last)
}

/** Price × (miles − free) ÷ per, the offset for use of the lemon laws. */
export const milesOffset = (price: number, miles: number, per: number, free = 0) =>
  atMost(price, (price * Math.max(0, miles - free)) / per)

/** Cal. Civ. Code § 1793.2(d)(2)(C): miles before the first repair visit. */
export const usCaUseOffset = (price: number, miles: number) => milesOffset(price, miles, 120_000)
/** GBL 198-a(a)(4): only the miles over 12,000. */
export const usNyUseOffset = (price: number, miles: number) => milesOffset(price, miles, 100_000, 12_000)
/** Fla. Stat. 681.102: miles of the consumer ÷ 120,000 [memory]. */
export const usFlUseOffset = (price: number, miles: number) => milesOffset(price, miles, 120_000)
/** 43 TAC 215.208: 120,000 miles; those after the first report count half [memory]. */
export const usTxUseOffset = (price: number, miles: number, milesAtFirstReport = miles) =>
  milesOffset(price, milesAtFirstReport + (miles - milesAtFirstReport) / 2, 120_000)
/** N.J.S.A. 56:12-32: miles at the first report ÷ 100,000 [memory]. */
export const usNjUseOffset = (price: number, miles: number) => milesOffset(price, miles, 100_000)

/** Saudi agency law: money instead of a replacement car. */
export const saLoanerCompensation = (carValue: number, delayDays: number) => (carValue / 400) * delayDays

/** 소비자분쟁해결기준: no parts after the quality term: the straight-line depreciated price and 10 % of it. */
export const krPartsRefund = (depreciatedPrice: number) => depreciatedPrice * 1.1
export const krDepreciatedPrice = (price: number, usedMonths: number, lifeMonths: number) =>
  price * Math.max(0, 1 - usedMonths / lifeMonths)

const atMost = (price: number, sum: number) => Math.min(price, sum)
