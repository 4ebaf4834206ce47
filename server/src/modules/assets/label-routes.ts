import { z } from 'zod'
import { fileAnswer } from '../../kit/files/send.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { assetPageOf } from './asset-page.ts'
import { renewLabel } from './label.ts'
import { labelSheet, labelsBody } from './label-sheet.ts'
import { modelPicture } from './model-picture.ts'
import { assetPage } from './shapes.ts'

export const labelRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/labels',
    needs: 'assets.labels',
    summary: 'Print warranty labels: a PDF sheet with signed codes',
    body: labelsBody,
    raw: true,
    ownIdempotency: true,
    handle: async ({ tx, actor, services, body, reply }) => {
      const sheet = await labelSheet(tx, actor, services, body)
      reply.header('content-disposition', 'attachment; filename="labels.pdf"').type('application/pdf')
      return sheet
    },
  }),
  route({
    method: 'POST',
    path: '/assets/:id/label-renewal',
    needs: 'assets.labels',
    summary: 'Make a new label for a product; earlier ones are told apart as replaced',
    params: byId,
    returns: assetPage,
    handle: async ({ tx, actor, params }) => {
      await renewLabel(tx, actor, params.id)
      return assetPageOf(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/public/:company/models/:id/picture',
    needs: 'public',
    summary: 'The picture of a model',
    params: z.object({ company: z.string().max(40), id }),
    raw: true,
    handle: async ({ tx, services, request, reply, params }) =>
      fileAnswer(services, request, reply, await modelPicture(tx, params.id), { cacheControl: 'public, max-age=3600' }),
  }),
]
