import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { notFound } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { maySee } from '../../kit/subjects.ts'
import { findAsset } from '../assets/index.ts'
import { requestGoodwill } from './goodwill.ts'
import { answerGoodwill, goodwillPage } from './goodwill-answers.ts'
import { goodwillInputsOf } from './goodwill-inputs.ts'
import { addLimit, changeLimit, limits, removeLimit } from './goodwill-limits.ts'
import { goodwillList } from './goodwill-list.ts'
import {
  goodwillAnswer,
  goodwillBody,
  goodwillInputs,
  goodwillRejection,
  goodwillView,
  limitBody,
  limitPatch,
  limitView,
} from './goodwill-shapes.ts'

const ladder = z.object({ items: z.array(limitView) })

export const goodwillRoutes: AnyRoute[] = [
  ...listRoutes(goodwillList),
  route({
    method: 'GET',
    path: '/entitlement/goodwill-inputs',
    needs: 'entitlement.goodwill',
    summary: 'What speaks for goodwill on a product: read from what we know',
    query: z.object({ assetId: id, requestId: id.optional() }),
    returns: goodwillInputs,
    handle: async ({ tx, actor, query, now }) => {
      await findAsset(tx, actor, query.assetId)
      if (query.requestId && !(await maySee(tx, actor, 'request', query.requestId))) throw notFound('request')
      return goodwillInputsOf(tx, query.assetId, query.requestId, now)
    },
  }),
  route({
    method: 'POST',
    path: '/entitlement/goodwill',
    needs: 'entitlement.goodwill',
    summary: 'Ask for goodwill',
    body: goodwillBody,
    returns: goodwillView,
    handle: async ({ tx, services, actor, body, now }) =>
      goodwillPage(tx, actor, await requestGoodwill(tx, services, actor, body, now)),
  }),
  route({
    method: 'GET',
    path: '/entitlement/goodwill/:id',
    needs: 'entitlement.goodwill_read',
    summary: 'A request for goodwill with what speaks for it and who may decide',
    params: byId,
    returns: goodwillView,
    handle: ({ tx, actor, params }) => goodwillPage(tx, actor, params.id),
  }),
  ...(['approved', 'rejected', 'withdrawn'] as const).map((answer) =>
    route({
      method: 'PUT',
      path: `/entitlement/goodwill/:id/${{ approved: 'approval', rejected: 'rejection', withdrawn: 'withdrawal' }[answer]}`,
      needs: answer === 'withdrawn' ? 'entitlement.goodwill' : 'entitlement.goodwill_approve',
      summary: {
        approved: 'Give it, within what the role may give alone',
        rejected: 'Refuse it, with the reason',
        withdrawn: 'Take the own request back',
      }[answer],
      params: byId,
      body: answer === 'rejected' ? goodwillRejection : goodwillAnswer,
      returns: goodwillView,
      edits: true,
      handle: async ({ tx, actor, params, body, ifMatch, now }) => {
        await answerGoodwill(tx, actor, params.id, ifMatch!, { answer, text: body.text }, now)
        return goodwillPage(tx, actor, params.id)
      },
    }),
  ),
  route({
    method: 'GET',
    path: '/entitlement/goodwill-limits',
    needs: 'entitlement.goodwill_read',
    summary: 'How much each role may give away alone',
    returns: ladder,
    handle: async ({ tx }) => ({ items: await limits(tx) }),
  }),
  route({
    method: 'POST',
    path: '/entitlement/goodwill-limits',
    needs: 'entitlement.limits',
    summary: 'Let a role give away so much alone',
    body: limitBody,
    returns: ladder,
    handle: async ({ tx, actor, body }) => {
      await addLimit(tx, actor, body)
      return { items: await limits(tx) }
    },
  }),
  route({
    method: 'PATCH',
    path: '/entitlement/goodwill-limits/:id',
    needs: 'entitlement.limits',
    summary: 'Change how much a role may give away alone',
    params: byId,
    body: limitPatch,
    returns: ladder,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeLimit(tx, actor, params.id, ifMatch!, body)
      return { items: await limits(tx) }
    },
  }),
  route({
    method: 'DELETE',
    path: '/entitlement/goodwill-limits/:id',
    needs: 'entitlement.limits',
    summary: 'Let a role give nothing away alone any more',
    params: byId,
    returns: ladder,
    handle: async ({ tx, actor, params }) => {
      await removeLimit(tx, actor, params.id)
      return { items: await limits(tx) }
    },
  }),
]
