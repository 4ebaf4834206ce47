import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import {
  newTechnicianWish,
  technicianWish,
  technicianWishes,
  type WishOwner,
  wishTechnicians,
} from './technician-wishes.ts'

const told = z.object({ wishes: z.array(technicianWish) })

/** The same of an order, a customer and a product. */
const both = (of: WishOwner, owners: string, said: string): AnyRoute[] => [
  route({
    method: 'GET',
    path: `/${owners}/:id/technician-wishes`,
    needs: 'dispatch.read',
    summary: `Who is never to come and who is asked for first, as said of ${said}`,
    params: byId,
    returns: told,
    handle: async ({ tx, actor, params }) => ({ wishes: await technicianWishes(tx, actor, of, params.id) }),
  }),
  route({
    method: 'PUT',
    path: `/${owners}/:id/technician-wishes`,
    needs: 'dispatch.plan',
    summary: `Say who is never to come to ${said}, and who is asked for first`,
    params: byId,
    body: z.object({ wishes: z.array(newTechnicianWish).max(50) }),
    returns: told,
    handle: async ({ tx, actor, params, body, now }) => ({
      wishes: await wishTechnicians(tx, actor, of, params.id, body.wishes, now),
    }),
  }),
]

export const technicianWishRoutes: AnyRoute[] = [
  ...both('work_order', 'work-orders', 'a work order'),
  ...both('customer', 'customers', 'a customer'),
  ...both('asset', 'assets', 'a product'),
]
