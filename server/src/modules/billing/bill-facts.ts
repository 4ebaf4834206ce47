import { breakDown } from '@aftercare/rules'
import { problem } from '../../kit/problem.ts'
import type { BillLine } from './lines.ts'
import type { PublishedList } from './published.ts'

/** What a quotation or invoice is about, gathered by whoever knows the request. */
export interface BillFacts {
  requestId: string | null
  visitId: string | null
  customerId: string
  stationId: string | null
  country: string
  language: string
  list: PublishedList
  lines: readonly BillLine[]
}

/** The sums of a bill and the columns that keep them. */
export function sumsOf(facts: BillFacts) {
  if (facts.lines.length === 0) throw problem('billing.no_lines', 422)
  const { currency, taxBp, taxIncluded } = facts.list
  const sums = breakDown(facts.lines, { taxBp, taxIncluded }, currency)
  const rule = { currency, tax_bp: taxBp, tax_included: taxIncluded, country: facts.country }
  return { sums, rule }
}
