import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, instant, language, paragraph } from '../../kit/shapes.ts'
import { writeNote } from './conversation.ts'
import { noteKind } from './shapes.ts'
import { addTemplate, allTemplates, changeTemplate, templateBody, templatesFor, templateView } from './templates.ts'

const noteBody = z
  .object({
    kind: noteKind.default('note'),
    text: paragraph,
    language: language.optional(),
    fileIds: z.array(id).max(20).default([]),
  })
  .meta({ id: 'NewNote' })

export const conversationRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/requests/:id/notes',
    needs: 'requests.note',
    summary: 'An internal note, or a reply that goes to the customer',
    params: byId,
    body: noteBody,
    returns: z.object({ id, at: instant }),
    handle: ({ tx, actor, services, now, params, body }) =>
      writeNote({ tx, actor, services, now }, params.id, { ...body, language: body.language ?? null }),
  }),
  route({
    method: 'GET',
    path: '/requests/:id/templates',
    needs: 'requests.note',
    summary: 'Templates in the language of the customer, filled in for this request',
    params: byId,
    returns: z.object({
      items: z.array(z.object({ id, name: z.string(), kind: noteKind, language: z.string(), text: z.string() })),
    }),
    handle: async ({ tx, actor, params }) => ({ items: await templatesFor(tx, actor, params.id) }),
  }),
  route({
    method: 'GET',
    path: '/request-templates',
    needs: 'requests.note',
    summary: 'Templates for notes and replies',
    returns: z.object({ items: z.array(templateView) }),
    handle: async ({ tx }) => ({ items: await allTemplates(tx) }),
  }),
  route({
    method: 'POST',
    path: '/request-templates',
    needs: 'requests.change',
    summary: 'Add a template',
    body: templateBody,
    returns: templateView,
    handle: ({ tx, actor, body }) => addTemplate(tx, actor, body),
  }),
  route({
    method: 'PATCH',
    path: '/request-templates/:id',
    needs: 'requests.change',
    summary: 'Change a template',
    params: byId,
    body: templateBody.partial(),
    returns: templateView,
    edits: true,
    handle: ({ tx, actor, params, ifMatch, body }) => changeTemplate(tx, actor, params.id, ifMatch!, body),
  }),
]
