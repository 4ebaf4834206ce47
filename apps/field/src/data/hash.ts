import { agreedText, signedText } from '@aftercare/rules'
import type { Visit } from './store.ts'
import { hex } from './upload.ts'

/** The SHA-256 of exactly what stands above the signature. */
export async function hashOfShown(visit: Visit): Promise<string> {
  const price = visit.price!
  const text = signedText({
    visit: visit.number,
    customer: visit.customer?.name ?? '',
    product: visit.asset?.serial ?? null,
    findings: visit.report.findings,
    workDone: visit.report.workDone,
    currency: price.currency,
    lines: visit.lines,
    totalMinor: price.full.total,
    customerMinor: price.payable,
  })
  return sha256(text)
}

/** The same of extra work, before it is done. */
export function hashOfAgreed(shown: Visit, quotationId: string): Promise<string> {
  const price = shown.price!
  const text = agreedText({
    ...{ quotationId, visit: shown.number, customer: shown.customer?.name ?? '', product: shown.asset?.serial ?? null },
    ...{ currency: price.currency, lines: shown.lines, totalMinor: price.full.total, customerMinor: price.payable },
  })
  return sha256(text)
}

const sha256 = async (text: string) => hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
