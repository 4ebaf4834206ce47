/** What a customer puts their name to: nothing more and nothing less is shown above the signature. */
export interface SignedWork {
  visit: string
  customer: string
  product: string | null
  findings: string | null
  workDone: string | null
  currency: string
  lines: readonly {
    id: string
    kind: string
    code: string | null
    name: string
    quantity: string
    unit: string
    unitMinor: string
    payer: string
    customerSharePct: number
    fullMinor: string
    customerMinor: string
  }[]
  totalMinor: string
  customerMinor: string
}

/**
 * The text whose SHA-256 is kept with the signature: the phone hashes what it shows, the server what it has; only equal
 * ones are signed. Keys are written in one order here, so that both sides write the same bytes.
 */
export function signedText(work: SignedWork): string {
  const { visit, customer, product, findings, workDone, currency, totalMinor, customerMinor } = work
  const about = [visit, customer, product, findings, workDone, currency]
  return JSON.stringify(['aftercare signed work 1', ...about, linesOf(work.lines), totalMinor, customerMinor])
}

/** Extra work a customer agrees to before it is done: its lines and what they pay, nothing else. */
export type AgreedWork = Pick<
  SignedWork,
  'visit' | 'customer' | 'product' | 'currency' | 'lines' | 'totalMinor' | 'customerMinor'
> & {
  quotationId: string
}

/** The text whose SHA-256 is kept with the signature under extra work; written alike here and there as above. */
export function agreedText(work: AgreedWork): string {
  const { quotationId, visit, customer, product, currency, totalMinor, customerMinor } = work
  const about = [quotationId, visit, customer, product, currency]
  return JSON.stringify(['aftercare agreed work 1', ...about, linesOf(work.lines), totalMinor, customerMinor])
}

function linesOf(lines: SignedWork['lines']) {
  return [...lines]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map((one) => [
      one.id,
      one.kind,
      one.code,
      one.name,
      decimal(one.quantity),
      one.unit,
      one.unitMinor,
      one.payer,
      one.customerSharePct,
      one.fullMinor,
      one.customerMinor,
    ])
}

/** The database says 1.000 where the phone says 1. */
const decimal = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
