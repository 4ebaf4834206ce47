import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { addDocument, changeDocument, removeDocument } from './documents.ts'
import { moveStation } from './place.ts'
import { documentInput, staffInput, stationInput, stationPatch, stationView } from './shapes.ts'
import { setStaff } from './staff.ts'
import { stationPage } from './station-page.ts'
import { addStation, changeStation } from './stations.ts'
import { stationTree, treeView } from './tree.ts'

const child = z.object({ id, childId: id })

export const stationRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/stations/tree',
    needs: 'network.read',
    summary: 'The tree of stations as far as the caller sees it',
    returns: treeView,
    handle: ({ tx, actor, now }) => stationTree(tx, actor, now),
  }),
  route({
    method: 'GET',
    path: '/stations/:id',
    needs: 'network.read',
    summary: 'A station with hours, people and documents',
    params: byId,
    returns: stationView,
    handle: ({ tx, actor, params }) => stationPage(tx, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/stations',
    needs: 'network.change',
    summary: 'Open a station',
    body: stationInput,
    returns: stationView,
    handle: async ({ tx, services, actor, body, now }) => {
      const made = await addStation(tx, services, actor, body, now)
      return stationPage(tx, actor, made, made)
    },
  }),
  route({
    method: 'PATCH',
    path: '/stations/:id',
    needs: 'network.change',
    summary: 'Change a station; absent = keep, null = clear',
    edits: true,
    params: byId,
    body: stationPatch,
    returns: stationView,
    handle: async ({ tx, services, actor, params, body, ifMatch }) => {
      await changeStation(tx, services, actor, params.id, body, ifMatch!)
      return stationPage(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/stations/:id/place',
    needs: 'network.change',
    summary: 'Move a station, with everything below it, to another place in the tree',
    edits: true,
    params: byId,
    body: z.object({ parentId: id }),
    returns: stationView,
    handle: async ({ tx, services, actor, params, body, ifMatch }) => {
      await moveStation(tx, services, actor, params.id, body.parentId, ifMatch!)
      return stationPage(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/stations/:id/staff',
    needs: 'people.change',
    summary: 'Set who works at a station, and since when',
    params: byId,
    body: staffInput,
    handle: ({ tx, actor, params, body }) => setStaff(tx, actor, params.id, body.staff),
  }),
  route({
    method: 'POST',
    path: '/stations/:id/documents',
    needs: 'network.change',
    summary: 'Add a licence, contract or other document with its expiry',
    params: byId,
    body: documentInput,
    returns: z.object({ id }),
    handle: ({ tx, actor, params, body }) => addDocument(tx, actor, params.id, body),
  }),
  route({
    method: 'PUT',
    path: '/stations/:id/documents/:childId',
    needs: 'network.change',
    summary: 'Correct a document',
    params: child,
    body: documentInput,
    handle: ({ tx, actor, params, body }) => changeDocument(tx, actor, params.id, params.childId, body),
  }),
  route({
    method: 'DELETE',
    path: '/stations/:id/documents/:childId',
    needs: 'network.change',
    summary: 'Remove a document',
    params: child,
    handle: ({ tx, actor, params }) => removeDocument(tx, actor, params.id, params.childId),
  }),
]
