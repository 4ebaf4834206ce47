import { z } from 'zod'
import { id, line, names } from '../../kit/shapes.ts'

const share = z.number().min(0).max(1)
const spot = z.object({
  number: z.string().trim().min(1).max(12).describe('as it stands on the drawing'),
  x: share.describe('from the left edge, as a share of the width'),
  y: share.describe('from the upper edge, as a share of the height'),
  partId: id.describe('the part, or any part of its chain'),
})
const about = {
  name: names,
  familyId: id.nullable().default(null),
  modelId: id.nullable().default(null),
  serialFrom: line.nullable().default(null).describe('the first serial it shows, with it'),
  serialTo: line.nullable().default(null).describe('the last serial it shows, with it'),
  spots: z.array(spot).max(500),
}
export const drawingBody = z.object({
  ...about,
  svg: z.string().max(2_000_000).optional().describe('made safe: only shapes and texts of it are kept'),
  fileId: id.optional().describe('or an uploaded picture (PNG, JPEG, WebP)'),
})
export const drawingChange = z.object({ ...about, isActive: z.boolean() })
export const drawingQuery = z.object({
  serial: line.optional().describe('only what fits this machine'),
})
/** Of one machine, or of a model and, if it is named, one serial of it. */
export const fittingDrawingsQuery = z
  .object({ modelId: id.optional(), assetId: id.optional().describe('instead of model and serial') })
  .extend(drawingQuery.shape)
  .refine((query) => (query.modelId === undefined) !== (query.assetId === undefined), {
    path: ['modelId'],
    message: 'validation.required',
  })
export const fittingDrawings = z.object({
  items: z.array(z.object({ id, name: names, spots: z.number(), version: z.number() })),
})

const place = z.object({ id, number: z.string(), name: names })
export const drawingView = z
  .object({
    id,
    name: names,
    familyId: id.nullable(),
    modelId: id.nullable(),
    machine: z.string().describe('code of the family or the model'),
    serialFrom: z.string().nullable(),
    serialTo: z.string().nullable(),
    isActive: z.boolean(),
    version: z.number(),
    spots: z.array(
      z.object({
        number: z.string(),
        x: z.number(),
        y: z.number(),
        part: place.describe('as it was drawn'),
        take: place.describe('what is taken today: the last of what replaces it'),
        free: z.number().describe('of that, at the places you see'),
        fits: z.boolean().describe('the machine that was asked for is in the range of the part'),
      }),
    ),
  })
  .meta({ id: 'Drawing' })
