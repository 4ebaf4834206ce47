import { z } from 'zod'
import { idempotencyKey } from '../../kit/handle.ts'
import { bodyHash } from '../../kit/idempotency.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { instant } from '../../kit/shapes.ts'
import { duplicatesQuery, findDuplicates } from './duplicates.ts'
import { openAtDesk } from './intake-console.ts'
import { openFromPortal } from './intake-portal.ts'
import { previewBody, previewRequest, previewView } from './intake-preview.ts'
import { CHANNELS, KIND_RULES, KINDS } from './kinds.ts'
import { COVERS, duplicate, intakeBody, opened, portalIntakeBody, status } from './shapes.ts'

const question = z.object({
  key: z.string().describe('its words: requests:question.<kind>.<key>'),
  type: z.enum(['choice', 'yes_no', 'text', 'number', 'date']),
  required: z.boolean(),
  options: z.array(z.string()).nullable().describe('their words: requests:answer.<kind>.<key>.<option>'),
})
const kindsAnswer = z.object({
  kinds: z.array(
    z.object({
      kind: z.enum(KINDS),
      impact: z.number(),
      urgency: z.number(),
      needsVisit: z.boolean(),
      questions: z.array(question),
    }),
  ),
  channels: z.array(z.enum(CHANNELS)),
})

const kinds = () => ({
  kinds: Object.entries(KIND_RULES).map(([kind, { questions, ...rules }]) => ({
    kind,
    ...rules,
    questions: questions.map(({ key, type, required, options }) => ({ key, type, required, options: options ?? null })),
  })),
  channels: CHANNELS,
})

export const intakeRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/request-kinds',
    needs: 'requests.read',
    summary: 'Kinds of request, their channels and the questions each asks',
    returns: kindsAnswer,
    handle: async () => kinds(),
  }),
  route({
    method: 'GET',
    path: '/public/:company/request-kinds',
    needs: 'public',
    summary: 'Kinds of request and their questions, for the portal',
    params: z.object({ company: z.string().max(60) }),
    returns: kindsAnswer,
    handle: async () => kinds(),
  }),
  route({
    method: 'POST',
    path: '/requests',
    needs: 'requests.open',
    summary: 'Open a request: customer and product found, cover decided, promises made, in one change',
    body: intakeBody,
    returns: opened,
    ownIdempotency: true,
    handle: ({ tx, actor, services, now, body, request, params }) =>
      openAtDesk({
        tx,
        actor,
        services,
        now,
        body,
        key: idempotencyKey(request),
        bodyHash: bodyHash([params, request.body]),
      }),
  }),
  route({
    method: 'POST',
    path: '/requests/preview',
    needs: 'requests.open',
    summary: 'What a request would become: priority with its reasons, promises, what may be the same',
    body: previewBody,
    returns: previewView,
    status: 200,
    // Changes nothing: there is no answer to keep for a repeated key.
    ownIdempotency: true,
    handle: ({ tx, actor, services, body, now }) => previewRequest(tx, services.db, actor, body, now),
  }),
  route({
    method: 'POST',
    path: '/public/:company/requests',
    needs: 'public',
    summary: 'Ask for help from the portal, by label, serial or free text',
    params: z.object({ company: z.string().max(60) }),
    body: portalIntakeBody,
    returns: z
      .object({
        id: z.uuid(),
        number: z.string(),
        version: z.number(),
        status,
        openedAt: instant,
        cover: z.enum(COVERS).nullable(),
      })
      .meta({ id: 'OpenedPortalRequest' }),
    ownIdempotency: true,
    ratePerMinute: 30,
    handle: ({ tx, actor, services, now, params, body, request }) =>
      openFromPortal({
        tx,
        actor,
        services,
        now,
        body,
        company: params.company,
        key: idempotencyKey(request),
        bodyHash: bodyHash([params, request.body]),
      }),
  }),
  route({
    method: 'GET',
    path: '/requests/duplicates',
    needs: 'requests.read',
    summary: 'Open requests that may be about the same thing',
    query: duplicatesQuery,
    returns: z.object({ items: z.array(duplicate) }),
    handle: async ({ tx, actor, query, now }) => ({ items: await findDuplicates(tx, actor, query, now) }),
  }),
]
