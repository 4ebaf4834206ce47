import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { day, id } from '../../kit/shapes.ts'
import {
  draftFreeInvoice,
  freeInvoiceBody,
  invoiceView,
  quotationView,
  viewInvoice,
  viewQuotation,
  wantedLine,
} from '../billing/index.ts'
import { makeInvoice } from './invoicing.ts'
import { quote } from './quoting.ts'
import { renewQuotation } from './renewing.ts'

const newQuotation = z
  .object({
    requestId: id,
    visitId: id.optional(),
    replacesId: id.optional().describe('the quotation this one takes the place of'),
    validUntil: day.optional(),
    lines: z.array(wantedLine).min(1).max(200),
  })
  .meta({ id: 'NewQuotation' })
const newInvoice = z
  .object({ visitId: id.optional(), quotationId: id.optional() })
  .refine((body) => (body.visitId === undefined) !== (body.quotationId === undefined), {
    path: ['visitId'],
    message: 'one of visitId and quotationId',
  })
  .meta({ id: 'NewInvoice' })

/** Bills are begun here because only here prices meet cover; from then on they are the affair of billing. */
export const moneyRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/quotations',
    needs: 'billing.quote',
    summary: 'Drafts a quotation: prices from the list, who pays from the cover',
    body: newQuotation,
    returns: quotationView,
    handle: async ({ tx, services, actor, body, now }) =>
      viewQuotation(tx, actor, await quote(tx, services, actor, body, now)),
  }),
  route({
    method: 'POST',
    path: '/invoices',
    needs: 'billing.invoice',
    summary: 'Drafts an invoice from a visit or an accepted quotation',
    body: newInvoice,
    returns: invoiceView,
    handle: async ({ tx, actor, body, now }) => viewInvoice(tx, actor, await makeInvoice(tx, actor, body, now)),
  }),
  route({
    method: 'POST',
    path: '/invoices/free',
    needs: 'billing.invoice',
    summary: 'Drafts an invoice for a customer without a visit or a quotation',
    body: freeInvoiceBody,
    returns: invoiceView,
    handle: async ({ tx, actor, body, now }) => viewInvoice(tx, actor, await draftFreeInvoice(tx, actor, body, now)),
  }),
  route({
    method: 'POST',
    path: '/public/:company/quotations/:token/renewal',
    needs: 'public',
    summary: 'A new offer for one that has run out, at the prices of today',
    params: z.object({ company: z.string().max(40), token: z.string().max(400) }),
    returns: z.object({ token: z.string().nullable().describe('null: a person will make it') }),
    ratePerMinute: 5,
    handle: (call) => renewQuotation(call, call.params.token),
  }),
]
