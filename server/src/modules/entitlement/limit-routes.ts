import { z } from 'zod'
import { enqueue } from '../../kit/jobs.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { findAsset } from '../assets/index.ts'
import { withSymptoms } from './limit-faults.ts'
import { limitsOf } from './limit-keeping.ts'
import { limitList } from './limit-list.ts'
import { limitsView } from './limit-shapes.ts'
import { mustBeCompanyWide } from './pack-versions.ts'

export const limitRoutes: AnyRoute[] = [
  ...listRoutes(limitList),
  route({
    method: 'GET',
    path: '/assets/:id/limits',
    needs: 'entitlement.decide',
    summary: 'Every limit the law of its place counts for this product, nearest first',
    params: byId,
    returns: limitsView,
    handle: async ({ tx, actor, params, now }) => {
      await findAsset(tx, actor, params.id)
      return { items: await withSymptoms(tx, params.id, (await limitsOf(tx, params.id, now)).limits) }
    },
  }),
  route({
    method: 'POST',
    path: '/limit-watch/rebuild',
    needs: 'entitlement.packs_change',
    summary: 'Count all repaired products again',
    returns: z.object({ queued: z.literal(true) }),
    handle: async ({ tx, actor }) => {
      mustBeCompanyWide(actor)
      await enqueue(tx, 'rebuild-limits', {}, { key: `rebuild-limits ${actor.tenantId}` })
      return { queued: true as const }
    },
  }),
]
