import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { paperAnswer } from '../../kit/pdf/index.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, day, id, instant } from '../../kit/shapes.ts'
import { happenings, timelineShape } from '../parties/index.ts'
import { useByHand } from './allowances.ts'
import { cancelContract, previewRefund, REASONS } from './cancellation.ts'
import { viewContract } from './contract-page.ts'
import { findContract } from './contracts.ts'
import { contractPaper } from './paper.ts'
import { profitOf, profitView } from './profit.ts'
import { renewalList, renewContract } from './renewals.ts'
import { contractView, reasonBody, transferBody, useBody } from './shapes.ts'
import { resumeContract, suspendContract } from './suspension.ts'
import { transferContract } from './transfer.ts'
import { usesOf } from './uses.ts'

const cancelBody = z.object({ on: day.optional(), reason: z.enum(REASONS) })
const useAt = z.object({ id, allowanceId: id, jobId: id })
const refundView = z
  .object({
    rule: z.enum(['days', 'unused']),
    on: day,
    currency: z.string(),
    parts: z.array(
      z.object({
        id,
        invoiceId: id,
        minor: z.string(),
        left: z.number(),
        of: z.number(),
        refundMinor: z.string(),
        how: z.enum(['credit', 'withdrawn']),
      }),
    ),
    totalMinor: z.string(),
  })
  .meta({ id: 'ContractRefund' })
const usesView = z.object({
  items: z.array(
    z.object({
      allowanceId: id,
      unit: z.enum(['visit', 'job', 'amount']),
      jobType: z.enum(['visit', 'request', 'hand']),
      jobId: id,
      requestId: id.nullable(),
      quantity: z.string(),
      at: instant,
      returnedAt: instant.nullable(),
      note: z.string().nullable(),
    }),
  ),
})

const ending: AnyRoute[] = [
  route({
    method: 'PUT',
    path: '/contracts/:id/suspension',
    needs: 'contracts.change',
    summary: 'No cover and no visits until it is taken up again',
    params: byId,
    body: reasonBody,
    returns: contractView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await suspendContract(tx, actor, params.id, body.reason, ifMatch!, now)
      return viewContract(tx, actor, params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/contracts/:id/suspension',
    needs: 'contracts.change',
    summary: 'Takes a suspended contract up again',
    params: byId,
    returns: contractView,
    edits: true,
    handle: async ({ tx, actor, params, ifMatch }) => {
      await resumeContract(tx, actor, params.id, ifMatch!)
      return viewContract(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/contracts/:id/refund',
    needs: 'contracts.read',
    summary: 'What would go back if it ended with a day',
    params: byId,
    query: z.object({ on: day.optional() }),
    returns: refundView,
    handle: ({ tx, actor, params, query, now }) => previewRefund(tx, actor, params.id, query.on, now),
  }),
  route({
    method: 'PUT',
    path: '/contracts/:id/cancellation',
    needs: 'contracts.change',
    summary: 'Ends it with a day; what was paid beyond goes back as credit notes',
    params: byId,
    body: cancelBody,
    returns: contractView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await cancelContract(tx, actor, params.id, body, ifMatch!, now)
      return viewContract(tx, actor, params.id)
    },
  }),
]

const going: AnyRoute[] = [
  ...listRoutes(renewalList),
  route({
    method: 'POST',
    path: '/contracts/:id/renewal',
    needs: 'contracts.sell',
    summary: 'A draft with the same lines, from the day after the last',
    params: byId,
    returns: contractView,
    handle: async ({ tx, actor, params, now }) =>
      viewContract(tx, actor, await renewContract(tx, actor, params.id, now)),
  }),
  route({
    method: 'PUT',
    path: '/contracts/:id/customer',
    needs: 'contracts.change',
    summary: 'Hands it to another customer',
    params: byId,
    body: transferBody,
    returns: contractView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await transferContract(tx, actor, params.id, body, ifMatch!)
      return viewContract(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/contracts/:id/uses',
    needs: 'contracts.read',
    summary: 'What was taken from its allowances, for which job',
    params: byId,
    returns: usesView,
    handle: async ({ tx, actor, params }) => ({ items: await usesOf(tx, actor, params.id) }),
  }),
  route({
    method: 'PUT',
    path: '/contracts/:id/allowances/:allowanceId/uses/:jobId',
    needs: 'contracts.sell',
    summary: 'Takes from an allowance by hand; the same id takes once',
    params: useAt,
    body: useBody,
    returns: contractView,
    handle: async ({ tx, actor, params: { id: contractId, ...at }, body, now }) => {
      await useByHand(tx, actor, { contractId, ...at }, body, now)
      return viewContract(tx, actor, contractId)
    },
  }),
  route({
    method: 'DELETE',
    path: '/contracts/:id/allowances/:allowanceId/uses/:jobId',
    needs: 'contracts.sell',
    summary: 'Gives back what was taken by hand',
    params: useAt,
    returns: contractView,
    handle: async ({ tx, actor, params: { id: contractId, ...at }, now }) => {
      await useByHand(tx, actor, { contractId, ...at }, null, now)
      return viewContract(tx, actor, contractId)
    },
  }),
]

const reading: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/contracts/:id/profit',
    needs: 'contracts.change',
    summary: 'Earned to date less what the jobs cost, part by part',
    params: byId,
    returns: profitView,
    handle: ({ tx, actor, params, now }) => profitOf(tx, actor, params.id, now),
  }),
  route({
    method: 'GET',
    path: '/contracts/:id/timeline',
    needs: 'contracts.read',
    summary: 'What happened to a contract',
    params: byId,
    query: z.object({ after: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    returns: timelineShape,
    handle: async ({ tx, actor, params, query }) => {
      await findContract(tx, actor, params.id)
      return happenings(tx, 'contract', params.id, query.after, query.limit)
    },
  }),
  route({
    method: 'GET',
    path: '/contracts/:id/contract.pdf',
    needs: 'contracts.read',
    summary: 'The contract on paper',
    params: byId,
    raw: true,
    handle: async ({ tx, services, actor, params, reply }) =>
      paperAnswer(reply, await contractPaper(tx, services, actor, params.id), 'contract.pdf'),
  }),
]

export const lifeRoutes: AnyRoute[] = [...ending, ...going, ...reading]
