import { convertMoney, type Money, ratio, ratioOf } from '@aftercare/rules'
import type { Tx } from '../../kit/db.ts'

/** How an amount was converted: which rates of which days, in which direction, one after the other. */
export interface Conversion {
  currency: string
  minor: string
  steps: { from: string; to: string; rate: string; onDay: string; source: string; inverse: boolean }[]
}

type Step = Conversion['steps'][number]

/** The amount in another currency at the rates of that day, or the last ones before it; null when there are none. */
export async function convert(tx: Tx, amount: Money, to: string, day: string): Promise<Conversion | null> {
  if (amount.currency === to) return { currency: to, minor: amount.minor.toString(), steps: [] }
  const steps = await pathOf(tx, amount.currency, to, day)
  if (!steps) return null
  // One ratio for the whole way, so that it is rounded once.
  const whole = steps.map(ratioOfStep).reduce((a, b) => ratio(a.num * b.num, a.den * b.den))
  return { currency: to, minor: convertMoney(amount, to, whole).minor.toString(), steps }
}

/** What a document is worth in the company's own money on its day, kept with it; null for its own currency or without a rate. */
export async function bookRate(tx: Tx, amount: Money, day: string): Promise<Conversion | null> {
  const { currency } = await tx.selectFrom('kit.company').select('currency').executeTakeFirstOrThrow()
  return amount.currency === currency ? null : convert(tx, amount, currency, day)
}

/** Straight, turned round, or over the company's own currency. */
async function pathOf(tx: Tx, from: string, to: string, day: string): Promise<Step[] | null> {
  const straight = await stepOf(tx, from, to, day)
  if (straight) return [straight]
  const { currency } = await tx.selectFrom('kit.company').select('currency').executeTakeFirstOrThrow()
  if (currency === from || currency === to) return null
  const there = await stepOf(tx, from, currency, day)
  const on = there && (await stepOf(tx, currency, to, day))
  return there && on ? [there, on] : null
}

async function stepOf(tx: Tx, from: string, to: string, day: string): Promise<Step | null> {
  const row = await tx
    .selectFrom('billing.exchange_rate')
    .select(['base', 'rate', 'on_day as onDay', 'source'])
    .where('on_day', '<=', day)
    .where((eb) =>
      eb.or([
        eb.and([eb('base', '=', from), eb('quote', '=', to)]),
        eb.and([eb('base', '=', to), eb('quote', '=', from)]),
      ]),
    )
    .orderBy('on_day', 'desc')
    // Of both directions on one day the straight one.
    .orderBy((eb) => eb.case().when('base', '=', from).then(0).else(1).end())
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const rate = row.rate.includes('.') ? row.rate.replace(/\.?0+$/, '') : row.rate
  return { from, to, rate, onDay: row.onDay, source: row.source, inverse: row.base !== from }
}

function ratioOfStep(step: Step) {
  const { num, den } = ratioOf(step.rate)
  return step.inverse ? ratio(den, num) : ratio(num, den)
}
