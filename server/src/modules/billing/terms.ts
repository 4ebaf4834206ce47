import { DEFAULT_ROUNDING, type Limit } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'

export const TAX_CATEGORIES = ['standard', 'reduced', 'second_reduced', 'zero', 'exempt'] as const
export type TaxCategory = (typeof TAX_CATEGORIES)[number]

/** By which rules prices of a country become a bill. */
export interface PriceTerms {
  country: string
  currency: string
  taxIncluded: boolean
  /** The standard rate. */
  taxBp: number
  rates: Partial<Record<TaxCategory, number>>
  /** Name of the rounding rule. */
  rounding: string
  /** What allowances in money can still pay of the work. */
  limits?: readonly Limit[]
}

/**
 * The terms in force on a day. Where the country's rates are not on record, `taxBp` of the caller stands for the standard
 * rate; without either nothing can be billed there.
 */
export async function priceTerms(
  tx: Tx,
  of: { country: string; currency: string; taxIncluded: boolean; taxBp?: number | null },
  day: string,
): Promise<PriceTerms> {
  const rates = await taxRatesOn(tx, of.country, day)
  const taxBp = rates.standard ?? of.taxBp
  if (taxBp === undefined || taxBp === null) throw problem('billing.no_tax_rate', 409, { country: of.country, day })
  const { country, currency, taxIncluded } = of
  return { country, currency, taxIncluded, taxBp, rates, rounding: await roundingOn(tx, country, currency, day) }
}

/** The rate of a line; nothing is taxed at a rate nobody put on record. */
export function rateOf(terms: Pick<PriceTerms, 'country' | 'rates' | 'taxBp'>, category: TaxCategory): number {
  if (category === 'standard') return terms.taxBp
  const rate = terms.rates[category]
  if (rate !== undefined) return rate
  if (category === 'zero' || category === 'exempt') return 0
  throw problem('billing.no_tax_rate', 409, { country: terms.country, category })
}

export async function taxRatesOn(tx: Tx, country: string, day: string): Promise<PriceTerms['rates']> {
  const rows = await tx
    .selectFrom('billing.tax_rate')
    .select(['category', 'bp'])
    .where('country', '=', country)
    .where(inForce(day))
    .execute()
  return Object.fromEntries(rows.map((row) => [row.category, row.bp]))
}

async function roundingOn(tx: Tx, country: string, currency: string, day: string): Promise<string> {
  const row = await tx
    .selectFrom('billing.rounding_rule')
    .select('rule')
    .where('country', '=', country)
    .where('currency', '=', currency)
    .where(inForce(day))
    .executeTakeFirst()
  return row?.rule ?? DEFAULT_ROUNDING
}

const inForce = (day: string) => sql<boolean>`daterange(valid_from, valid_to, '[]') @> ${day}::date`
