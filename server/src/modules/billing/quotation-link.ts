import type { Services } from '../../kit/app.ts'
import { portalLink } from '../../kit/company/portal-link.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { sign, unsign } from '../../kit/signed.ts'

/** `until` is not `exp`: a link that has run out must still say which offer it was, so that a new one can be made. */
interface Payload {
  quotation: string
  until: string
}

/** The last day of the offer is part of what is signed: nobody lengthens it. */
export const quotationToken = (secret: string, row: { id: string; valid_until: string }): string =>
  sign(secret, 'quotation', { quotation: row.id, until: row.valid_until } satisfies Payload)

/** Which offer a link speaks of; a forged one speaks of none. */
export function readQuotationToken(secret: string, token: string, now: Date): string {
  const payload = unsign<Payload>(secret, 'quotation', token, now)
  if (!payload) throw notFound('quotation')
  return payload.quotation
}

/** Where the customer reads and answers it, without signing in. */
export const quotationUrl = (tx: Tx, services: Services, row: { id: string; valid_until: string }): Promise<string> =>
  portalLink(tx, services, `/offers/${quotationToken(services.secret, row)}`)
