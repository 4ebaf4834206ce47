import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { viewInvoice, viewQuotation } from './bill-pages.ts'
import { moveCredit } from './credit-moves.ts'
import { creditNote } from './credit-notes.ts'
import { discardInvoice, issueInvoice } from './issuing.ts'
import { invoiceList, quotationList } from './lists.ts'
import { moneyRoutes } from './money-routes.ts'
import { paperRoutes } from './paper-routes.ts'
import { receivePayment, recordRefund } from './payments.ts'
import { portalRoutes } from './portal-routes.ts'
import { priceRoutes } from './price-routes.ts'
import { publicPriceRoutes } from './public-prices.ts'
import { publicQuotationRoutes } from './public-quotations.ts'
import { answerQuotation, sendQuotation } from './quotation-answers.ts'
import { settingsRoutes } from './settings-routes.ts'
import {
  answerBody,
  creditMoveBody,
  creditNoteBody,
  invoiceView,
  paymentBody,
  quotationView,
  refundBody,
  sendingBody,
} from './shapes.ts'

export const routes: AnyRoute[] = [
  ...priceRoutes,
  ...publicPriceRoutes,
  ...settingsRoutes,
  ...moneyRoutes,
  ...listRoutes(quotationList),
  ...listRoutes(invoiceList),
  ...portalRoutes,
  ...paperRoutes,
  ...publicQuotationRoutes,
  route({
    method: 'GET',
    path: '/quotations/:id',
    needs: 'billing.read',
    summary: 'A quotation with who pays what',
    params: byId,
    returns: quotationView,
    handle: ({ tx, actor, params }) => viewQuotation(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/quotations/:id/sending',
    needs: 'billing.quote',
    summary: 'Sends a quotation by mail, or notes that it was shown on the spot',
    params: byId,
    body: sendingBody,
    returns: quotationView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await sendQuotation(tx, actor, params.id, { by: body.by, ifMatch }, now)
      return viewQuotation(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/quotations/:id/answer',
    needs: 'billing.quote',
    summary: "Notes the customer's yes or no with the name of who gave it",
    params: byId,
    body: answerBody,
    returns: quotationView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await answerQuotation(tx, actor, params.id, { ...body, ifMatch }, now)
      return viewQuotation(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/invoices/:id',
    needs: 'billing.read',
    summary: 'An invoice with its payments',
    params: byId,
    returns: invoiceView,
    handle: ({ tx, actor, params }) => viewInvoice(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/invoices/:id/issue',
    needs: 'billing.invoice',
    summary: 'Issues an invoice: it gets its number and stands',
    params: byId,
    returns: invoiceView,
    edits: true,
    handle: async ({ tx, actor, params, ifMatch, now }) => {
      await issueInvoice(tx, actor, params.id, ifMatch!, now)
      return viewInvoice(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/invoices/:id/payments',
    needs: 'billing.pay',
    summary: 'Records a payment; never more than is open',
    params: byId,
    body: paymentBody,
    returns: invoiceView,
    handle: async ({ tx, actor, params, body, now }) => {
      await receivePayment(tx, actor, params.id, body, now)
      return viewInvoice(tx, actor, params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/invoices/:id',
    needs: 'billing.invoice',
    summary: 'Discards a draft; what was issued is credited instead',
    params: byId,
    handle: ({ tx, actor, params }) => discardInvoice(tx, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/invoices/:id/credit-notes',
    needs: 'billing.credit',
    summary: 'Credits an issued invoice, whole or by line; never more than it says',
    params: byId,
    body: creditNoteBody,
    returns: invoiceView,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await creditNote(tx, actor, params.id, { ...body, ifMatch }, now)
      return viewInvoice(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/invoices/:id/refunds',
    needs: 'billing.credit',
    summary: "Records money given back: what is held of the customer's, or a payment the bank took back",
    params: byId,
    body: refundBody,
    returns: invoiceView,
    handle: async ({ tx, actor, params, body, now }) => {
      await recordRefund(tx, actor, params.id, body, now)
      return viewInvoice(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/invoices/:id/credit-moves',
    needs: 'billing.credit',
    summary: 'Pays another invoice of the customer with what is held of theirs from this one',
    params: byId,
    body: creditMoveBody,
    returns: invoiceView,
    handle: async ({ tx, actor, params, body, now }) => {
      await moveCredit(tx, actor, params.id, body, now)
      return viewInvoice(tx, actor, params.id)
    },
  }),
]
