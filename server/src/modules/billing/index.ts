/** What other modules may use of the money. */
export type { BillFacts } from './bill-facts.ts'
export { viewInvoice, viewQuotation } from './bill-pages.ts'
export { creditNote, type NewCreditNote } from './credit-notes.ts'
export { depositNames, depositsOf, withDeposits, withoutOrphans } from './deposits.ts'
export { type Conversion, convert } from './exchange.ts'
export { draftFreeInvoice } from './free-invoices.ts'
export { keepInternalCost } from './internal-cost.ts'
export { bookDay, draftInvoice, type NewInvoice } from './invoices.ts'
export { discardInvoice, issueInvoice } from './issuing.ts'
export { type BillLine, type KeptLine, linesOf, priceLines, type Share } from './lines.ts'
export { paperLines } from './paper-lines.ts'
export { isOver, type Offer, offerOf } from './public-quotations.ts'
export { listInForce, type PublishedList, priceFor, publishedPricesOf } from './published.ts'
export { answerQuotation, sendQuotation } from './quotation-answers.ts'
export { quotationToken } from './quotation-link.ts'
export { draftQuotation, findQuotation } from './quotations.ts'
export {
  breakdownView,
  code,
  freeInvoiceBody,
  invoiceView,
  KINDS,
  lineView,
  minor,
  PAYERS,
  publishedPrices,
  quantity,
  quotationView,
  UNITS,
  type WantedLine,
  type Why,
  wantedLine,
  why,
} from './shapes.ts'
export { type PriceTerms, priceTerms, rateOf, TAX_CATEGORIES, type TaxCategory } from './terms.ts'
