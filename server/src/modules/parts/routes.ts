import type { AnyRoute } from '../../kit/route.ts'
import { alternateRoutes } from './alternate-routes.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { drawingRoutes } from './drawing-routes.ts'
import { flowRoutes } from './flow-routes.ts'
import { genuineRoutes } from './genuine-routes.ts'
import { oldPartRoutes } from './old-part-routes.ts'
import { ownerRoutes } from './owner-routes.ts'
import { stockRoutes } from './stock-routes.ts'
import { worthRoutes } from './stock-worth-routes.ts'
import { storeRoutes } from './store-routes.ts'
import { valueRoutes } from './value-routes.ts'

export const routes: AnyRoute[] = [
  ...catalogueRoutes,
  ...stockRoutes,
  ...ownerRoutes,
  ...worthRoutes,
  ...valueRoutes,
  ...storeRoutes,
  ...flowRoutes,
  ...oldPartRoutes,
  ...genuineRoutes,
  ...drawingRoutes,
  ...alternateRoutes,
]
