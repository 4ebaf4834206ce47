import { z } from 'zod'
import { callerLanguage } from '../../kit/errors.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, day } from '../../kit/shapes.ts'
import { findAsset, readLabel, readSerial, registerScanned, registrationBody } from '../assets/index.ts'
import { ownVoidings } from './appeals.ts'
import { coverOf } from './cover.ts'
import { ownedAsset, ownedAssets } from './customer-overview.ts'
import { plainCover, plainly } from './plain-cover.ts'
import { scanned, scanView } from './scan.ts'
import { OUTCOMES } from './shapes.ts'
import { ownVoidingView } from './voiding-shapes.ts'

const company = z.string().max(40)
const ofLabel = z.object({ company, token: z.string().max(400) })
const ownCoverView = z
  .object({
    outcome: z.enum(OUTCOMES),
    coveredUntil: day.nullable(),
    because: plainCover,
    voidings: z.array(ownVoidingView),
  })
  .meta({ id: 'OwnCover' })
const ofSerial = z.object({ company, serial: z.string().trim().min(1).max(80) })
/** A person scans a few; whoever tries out numbers is slowed. */
const SCANS_PER_MINUTE = 30

export const scanRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/public/:company/labels/:token',
    needs: 'public',
    summary: 'Scan a warranty label: is it genuine, until when is it covered?',
    params: ofLabel,
    returns: scanView,
    ratePerMinute: SCANS_PER_MINUTE,
    handle: async ({ tx, actor, params, request, services, now }) =>
      scanned(tx, actor, await readLabel(tx, services.secret, params.token, now), callerLanguage(request), now),
  }),
  route({
    method: 'GET',
    path: '/public/:company/serials/:serial',
    needs: 'public',
    summary: 'Type a serial number: is it known, until when is it covered?',
    params: ofSerial,
    returns: scanView,
    ratePerMinute: SCANS_PER_MINUTE,
    handle: async ({ tx, actor, params, request, now }) =>
      scanned(tx, actor, await readSerial(tx, params.serial), callerLanguage(request), now),
  }),
  route({
    method: 'POST',
    path: '/public/:company/labels/:token/registration',
    needs: 'public',
    summary: 'Register the scanned product as mine: its cover starts',
    params: ofLabel,
    body: registrationBody.pick({ soldOn: true, installedOn: true }),
    returns: scanView,
    ratePerMinute: 10,
    handle: async ({ tx, actor, params, body, request, services, now }) => {
      if (actor.kind !== 'customer') throw problem('unauthenticated', 401)
      const found = await readLabel(tx, services.secret, params.token, now)
      if (!found.assetId) throw notFound('asset')
      if (found.state !== 'genuine') throw problem(`assets.label_${found.state}`, 409)
      await registerScanned(tx, actor, found.assetId, body, now)
      return scanned(tx, actor, found, callerLanguage(request), now)
    },
  }),
  route({
    method: 'GET',
    path: '/portal/assets',
    needs: 'customer',
    summary: 'My products and their cover',
    returns: z.object({ items: z.array(ownedAsset) }),
    handle: async ({ tx, actor, now }) => ({ items: (await ownedAssets(tx, actor, actor.id!, now)).items }),
  }),
  route({
    method: 'GET',
    path: '/portal/assets/:id/cover',
    needs: 'customer',
    summary: 'Until when my product is covered, why, and what stands against it',
    params: byId,
    returns: ownCoverView,
    handle: async ({ tx, actor, params, request, now }) => {
      await findAsset(tx, actor, params.id)
      const { decision, summary } = await coverOf(tx, params.id, { at: now })
      return {
        outcome: decision.outcome,
        coveredUntil: summary.coveredUntil?.end ?? null,
        because: plainly(decision, summary.missing, callerLanguage(request)),
        voidings: await ownVoidings(tx, actor, params.id, now),
      }
    },
  }),
]
