import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, instant } from '../../kit/shapes.ts'
import { happenings, timelineShape } from '../parties/index.ts'
import { assetPageOf } from './asset-page.ts'
import { removeComponent } from './components.ts'
import { findAsset } from './lookup.ts'
import { judgeReading, readMeter } from './meters.ts'
import { transferAsset } from './ownership.ts'
import { registerAsset } from './registration.ts'
import { assetPage, meterBody, ownershipBody, registrationBody } from './shapes.ts'

const ofComponent = z.object({ id, componentId: id })
const ofReading = z.object({ id, readingId: id })

/** What happens to a product in its life; each answers with the product as it is then. */
export const historyRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/assets/:id/timeline',
    needs: 'assets.read',
    summary: 'What happened to a product, newest first',
    params: byId,
    returns: timelineShape,
    query: z.object({ after: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    handle: async ({ tx, actor, params, query }) => {
      await findAsset(tx, actor, params.id)
      return happenings(tx, 'asset', params.id, query.after, query.limit)
    },
  }),
  route({
    method: 'POST',
    path: '/assets/:id/meter-readings',
    needs: 'assets.change',
    summary: 'Note a meter reading',
    params: byId,
    body: meterBody,
    returns: assetPage,
    handle: async ({ tx, actor, params, body, now }) => {
      await readMeter(tx, actor, params.id, body, now)
      return assetPageOf(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/assets/:id/meter-readings/:readingId/doubt',
    needs: 'assets.change',
    summary: 'Doubt a meter reading, or trust it after all',
    params: ofReading,
    body: z.object({ isDoubtful: z.boolean() }),
    returns: assetPage,
    handle: async ({ tx, actor, params, body }) => {
      await judgeReading(tx, actor, { assetId: params.id, readingId: params.readingId }, body.isDoubtful)
      return assetPageOf(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/assets/:id/components/:componentId/removal',
    needs: 'assets.change',
    summary: 'Take a component out',
    params: ofComponent,
    body: z.object({ at: instant.optional() }),
    returns: assetPage,
    handle: async ({ tx, actor, params, body, now }) => {
      await removeComponent(tx, actor, params.id, params.componentId, body.at, now)
      return assetPageOf(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/assets/:id/ownership',
    needs: 'assets.change',
    summary: 'Hand a product to a new owner',
    params: byId,
    body: ownershipBody,
    returns: assetPage,
    handle: async ({ tx, actor, params, body }) => {
      await transferAsset(tx, actor, params.id, body)
      return assetPageOf(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/assets/:id/registration',
    needs: 'assets.change',
    summary: 'Register a product: its cover starts',
    params: byId,
    body: registrationBody,
    returns: assetPage,
    handle: async ({ tx, actor, params, body, now }) => {
      await registerAsset(tx, actor, params.id, body, now)
      return assetPageOf(tx, actor, params.id)
    },
  }),
]
