import { CANCEL_REASONS } from '@aftercare/rules'
import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, language, line, paragraph } from '../../kit/shapes.ts'
import { assignRequest } from './assignment.ts'
import { bulkBody, bulkResult, changeMany } from './bulk.ts'
import { cancelRequest } from './cancellation.ts'
import { closeRequest } from './closure.ts'
import { changeDetails } from './details.ts'
import { KINDS } from './kinds.ts'
import { linkRequests, unlinkRequests } from './links.ts'
import { mergeRequests } from './merge.ts'
import { pauseRequest, resumeRequest } from './pauses.ts'
import { showPresence } from './presence.ts'
import { reopenRequest } from './reopening.ts'
import { resolveRequest } from './resolution.ts'
import { answers, CLOSURE_CODES, holdReason, LINK_KINDS, level, requestState, slot } from './shapes.ts'
import { stateOf } from './state-answer.ts'
import { readRequest } from './triage.ts'
import { watchRequest } from './watchers.ts'

const code = z.string().trim().max(60).nullable().optional()

export const changeRoutes: AnyRoute[] = [
  route({
    method: 'PATCH',
    path: '/requests/:id',
    needs: 'requests.change',
    summary: 'Change who, what and where; absent = keep, null = clear',
    params: byId,
    body: z.object({
      kind: z.enum(KINDS).optional(),
      language: language.optional(),
      customerId: id.nullable().optional(),
      contactId: id.nullable().optional(),
      assetId: id.nullable().optional(),
      addressId: id.nullable().optional(),
      product: line.nullable().optional(),
      answers: answers.optional(),
      preferredSlots: z.array(slot).max(10).optional(),
    }),
    returns: requestState,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) =>
      stateOf(tx, await changeDetails(tx, actor, params.id, ifMatch!, body)),
  }),
  route({
    method: 'PUT',
    path: '/requests/:id/reading',
    needs: 'requests.change',
    summary: 'A new version of the reading; priority and promises follow',
    params: byId,
    body: z.object({
      summary: line.optional(),
      symptomCode: code,
      component: code,
      impact: level.optional(),
      urgency: level.optional(),
      safety: z.boolean().optional(),
      workaround: z.boolean().optional(),
      reason: line.optional().describe('needed when the priority falls'),
    }),
    returns: requestState,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) =>
      stateOf(tx, await readRequest(tx, actor, params.id, ifMatch!, body, now)),
  }),
  route({
    method: 'PUT',
    path: '/requests/:id/assignment',
    needs: 'requests.change',
    summary: 'Give it to a station and to the person who answers for it',
    params: byId,
    body: z.object({ stationId: id.nullable().optional(), ownerId: id.nullable().optional() }),
    returns: requestState,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) =>
      stateOf(tx, await assignRequest(tx, actor, params.id, ifMatch, body, now)),
  }),
  route({
    method: 'POST',
    path: '/requests/:id/pause',
    needs: 'requests.change',
    summary: 'Put on hold for a coded reason',
    params: byId,
    body: z.object({ reason: holdReason, note: line.optional() }),
    returns: requestState,
    handle: async ({ tx, actor, params, body, now }) =>
      stateOf(tx, await pauseRequest(tx, actor, params.id, body, now)),
  }),
  route({
    method: 'DELETE',
    path: '/requests/:id/pause',
    needs: 'requests.change',
    summary: 'Go on where it was',
    params: byId,
    returns: requestState,
    handle: async ({ tx, actor, params, now }) => stateOf(tx, await resumeRequest(tx, actor, params.id, now)),
  }),
  route({
    method: 'PUT',
    path: '/requests/:id/resolution',
    needs: 'requests.close',
    summary: 'Solved, and the customer knows',
    params: byId,
    body: z.object({ note: paragraph.optional() }),
    returns: requestState,
    handle: async ({ tx, actor, params, body, now }) =>
      stateOf(tx, await resolveRequest(tx, actor, params.id, body.note ?? null, now)),
  }),
  route({
    method: 'PUT',
    path: '/requests/:id/closure',
    needs: 'requests.close',
    summary: 'Close; what is not resolved yet needs a code that says how it ended',
    params: byId,
    body: z.object({ code: z.enum(CLOSURE_CODES).optional(), note: paragraph.optional() }),
    returns: requestState,
    handle: async ({ tx, actor, params, body, now }) =>
      stateOf(tx, await closeRequest(tx, actor, params.id, body, now)),
  }),
  route({
    method: 'PUT',
    path: '/requests/:id/reopening',
    needs: 'requests.change',
    summary: 'It goes on: the same request, its old clocks',
    params: byId,
    body: z.object({ reason: paragraph }),
    returns: requestState,
    handle: async ({ tx, actor, params, body, now }) =>
      stateOf(tx, await reopenRequest(tx, actor, params.id, body.reason, now)),
  }),
  route({
    method: 'PUT',
    path: '/requests/:id/cancellation',
    needs: 'requests.close',
    summary: 'End it without work, for a coded reason',
    params: byId,
    body: z.object({ reason: z.enum(CANCEL_REASONS.request), note: paragraph.optional() }),
    returns: requestState,
    handle: async ({ tx, actor, params, body, now }) =>
      stateOf(tx, await cancelRequest(tx, actor, params.id, body, now)),
  }),
  route({
    method: 'POST',
    path: '/requests/:id/merge',
    needs: 'requests.merge',
    summary: 'Merge another request into this one',
    params: byId,
    body: z.object({ otherId: id }),
    returns: requestState,
    handle: async ({ tx, actor, params, body, now }) =>
      stateOf(tx, await mergeRequests(tx, actor, params.id, body.otherId, now)),
  }),
  route({
    method: 'POST',
    path: '/requests/:id/links',
    needs: 'requests.change',
    summary: 'Link to another request',
    params: byId,
    body: z.object({ otherId: id, kind: z.enum(LINK_KINDS).default('related') }),
    handle: async ({ tx, actor, params, body }) => {
      await linkRequests(tx, actor, params.id, { id: body.otherId, kind: body.kind })
      return null
    },
  }),
  route({
    method: 'DELETE',
    path: '/requests/:id/links/:otherId',
    needs: 'requests.change',
    summary: 'Remove a link',
    params: byId.extend({ otherId: id }),
    handle: async ({ tx, actor, params }) => {
      await unlinkRequests(tx, actor, params.id, params.otherId)
      return null
    },
  }),
  route({
    method: 'PUT',
    path: '/requests/:id/watch',
    needs: 'requests.read',
    summary: 'Hear of what happens to it, or no longer',
    params: byId,
    body: z.object({ watching: z.boolean() }),
    returns: z.object({ watching: z.boolean() }),
    handle: ({ tx, actor, params, body }) => watchRequest(tx, actor, params.id, body.watching),
  }),
  route({
    method: 'PUT',
    path: '/requests/:id/presence',
    needs: 'requests.read',
    summary: 'Says to others who have it open that the caller has it open, too; to be repeated while it is so',
    params: byId,
    body: z.object({ here: z.boolean() }),
    returns: z.object({ here: z.boolean() }),
    handle: ({ tx, actor, params, body }) => showPresence(tx, actor, params.id, body.here),
  }),
  route({
    method: 'POST',
    path: '/requests/bulk',
    needs: 'requests.read',
    summary: 'The same change to many; what cannot be done is skipped with its reason',
    body: bulkBody,
    returns: bulkResult,
    status: 200,
    handle: ({ tx, actor, body, now }) => changeMany(tx, actor, body, now),
  }),
]
