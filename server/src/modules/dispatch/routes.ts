import { listRoutes } from '../../kit/list/routes.ts'
import type { AnyRoute } from '../../kit/route.ts'
import { boardRoutes } from './board-routes.ts'
import { holdRoutes } from './hold-routes.ts'
import { offerRoutes } from './offer-routes.ts'
import { optimisationRoutes } from './optimisation-routes.ts'
import { orderLinkRoutes } from './order-link-routes.ts'
import { orderList } from './order-list.ts'
import { orderRoutes } from './order-routes.ts'
import { planningRoutes } from './planning-routes.ts'
import { slotRoutes } from './slot-routes.ts'
import { technicianWishRoutes } from './technician-wish-routes.ts'
import { visitList } from './visit-list.ts'
import { visitRoutes } from './visit-routes.ts'

export const routes: AnyRoute[] = [
  ...boardRoutes,
  ...listRoutes(orderList),
  ...orderRoutes,
  ...offerRoutes,
  ...listRoutes(visitList),
  ...visitRoutes,
  ...slotRoutes,
  ...holdRoutes,
  ...planningRoutes,
  ...orderLinkRoutes,
  ...technicianWishRoutes,
  ...optimisationRoutes,
]
