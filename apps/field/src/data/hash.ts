import { signedText } from '@aftercare/rules'
import type { Visit } from './store.ts'

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
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
