import { z } from 'zod'
import { problem } from '../problem.ts'
import { type AnyRoute, route } from '../route.ts'
import { type ListDefinition, queryShape } from './definition.ts'

/** `GET path/export`: what the list shows with its filters, as CSV or XLSX. */
export function exportRoute(list: ListDefinition): AnyRoute {
  return route({
    method: 'GET',
    path: `${list.path}/export`,
    needs: list.needs,
    summary: `${list.summary}: CSV or XLSX`,
    query: queryShape(list).extend({
      format: z.enum(['csv', 'xlsx']).default('csv'),
      columns: z.string().max(2000).optional(),
    }),
    raw: true,
    handle: async () => {
      throw problem('unavailable', 503)
    },
  })
}
