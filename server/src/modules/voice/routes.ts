import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, paragraph } from '../../kit/shapes.ts'
import { changeAnswers, skipReturnVisit } from './answers.ts'
import { recordAttempt } from './attempts.ts'
import { publicRoutes } from './public-routes.ts'
import { returnVisitList } from './return-visit-list.ts'
import { viewReturnVisit } from './return-visit-page.ts'
import { changeScript, listScripts, viewScript } from './scripts.ts'
import { answers, attemptBody, PERSON_SKIPS, returnVisitView, scriptBody, scriptView } from './shapes.ts'
import { figuresQuery, figuresView, surveyFigures } from './survey-figures.ts'
import { surveyList } from './survey-list.ts'

export const routes: AnyRoute[] = [
  ...listRoutes(returnVisitList),
  ...listRoutes(surveyList),
  ...publicRoutes,
  route({
    method: 'GET',
    path: '/return-visits/:id',
    needs: 'voice.read',
    summary: 'A return visit with all its caller needs',
    params: byId,
    returns: returnVisitView,
    handle: ({ tx, actor, params, now }) => viewReturnVisit(tx, actor, params.id, now),
  }),
  route({
    method: 'POST',
    path: '/return-visits/:id/attempts',
    needs: 'voice.call',
    summary: 'A call that was made, and how it ended',
    params: byId,
    body: attemptBody,
    returns: returnVisitView,
    handle: async ({ tx, actor, params, body, now }) => {
      await recordAttempt(tx, actor, params.id, body, now)
      return viewReturnVisit(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'PUT',
    path: '/return-visits/:id/answers',
    needs: 'voice.call',
    summary: 'Corrects what was written down during the call',
    params: byId,
    body: z.object({ answers }),
    returns: returnVisitView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await changeAnswers(tx, actor, params.id, ifMatch!, body.answers)
      return viewReturnVisit(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'PUT',
    path: '/return-visits/:id/skip',
    needs: 'voice.call',
    summary: 'Nobody will call, and why',
    params: byId,
    body: z.object({ reason: z.enum(PERSON_SKIPS), note: paragraph.optional() }),
    returns: returnVisitView,
    handle: async ({ tx, actor, params, body, now }) => {
      await skipReturnVisit(tx, actor, params.id, body)
      return viewReturnVisit(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'GET',
    path: '/return-visit-scripts',
    needs: 'voice.read',
    summary: 'What is asked in a return visit',
    returns: z.object({ items: z.array(scriptView) }),
    handle: async ({ tx }) => ({ items: await listScripts(tx) }),
  }),
  route({
    method: 'GET',
    path: '/return-visit-scripts/:id',
    needs: 'voice.read',
    summary: 'One script',
    params: byId,
    returns: scriptView,
    handle: ({ tx, params }) => viewScript(tx, params.id),
  }),
  route({
    method: 'PUT',
    path: '/return-visit-scripts/:id',
    needs: 'voice.scripts',
    summary: 'Changes a script: a new version of it',
    params: byId,
    body: scriptBody,
    returns: scriptView,
    edits: true,
    handle: ({ tx, actor, params, body, ifMatch }) => changeScript(tx, actor, params.id, ifMatch!, body),
  }),
  route({
    method: 'GET',
    path: '/survey-figures',
    needs: 'voice.read',
    summary: 'CSI, the five dimensions and NPS of the surveys sent in a time',
    query: figuresQuery,
    returns: figuresView,
    handle: ({ tx, actor, query }) => surveyFigures(tx, actor, query),
  }),
]
