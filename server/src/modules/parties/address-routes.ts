import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { addAddress, changeAddress, removeAddress } from './addresses.ts'
import { addressesOf } from './customer-page.ts'
import { addressBody, addressView } from './shapes.ts'

const below = z.object({ id, addressId: id })

async function one(tx: Tx, customerId: string, addressId: string) {
  const found = (await addressesOf(tx, customerId)).find((address) => address.id === addressId)
  if (!found) throw notFound('address')
  return found
}

export const addressRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/customers/:id/addresses',
    needs: 'parties.change',
    summary: 'Add an address',
    params: byId,
    body: addressBody,
    returns: addressView,
    handle: async ({ tx, actor, params, body }) => one(tx, params.id, await addAddress(tx, actor, params.id, body)),
  }),
  route({
    method: 'PATCH',
    path: '/customers/:id/addresses/:addressId',
    needs: 'parties.change',
    summary: 'Change an address',
    params: below,
    body: addressBody.partial(),
    returns: addressView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeAddress(tx, actor, { customerId: params.id, addressId: params.addressId, ifMatch: ifMatch! }, body)
      return one(tx, params.id, params.addressId)
    },
  }),
  route({
    method: 'DELETE',
    path: '/customers/:id/addresses/:addressId',
    needs: 'parties.change',
    summary: 'Remove an address; what points to it keeps it',
    params: below,
    handle: ({ tx, actor, params, now }) =>
      removeAddress(tx, actor, { customerId: params.id, addressId: params.addressId }, now),
  }),
]
