import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { addContact, changeContact, removeContact } from './contacts.ts'
import { contactsOf } from './customer-page.ts'
import { contactBody, contactView } from './shapes.ts'

const below = z.object({ id, contactId: id })

async function one(tx: Tx, customerId: string, contactId: string) {
  const found = (await contactsOf(tx, customerId)).find((contact) => contact.id === contactId)
  if (!found) throw notFound('contact')
  return found
}

export const contactRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/customers/:id/contacts',
    needs: 'parties.change',
    summary: 'Add a contact',
    params: byId,
    body: contactBody,
    returns: contactView,
    handle: async ({ tx, actor, params, body }) => one(tx, params.id, await addContact(tx, actor, params.id, body)),
  }),
  route({
    method: 'PATCH',
    path: '/customers/:id/contacts/:contactId',
    needs: 'parties.change',
    summary: 'Change a contact',
    params: below,
    body: contactBody.partial(),
    returns: contactView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeContact(tx, actor, { customerId: params.id, contactId: params.contactId, ifMatch: ifMatch! }, body)
      return one(tx, params.id, params.contactId)
    },
  }),
  route({
    method: 'DELETE',
    path: '/customers/:id/contacts/:contactId',
    needs: 'parties.change',
    summary: 'Remove a contact; what points to it keeps it',
    params: below,
    handle: ({ tx, actor, params, now }) =>
      removeContact(tx, actor, { customerId: params.id, contactId: params.contactId }, now),
  }),
]
