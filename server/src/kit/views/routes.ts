import { z } from 'zod'
import { type AnyRoute, route } from '../route.ts'
import { byId } from '../shapes.ts'
import { changeView, listViews, removeView, saveView, viewInput, viewPatch, viewShape } from './views.ts'

export const routes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/views',
    needs: 'views.save',
    summary: 'Saved views: own, of the team, of everyone',
    query: z.object({ list: z.string().max(100).optional() }),
    returns: z.object({ items: z.array(viewShape) }),
    handle: ({ tx, actor, query }) => listViews(tx, actor, query.list),
  }),
  route({
    method: 'POST',
    path: '/views',
    needs: 'views.save',
    summary: 'Saves a view of a list',
    body: viewInput,
    returns: viewShape,
    handle: ({ tx, actor, body }) => saveView(tx, actor, body),
  }),
  route({
    method: 'PATCH',
    path: '/views/:id',
    needs: 'views.save',
    summary: 'Changes a saved view',
    params: byId,
    body: viewPatch,
    returns: viewShape,
    edits: true,
    handle: ({ tx, actor, params, body, ifMatch }) => changeView(tx, actor, params.id, body, ifMatch!),
  }),
  route({
    method: 'DELETE',
    path: '/views/:id',
    needs: 'views.save',
    summary: 'Removes a saved view',
    params: byId,
    handle: ({ tx, actor, params }) => removeView(tx, actor, params.id),
  }),
]
