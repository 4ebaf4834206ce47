import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, country, id } from '../../kit/shapes.ts'
import { approve } from './pack-approval.ts'
import { packChangeList } from './pack-changes.ts'
import { startCheck } from './pack-check.ts'
import { changeDraft, draftPack, withdraw } from './pack-draft.ts'
import { rulesOf } from './pack-keeping.ts'
import { listPacks, packPage, versionPage } from './pack-page.ts'
import {
  approvalBody,
  draftBody,
  draftChange,
  libraryView,
  packId,
  packRow,
  packView,
  trialBody,
  trialView,
  versionView,
  withdrawalBody,
} from './pack-shapes.ts'
import { tryPack } from './pack-trial.ts'
import { todayOf } from './pack-versions.ts'

const reading: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/entitlement/packs',
    needs: 'entitlement.packs',
    summary: 'Rule packs: those that come with the product and those of the company',
    returns: z.object({ items: z.array(packRow) }),
    handle: ({ tx, actor, now }) => listPacks(tx, actor, now),
  }),
  route({
    method: 'GET',
    path: '/entitlement/packs/:packId',
    needs: 'entitlement.packs',
    summary: 'A rule pack: its rules in force today and all its versions',
    params: z.object({ packId }),
    returns: packView,
    handle: ({ tx, actor, params, now }) => packPage(tx, actor, params.packId, now),
  }),
  route({
    method: 'GET',
    path: '/entitlement/pack-versions/:id',
    needs: 'entitlement.packs',
    summary: 'A version of a rule pack beside the one it would replace',
    params: byId,
    returns: versionView,
    handle: ({ tx, actor, params, now }) => versionPage(tx, actor, params.id, now),
  }),
  route({
    method: 'GET',
    path: '/entitlement/rules',
    needs: 'entitlement.decide',
    summary: 'The packs in force today for a country, to decide without a network',
    query: z.object({ country }),
    returns: libraryView,
    handle: ({ tx, actor, query, now }) => rulesOf(tx, query.country, todayOf(actor, now)),
  }),
  ...listRoutes(packChangeList),
]

const changing: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/entitlement/pack-versions',
    needs: 'entitlement.packs_change',
    summary: 'Begin a version of a rule pack, or a pack of the company',
    body: draftBody,
    returns: versionView,
    handle: async ({ tx, actor, body, now }) => versionPage(tx, actor, await draftPack(tx, actor, body, now), now),
  }),
  route({
    method: 'PATCH',
    path: '/entitlement/pack-versions/:id',
    needs: 'entitlement.packs_change',
    summary: 'Write in a draft of a rule pack',
    params: byId,
    body: draftChange,
    returns: versionView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await changeDraft(tx, actor, params.id, body, ifMatch!, now)
      return versionPage(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'POST',
    path: '/entitlement/pack-versions/:id/trial',
    needs: 'entitlement.packs',
    summary: 'Decide one case by what is in force and by this version, side by side; nothing is kept',
    params: byId,
    body: trialBody,
    returns: trialView,
    status: 200,
    handle: ({ tx, actor, params, body, now }) => tryPack(tx, actor, params.id, body, now),
  }),
  route({
    method: 'POST',
    path: '/entitlement/pack-versions/:id/checks',
    needs: 'entitlement.packs_change',
    summary: 'Try a version on the decisions that were made; follow it under GET /tasks/:id',
    params: byId,
    returns: z.object({ taskId: id, checkId: id }),
    status: 202,
    edits: true,
    handle: ({ tx, actor, params, ifMatch, now }) => startCheck(tx, actor, params.id, ifMatch!, now),
  }),
  route({
    method: 'PUT',
    path: '/entitlement/pack-versions/:id/approval',
    needs: 'entitlement.packs_approve',
    summary: 'Put a checked version in force from a day; by somebody who did not write in it',
    params: byId,
    body: approvalBody,
    returns: versionView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await approve(tx, actor, params.id, body.inForceFrom, ifMatch!, now)
      return versionPage(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'PUT',
    path: '/entitlement/pack-versions/:id/withdrawal',
    needs: 'entitlement.packs_change',
    summary: 'Withdraw a version; what it decided stays explained by it',
    params: byId,
    body: withdrawalBody,
    returns: versionView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await withdraw(tx, actor, params.id, body.reason, ifMatch!, now)
      return versionPage(tx, actor, params.id, now)
    },
  }),
]

export const packRoutes: AnyRoute[] = [...reading, ...changing]
