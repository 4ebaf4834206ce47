import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { doDate, moveDate, seeCondition, skipDate } from './maintenance.ts'
import { dateList, templateList, viewPlan } from './plan-page.ts'
import {
  conditionBody,
  doneBody,
  moveBody,
  planBody,
  planView,
  skipBody,
  templateBody,
  templatePatch,
  templateView,
} from './plan-shapes.ts'
import { addPlan } from './plans.ts'
import { addTemplate, changeTemplate, viewTemplate } from './templates.ts'

const templates: AnyRoute[] = [
  ...listRoutes(templateList),
  route({
    method: 'GET',
    path: '/maintenance-templates/:id',
    needs: 'contracts.read',
    summary: 'A kind of maintenance with its tasks and parts',
    params: byId,
    returns: templateView,
    handle: ({ tx, params }) => viewTemplate(tx, params.id),
  }),
  route({
    method: 'POST',
    path: '/maintenance-templates',
    needs: 'contracts.products',
    summary: 'Adds a kind of maintenance',
    body: templateBody,
    returns: templateView,
    handle: async ({ tx, actor, body }) => viewTemplate(tx, await addTemplate(tx, actor, body)),
  }),
  route({
    method: 'PATCH',
    path: '/maintenance-templates/:id',
    needs: 'contracts.products',
    summary: 'Changes a kind of maintenance',
    params: byId,
    body: templatePatch,
    returns: templateView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeTemplate(tx, actor, params.id, ifMatch!, body)
      return viewTemplate(tx, params.id)
    },
  }),
]

const plans: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/maintenance-plans',
    needs: 'contracts.plan',
    summary: 'Opens a plan for a product without a contract',
    body: planBody,
    returns: planView,
    handle: async ({ tx, actor, body }) => viewPlan(tx, actor, await addPlan(tx, actor, body)),
  }),
  route({
    method: 'GET',
    path: '/maintenance-plans/:id',
    needs: 'contracts.read',
    summary: 'A maintenance plan with its dates',
    params: byId,
    returns: planView,
    handle: ({ tx, actor, params }) => viewPlan(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/maintenance-plans/:id/condition',
    needs: 'contracts.plan',
    summary: 'The condition of the plan was seen: due at once',
    params: byId,
    body: conditionBody,
    returns: planView,
    handle: async ({ tx, actor, params, body, now }) => {
      await seeCondition(tx, actor, params.id, body, now)
      return viewPlan(tx, actor, params.id)
    },
  }),
]

const dates: AnyRoute[] = [
  ...listRoutes(dateList),
  route({
    method: 'PUT',
    path: '/maintenance-dates/:id/day',
    needs: 'contracts.plan',
    summary: 'Moves a planned date, with who and why',
    params: byId,
    body: moveBody,
    edits: true,
    handle: ({ tx, actor, params, body, ifMatch, now }) => moveDate(tx, actor, params.id, body, ifMatch!, now),
  }),
  route({
    method: 'PUT',
    path: '/maintenance-dates/:id/skip',
    needs: 'contracts.plan',
    summary: 'Not this time, and why',
    params: byId,
    body: skipBody,
    edits: true,
    handle: ({ tx, actor, params, body, ifMatch }) => skipDate(tx, actor, params.id, body.reason, ifMatch!),
  }),
  route({
    method: 'PUT',
    path: '/maintenance-dates/:id/done',
    needs: 'contracts.plan',
    summary: 'Was done on a day',
    params: byId,
    body: doneBody,
    edits: true,
    handle: ({ tx, actor, params, body, ifMatch }) => doDate(tx, actor, params.id, body, ifMatch!),
  }),
]

export const planRoutes: AnyRoute[] = [...templates, ...plans, ...dates]
