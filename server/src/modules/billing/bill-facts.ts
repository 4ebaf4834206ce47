import { breakDown, isEuCountry } from '@aftercare/rules'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { accountOf } from './accounts.ts'
import type { BillLine } from './lines.ts'
import { type PriceTerms, rateOf } from './terms.ts'

/** What a quotation or invoice is about, gathered by whoever knows the request, the contract or the sale. */
export interface BillFacts {
  requestId: string | null
  visitId: string | null
  customerId: string
  stationId: string | null
  country: string
  language: string
  /** From the published list, or `priceTerms()` where there is none. */
  terms: PriceTerms
  lines: readonly BillLine[]
}

/** The sums of a bill, the lines at their rates, and the columns that keep by which rules it was calculated. */
export async function calculate(tx: Tx, facts: BillFacts) {
  if (facts.lines.length === 0) throw problem('billing.no_lines', 422)
  const { currency, taxBp, taxIncluded, rounding, limits = [] } = facts.terms
  const account = await accountOf(tx, facts.customerId)
  const reverseCharge = await owesTaxItself(tx, account.vatCountry, facts.stationId)
  const lines = facts.lines.map((line) => {
    const taxCategory = line.taxCategory ?? 'standard'
    return { ...line, taxCategory, taxBp: line.taxBp ?? rateOf(facts.terms, taxCategory) }
  })
  const sums = breakDown(lines, { taxBp, taxIncluded, reverseCharge, rounding, limits }, currency)
  const rule = {
    currency,
    tax_bp: taxBp,
    tax_included: taxIncluded,
    country: facts.country,
    rounding,
    reverse_charge: reverseCharge,
    rounding_minor: sums.customer.rounding,
    limits: JSON.stringify(limits),
  }
  return { sums, lines, rule, account }
}

/**
 * Directive 2006/112/EC, articles 44 and 196: a business of another EU country with a VAT number owes the tax of a service
 * itself. Where we are is where the serving station is.
 */
async function owesTaxItself(tx: Tx, vatCountry: string | null, stationId: string | null): Promise<boolean> {
  if (!vatCountry || !isEuCountry(vatCountry)) return false
  const station = stationId
    ? await tx.selectFrom('network.station').select('country').where('id', '=', stationId).executeTakeFirst()
    : undefined
  const ours =
    station?.country ?? (await tx.selectFrom('kit.company').select('country').executeTakeFirstOrThrow()).country
  return isEuCountry(ours) && ours !== vatCountry
}
