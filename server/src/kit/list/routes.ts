import { type AnyRoute, route } from '../route.ts'
import { type ListDefinition, pageShape, queryShape } from './definition.ts'
import { exportRoute } from './export.ts'
import { type ListQuery, page } from './page.ts'

/** `GET path` and `GET path/export` of a list. */
export function listRoutes(list: ListDefinition): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: list.path,
      needs: list.needs,
      summary: list.summary,
      query: queryShape(list),
      returns: pageShape(list),
      handle: ({ tx, actor, query }) => page(tx, actor, list, query as unknown as ListQuery),
    }),
    exportRoute(list),
  ]
}
