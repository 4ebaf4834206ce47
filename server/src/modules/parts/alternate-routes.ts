import { z } from 'zod'
import { fileAnswer } from '../../kit/files/send.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id } from '../../kit/shapes.ts'
import { alternateBody, putAlternate, removeAlternate } from './alternates.ts'
import { viewPart } from './part-page.ts'
import { addPhoto, photoOf, removePhoto } from './part-photos.ts'
import { partView } from './shapes.ts'

const pair = z.object({ id, otherId: id })
const photo = z.object({ id, fileId: id })

export const alternateRoutes: AnyRoute[] = [
  route({
    method: 'PUT',
    path: '/parts/:id/alternates/:otherId',
    needs: 'parts.catalogue',
    summary: 'Either of two parts works, with a preference or none',
    params: pair,
    body: alternateBody,
    returns: partView,
    handle: async ({ tx, actor, params, body }) => {
      await putAlternate(tx, actor, params.id, params.otherId, body.preferredId)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/parts/:id/alternates/:otherId',
    needs: 'parts.catalogue',
    summary: 'The one does not stand for the other any more',
    params: pair,
    returns: partView,
    handle: async ({ tx, actor, params }) => {
      await removeAlternate(tx, actor, params.id, params.otherId)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/parts/:id/photos/:fileId',
    needs: 'parts.catalogue',
    summary: 'A photo by which the part is recognised',
    params: photo,
    returns: partView,
    handle: async ({ tx, actor, params }) => {
      await addPhoto(tx, actor, params.id, params.fileId)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/parts/:id/photos/:fileId',
    needs: 'parts.read',
    summary: 'One photo of a part',
    params: photo,
    raw: true,
    handle: async ({ tx, services, params, request, reply }) =>
      fileAnswer(services, request, reply, await photoOf(tx, params.id, params.fileId)),
  }),
  route({
    method: 'DELETE',
    path: '/parts/:id/photos/:fileId',
    needs: 'parts.catalogue',
    summary: 'Takes a photo off a part',
    params: photo,
    returns: partView,
    handle: async ({ tx, actor, params }) => {
      await removePhoto(tx, params.id, params.fileId)
      return viewPart(tx, actor, params.id)
    },
  }),
]
