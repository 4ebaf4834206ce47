import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { viewInvoice, viewQuotation } from './bill-pages.ts'
import { answerQuotation } from './quotation-answers.ts'
import { answerBody, invoiceView, quotationView } from './shapes.ts'

/** What the customer sees is what the desk sees: the same lines, shares and reasons. */
export const portalRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/portal/quotations/:id',
    needs: 'customer',
    summary: 'A quotation of the signed-in customer',
    params: byId,
    returns: quotationView,
    handle: ({ tx, actor, params }) => viewQuotation(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/portal/quotations/:id/answer',
    needs: 'customer',
    summary: 'Accepts or declines a quotation',
    params: byId,
    body: answerBody,
    returns: quotationView,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await answerQuotation(tx, actor, params.id, { ...body, ifMatch }, now)
      return viewQuotation(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/portal/invoices/:id',
    needs: 'customer',
    summary: 'An invoice of the signed-in customer',
    params: byId,
    returns: invoiceView,
    handle: ({ tx, actor, params }) => viewInvoice(tx, actor, params.id),
  }),
]
