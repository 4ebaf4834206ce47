import { sql } from 'kysely'
import { fileAnswer } from '../../kit/files/send.ts'
import {
  boolColumn,
  defineList,
  idColumn,
  instantColumn,
  namesColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { pictureOf } from './drawing-picture.ts'
import {
  drawingBody,
  drawingChange,
  drawingQuery,
  drawingView,
  fittingDrawings,
  fittingDrawingsQuery,
} from './drawing-shapes.ts'
import { addDrawing, changeDrawing, drawingsFor, viewDrawing } from './drawings.ts'

const drawingList = defineList({
  name: 'drawings',
  words: 'parts',
  path: '/drawings',
  needs: 'parts.read',
  summary: 'Exploded drawings',
  from: `parts.drawing d left join assets.model m on m.tenant_id = d.tenant_id and m.id = d.model_id
    left join assets.family f on f.tenant_id = d.tenant_id and f.id = d.family_id`,
  id: 'd.id',
  visible: () => sql<boolean>`true`,
  subject: 'drawing',
  columns: {
    name: namesColumn('d.name'),
    machine: text('coalesce(m.code, f.code)'),
    serialFrom: text('d.serial_from', { nullable: true }),
    serialTo: text('d.serial_to', { nullable: true }),
    spots: numberColumn(
      '(select count(*)::int from parts.drawing_spot s where s.tenant_id = d.tenant_id and s.drawing_id = d.id)',
      { filter: false },
    ),
    isActive: boolColumn('d.is_active'),
    modelId: idColumn('d.model_id', { nullable: true }),
    familyId: idColumn('d.family_id', { nullable: true }),
    createdAt: instantColumn('d.created_at', { sortable: true }),
  },
  sort: '-createdAt',
})

export const drawingRoutes: AnyRoute[] = [
  ...listRoutes(drawingList),
  route({
    method: 'POST',
    path: '/drawings',
    needs: 'parts.catalogue',
    summary: 'An exploded drawing with its positions; without any it is refused',
    body: drawingBody,
    bodyLimit: 4_000_000,
    returns: drawingView,
    handle: async ({ tx, actor, body }) => viewDrawing(tx, actor, await addDrawing(tx, actor, body)),
  }),
  route({
    method: 'GET',
    path: '/drawings/:id',
    needs: 'parts.read',
    summary: 'A drawing with what each position takes, for one serial if it is named',
    params: byId,
    query: drawingQuery,
    returns: drawingView,
    handle: ({ tx, actor, params, query }) => viewDrawing(tx, actor, params.id, query.serial),
  }),
  route({
    method: 'PUT',
    path: '/drawings/:id',
    needs: 'parts.catalogue',
    summary: 'Say anew what a drawing shows and where; withdraw it',
    edits: true,
    params: byId,
    body: drawingChange,
    returns: drawingView,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeDrawing(tx, actor, params.id, body, ifMatch!)
      return viewDrawing(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/drawings/:id/picture',
    needs: 'parts.read',
    summary: 'The picture of a drawing',
    params: byId,
    raw: true,
    handle: async ({ tx, services, params, request, reply }) => {
      const picture = await pictureOf(tx, params.id)
      if ('file' in picture) return fileAnswer(services, request, reply, picture.file)
      reply
        .type('image/svg+xml')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header('cache-control', 'private, max-age=3600')
      return picture.svg
    },
  }),
  route({
    method: 'GET',
    path: '/fitting-drawings',
    needs: 'parts.read',
    summary: 'Drawings of a machine, of a model, or of one serial of it',
    query: fittingDrawingsQuery,
    returns: fittingDrawings,
    handle: ({ tx, actor, query }) => drawingsFor(tx, actor, query),
  }),
]
