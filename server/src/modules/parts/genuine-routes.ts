import { localDay } from '@aftercare/rules'
import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, line } from '../../kit/shapes.ts'
import { importReport } from '../../kit/tables/import-table.ts'
import { assetPage, assetPageOf, componentBody, findAsset } from '../assets/index.ts'
import { noteComponent } from './fitting.ts'
import { chainsOf } from './genuine-chain.ts'
import { checkAndKeep } from './genuine-evidence.ts'
import { checkList, issueList } from './genuine-lists.ts'
import { putGenuineRules, readGenuineRules } from './genuine-rules.ts'
import { chainView, checkView, deskCheckBody, genuineRules, issuesBody, issuesKept } from './genuine-shapes.ts'
import { importIssues, tellIssues } from './maker-issues.ts'

export const genuineRoutes: AnyRoute[] = [
  ...listRoutes(checkList),
  ...listRoutes(issueList),
  route({
    method: 'POST',
    path: '/maker-issues',
    needs: 'parts.catalogue',
    summary: 'What a maker has issued: serials and batches, told by its system; all of them or none',
    body: issuesBody,
    returns: issuesKept,
    handle: ({ tx, actor, body }) => tellIssues(tx, actor, body.issues),
  }),
  route({
    method: 'POST',
    path: '/maker-issues/imports',
    needs: 'parts.catalogue',
    summary: 'The same from an uploaded CSV or XLSX file, all rows or none, or a dry run of it',
    body: z.object({ fileId: id, dryRun: z.boolean().default(true) }),
    returns: importReport,
    status: 200,
    handle: ({ tx, services, actor, body }) => importIssues(tx, services, actor, body),
  }),
  route({
    method: 'PUT',
    path: '/genuine-checks/:id',
    needs: 'parts.read',
    summary:
      'Hold a part against the chain of proof at the desk; the answer is kept as evidence. The id is made by the device',
    params: byId,
    body: deskCheckBody,
    returns: checkView,
    handle: async ({ tx, actor, params, body, now }) => {
      if (body.assetId) await findAsset(tx, actor, body.assetId)
      const { code, serial, batch, reason, fileIds, at, lat, lon } = body
      const scanned = {
        ...{ code, number: serial ?? batch!, kind: serial ? ('serial' as const) : ('batch' as const) },
        ...{ country: body.country ?? null, assetId: body.assetId ?? null, reason: reason ?? null },
      }
      return checkAndKeep(tx, actor, scanned, {
        ...{ id: params.id, occasion: 'desk', visitId: null, fileIds, lat, lon, at: new Date(at) },
        stationId: actor.stations === 'all' ? null : (actor.stations[0] ?? null),
        day: localDay(now.getTime(), actor.timeZone),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/assets/:id/components',
    needs: 'assets.change',
    summary: 'Fit a component, taking another out; a number that breaks the chain of proof is refused',
    params: byId,
    body: componentBody,
    returns: assetPage,
    handle: async ({ tx, actor, params, body, now }) => {
      await noteComponent(tx, actor, params.id, body, now)
      return assetPageOf(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/genuine-chains',
    needs: 'parts.read',
    summary: 'The way of a serial or batch from its maker to the machine',
    query: z.object({ number: line }),
    returns: z.object({ items: z.array(chainView) }),
    handle: ({ tx, actor, query }) => chainsOf(tx, actor, query.number),
  }),
  route({
    method: 'GET',
    path: '/genuine-rules',
    needs: 'parts.read',
    summary: 'Whether a part its maker does not know may be fitted with a reason',
    returns: genuineRules,
    handle: ({ tx }) => readGenuineRules(tx),
  }),
  route({
    method: 'PUT',
    path: '/genuine-rules',
    needs: 'parts.close',
    summary: 'Allow or forbid parts without proof; what is refused for another reason stays refused',
    edits: true,
    body: genuineRules.pick({ allowsUnproven: true }),
    returns: genuineRules,
    handle: ({ tx, actor, body, ifMatch }) => putGenuineRules(tx, actor, body.allowsUnproven, ifMatch!),
  }),
]
