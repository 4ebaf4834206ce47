import { z } from 'zod'
import { fileAnswer } from '../../kit/files/send.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { checklistPicture } from './checklist-pictures.ts'
import { checklistBody, checklistView } from './checklist-shapes.ts'
import { addChecklist, changeChecklist, checklistsInUse, checklistVersion, withdrawChecklist } from './checklists.ts'

export const checklistRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/checklists',
    needs: 'field_work.read',
    summary: 'The checklists in use',
    returns: z.object({ items: z.array(checklistView) }),
    handle: async ({ tx }) => ({ items: await checklistsInUse(tx) }),
  }),
  route({
    method: 'GET',
    path: '/checklist-pictures/:id',
    needs: 'field_work.read',
    summary: 'The picture of a step of a checklist',
    params: byId,
    raw: true,
    handle: async ({ tx, services, actor, request, reply, params }) =>
      fileAnswer(services, request, reply, await checklistPicture(tx, actor, params.id)),
  }),
  route({
    method: 'POST',
    path: '/checklists',
    needs: 'field_work.checklists',
    summary: 'Adds a checklist',
    body: checklistBody,
    returns: checklistView,
    handle: async ({ tx, actor, body }) => checklistVersion(tx, await addChecklist(tx, actor, body), null),
  }),
  route({
    method: 'PUT',
    path: '/checklists/:id',
    needs: 'field_work.checklists',
    summary: 'Changes a checklist: a new version; visits that began with the old one keep it',
    params: byId,
    body: checklistBody,
    returns: checklistView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeChecklist(tx, actor, params.id, ifMatch!, body)
      return checklistVersion(tx, params.id, null)
    },
  }),
  route({
    method: 'PUT',
    path: '/checklists/:id/withdrawal',
    needs: 'field_work.checklists',
    summary: 'Withdraws a checklist: no visit begins with it any more; those under way keep it',
    params: byId,
    returns: checklistView,
    edits: true,
    handle: async ({ tx, actor, params, ifMatch }) => {
      await withdrawChecklist(tx, actor, params.id, ifMatch!)
      return checklistVersion(tx, params.id, null)
    },
  }),
  route({
    method: 'DELETE',
    path: '/checklists/:id/withdrawal',
    needs: 'field_work.checklists',
    summary: 'Puts a withdrawn checklist into use again',
    params: byId,
    returns: checklistView,
    edits: true,
    handle: async ({ tx, actor, params, ifMatch }) => {
      await withdrawChecklist(tx, actor, params.id, ifMatch!, true)
      return checklistVersion(tx, params.id, null)
    },
  }),
]
