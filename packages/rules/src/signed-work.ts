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
  const lines = [...work.lines].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return JSON.stringify([
    'aftercare signed work 1',
    work.visit,
    work.customer,
    work.product,
    work.findings,
    work.workDone,
    work.currency,
    lines.map((one) => [
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
    ]),
    work.totalMinor,
    work.customerMinor,
  ])
}

/** The database says 1.000 where the phone says 1. */
const decimal = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
