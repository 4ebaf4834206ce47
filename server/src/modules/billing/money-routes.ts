import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { day } from '../../kit/shapes.ts'
import { creditNoteList, deviationList, deviationSums, internalCostList, openItems } from './money-lists.ts'

const sums = z.array(
  z.object({
    key: z.string().nullable(),
    name: z.string().nullable(),
    currency: z.string(),
    lines: z.number(),
    minor: z.string().describe('less than nothing: given away'),
  }),
)

/** What is looked at over many bills. */
export const moneyRoutes: AnyRoute[] = [
  ...listRoutes(openItems),
  ...listRoutes(creditNoteList),
  ...listRoutes(deviationList),
  ...listRoutes(internalCostList),
  route({
    method: 'GET',
    path: '/price-deviations/summary',
    needs: 'billing.read',
    summary: 'Prices other than the published ones, summed by reason, person and station',
    query: z.object({ from: day, to: day, of: z.enum(['quotation', 'invoice']).default('invoice') }),
    returns: z.object({ reason: sums, person: sums, station: sums }).meta({ id: 'DeviationSums' }),
    handle: ({ tx, actor, query }) => deviationSums(tx, actor, query),
  }),
]
