import { multiplyMoney, ratio } from '@aftercare/rules'
import { daysBetween } from './terms.ts'

export interface InvoicedPart {
  id: string
  invoiceId: string
  fromOn: string
  toOn: string
  minor: bigint
  /** Nobody has sent it yet: less is asked for instead of giving back. */
  isDraft: boolean
}
export interface RefundPart {
  id: string
  invoiceId: string
  minor: string
  /** What is not served any more, of what the part paid for: days or allowance. */
  left: number
  of: number
  refundMinor: string
  how: 'credit' | 'withdrawn'
}
export interface Refund {
  rule: 'days' | 'unused'
  on: string
  currency: string
  parts: RefundPart[]
  /** What is credited; drafts that shrink are not money. */
  totalMinor: string
}

/**
 * What goes back of what was invoiced when a contract ends with the day `on`. By days: each part for its days after that day.
 * By what is unused: each part by the share of the allowances nobody has taken. Each part is rounded once, half even.
 */
export function refundOf(
  rule: Refund['rule'],
  on: string,
  currency: string,
  parts: readonly InvoicedPart[],
  unused: { left: number; of: number },
): Refund {
  const shares = parts.map((part): RefundPart => {
    const days = daysBetween(part.fromOn, part.toOn) + 1
    const after = Math.min(days, Math.max(0, daysBetween(on, part.toOn)))
    const { left, of } = rule === 'days' ? { left: after, of: days } : unused
    const back = of === 0 ? 0n : multiplyMoney({ minor: part.minor, currency }, ratio(BigInt(left), BigInt(of))).minor
    return {
      id: part.id,
      invoiceId: part.invoiceId,
      minor: part.minor.toString(),
      left,
      of,
      refundMinor: back.toString(),
      how: part.isDraft ? 'withdrawn' : 'credit',
    }
  })
  const total = shares.reduce((sum, one) => sum + (one.how === 'credit' ? BigInt(one.refundMinor) : 0n), 0n)
  return { rule, on, currency, parts: shares, totalMinor: total.toString() }
}
