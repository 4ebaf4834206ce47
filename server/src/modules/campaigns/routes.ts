import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { importReport } from '../../kit/tables/import-table.ts'
import { findAsset } from '../assets/index.ts'
import { viewCampaign } from './campaign-page.ts'
import { addCampaign, changeCampaign } from './campaigns.ts'
import { campaignList, serialList, unitList } from './lists.ts'
import { openRecallsOf } from './open-recalls.ts'
import { importSerials } from './serial-import.ts'
import {
  announcementBody,
  assetRecalls,
  campaignBody,
  campaignPatch,
  campaignView,
  endBody,
  unitBody,
  unitView,
} from './shapes.ts'
import { announceCampaign, endCampaign } from './states.ts'
import { setUnitState } from './units.ts'

const ended = (to: 'closed' | 'withdrawn', path: string, summary: string) =>
  route({
    method: 'PUT',
    path,
    needs: 'campaigns.manage',
    summary,
    params: byId,
    body: endBody,
    returns: campaignView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await endCampaign(tx, actor, params.id, ifMatch!, { to, reason: body.reason }, now)
      return viewCampaign(tx, params.id)
    },
  })

export const routes: AnyRoute[] = [
  ...listRoutes(campaignList),
  ...listRoutes(unitList),
  ...listRoutes(serialList),
  route({
    method: 'POST',
    path: '/campaigns',
    needs: 'campaigns.manage',
    summary: 'Prepares a recall, upgrade or service campaign: a draft',
    body: campaignBody,
    returns: campaignView,
    handle: async ({ tx, services, actor, body, now }) =>
      viewCampaign(tx, await addCampaign(tx, services, actor, body, now)),
  }),
  route({
    method: 'GET',
    path: '/campaigns/:id',
    needs: 'campaigns.read',
    summary: 'A campaign: what is to be done to which products, and how far it has come',
    params: byId,
    returns: campaignView,
    handle: ({ tx, params }) => viewCampaign(tx, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/campaigns/:id',
    needs: 'campaigns.manage',
    summary: 'Changes a draft',
    params: byId,
    body: campaignPatch,
    returns: campaignView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeCampaign(tx, actor, params.id, body, ifMatch!)
      return viewCampaign(tx, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/campaigns/:id/announcement',
    needs: 'campaigns.manage',
    summary: 'Announces it: from now on every door asks about its products',
    params: byId,
    body: announcementBody.nullish(),
    returns: campaignView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await announceCampaign(tx, actor, params.id, ifMatch!, body ?? {}, now)
      return viewCampaign(tx, params.id)
    },
  }),
  ended('closed', '/campaigns/:id/closure', 'Closes it: open nowhere any more, what was done stays'),
  ended('withdrawn', '/campaigns/:id/withdrawal', 'Withdraws it: it should not have been'),
  route({
    method: 'POST',
    path: '/campaigns/:id/serials/imports',
    needs: 'campaigns.manage',
    summary: 'Reads the serials of an uploaded CSV or XLSX file into it, all rows or none, or a dry run of it',
    params: byId,
    body: z.object({ fileId: id, dryRun: z.boolean().default(true) }),
    returns: importReport,
    status: 200,
    handle: ({ tx, services, actor, params, body, now }) => importSerials(tx, services, actor, params.id, body, now),
  }),
  route({
    method: 'PUT',
    path: '/campaigns/:id/units/:assetId',
    needs: 'campaigns.note',
    summary: 'What became of one product, and why; that it is done or not affected needs campaigns.manage',
    params: z.object({ id, assetId: id }),
    body: unitBody,
    returns: unitView,
    edits: true,
    handle: ({ tx, actor, params, body, ifMatch, now }) =>
      setUnitState(tx, actor, { campaignId: params.id, assetId: params.assetId, ifMatch: ifMatch! }, body, now),
  }),
  route({
    method: 'GET',
    path: '/assets/:id/recalls',
    needs: 'campaigns.read',
    summary: 'The campaigns a product is or was in, the open and dangerous first',
    params: byId,
    returns: assetRecalls,
    handle: async ({ tx, actor, params }) => {
      await findAsset(tx, actor, params.id)
      return { items: (await openRecallsOf(tx, [params.id], { isWhole: true })).get(params.id) ?? [] }
    },
  }),
]
