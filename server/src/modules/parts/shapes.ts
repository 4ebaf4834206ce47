import { z } from 'zod'
import { day, id, instant, line, names, person } from '../../kit/shapes.ts'
import { travelFields } from './part-dangers.ts'

export const TRACKING = ['none', 'batch', 'serial'] as const

/** What every line of a request, an order or a transfer says of itself and its part. */
export const partLine = { id, partId: id, part: z.string(), name: names, unit: z.string(), tracking: z.enum(TRACKING) }
export const CONDITION_CODES = ['good', 'to_test', 'defective', 'quarantined', 'custody'] as const
export const SHELF_KINDS = ['warehouse', 'depot', 'station', 'van'] as const
export const PLACE_KINDS = [
  ...SHELF_KINDS,
  ...(['transit', 'supplier', 'customer', 'scrap', 'count_difference', 'conversion'] as const),
] as const
export const DOCUMENT_KINDS = [
  ...(['receipt', 'issue', 'return', 'send', 'arrive', 'lose', 'count', 'count_adjustment', 'change'] as const),
  ...(['scrap', 'conversion', 'reversal', 'old_part', 'handover', 'cost', 'revaluation'] as const),
] as const
export const NUMBER_KINDS = ['maker', 'supplier', 'other', 'barcode'] as const
export const condition = z.enum(CONDITION_CODES)

const number = z.string().trim().min(1).max(60)
const unit = z.string().trim().min(1).max(30)
export const quantity = z.number().max(1e9)
export const minor = z.string().regex(/^\d{1,15}$/)

const part = {
  number,
  name: names,
  classId: id.nullable(),
  unit,
  decimals: z.number().int().min(0).max(6),
  tracking: z.enum(TRACKING),
  shelfLifeDays: z.number().int().min(1).max(36_500).nullable(),
  standardMinor: minor.nullable(),
  oldPartDueDays: z.number().int().min(1).max(365).nullable(),
  customsCode: line.nullable(),
  hazardCode: line.nullable(),
  ...travelFields,
  repairCode: line.nullable().describe('the price that mends it instead of replacing it'),
  coreMinor: minor.nullable().describe('paid for the old one and given back when it comes'),
  coreCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  needsProof: z.boolean().describe('a safety part: only what its maker has issued is fitted'),
}
export const partBody = z.object({
  ...part,
  classId: part.classId.default(null),
  unit: unit.default('piece'),
  decimals: part.decimals.default(0),
  tracking: part.tracking.default('none'),
  shelfLifeDays: part.shelfLifeDays.default(null),
  standardMinor: part.standardMinor.default(null),
  oldPartDueDays: part.oldPartDueDays.default(null),
  customsCode: part.customsCode.default(null),
  hazardCode: part.hazardCode.default(null),
  originCountry: part.originCountry.default(null),
  unNumber: part.unNumber.default(null),
  hazardClass: part.hazardClass.default(null),
  packingGroup: part.packingGroup.default(null),
  lithium: part.lithium.default(null),
  netGrams: part.netGrams.default(null),
  needsProof: part.needsProof.default(false),
  repairCode: part.repairCode.default(null),
  coreMinor: part.coreMinor.default(null),
  coreCurrency: part.coreCurrency.default(null),
})
export type PartBody = z.output<typeof partBody>
export const partPatch = z.object({ ...part, isActive: z.boolean() }).partial()
export const numberBody = z.object({ kind: z.enum(NUMBER_KINDS), issuer: line, number })
export const unitBody = z.object({
  unit,
  numerator: z.number().int().min(1).max(1_000_000),
  denominator: z.number().int().min(1).max(1_000_000).default(1),
})
export const successorBody = z.object({ successorId: id, bothWays: z.boolean().default(false), fromOn: day })
export const kitBody = z.object({
  items: z
    .array(z.object({ partId: id, quantity }))
    .min(1)
    .max(200),
})

export const partView = z
  .object({
    id,
    ...part,
    isActive: z.boolean(),
    version: z.number(),
    method: z.enum(['average', 'fifo', 'standard', 'specific']),
    numbers: z.array(z.object({ id, kind: z.enum(NUMBER_KINDS), issuer: z.string(), number: z.string() })),
    units: z.array(z.object({ unit: z.string(), numerator: z.number(), denominator: z.number() })),
    successors: z.array(z.object({ id, number: z.string(), bothWays: z.boolean(), fromOn: day })),
    predecessors: z.array(z.object({ id, number: z.string(), bothWays: z.boolean(), fromOn: day })),
    items: z.array(z.object({ id, number: z.string(), name: names, quantity: z.number() })),
    kits: z.array(z.object({ id, number: z.string(), name: names, quantity: z.number() })),
    fits: z.array(
      z.object({
        familyId: id.nullable(),
        modelId: id.nullable(),
        machine: z.string().describe('code of the family or the model'),
        serialFrom: z.string().nullable(),
        serialTo: z.string().nullable(),
        position: z.string().nullable(),
        quantity: z.number(),
      }),
    ),
    alternates: z.array(z.object({ id, number: z.string(), name: names, preferredId: id.nullable() })),
    drawings: z.array(z.object({ id, name: names, number: z.string() })),
    photos: z.array(z.object({ id, name: z.string() })),
    suppliers: z.array(
      z.object({
        supplier: z.string(),
        number: z.string().nullable(),
        leadDays: z.number(),
        minimum: z.number(),
        unitMinor: z.string().nullable(),
        pack: z.number(),
        lastOrderOn: day.nullable(),
      }),
    ),
    stock: z.array(
      z.object({
        placeId: id,
        place: z.string(),
        condition,
        onHand: z.number(),
        reserved: z.number(),
      }),
    ),
  })
  .meta({ id: 'Part' })

export const placeBody = z.object({
  code: line,
  name: line,
  kind: z.enum(SHELF_KINDS),
  stationId: id.nullable().default(null),
  personId: id.nullable().default(null),
  suppliedById: id.nullable().default(null),
  mayOwe: z.boolean().default(false),
})
export const placePatch = placeBody
  .pick({ code: true, name: true })
  .extend({
    suppliedById: id.nullable(),
    isActive: z.boolean(),
    personId: id.nullable().describe('who drives a van from now on: what lies in it stays and is theirs to answer for'),
  })
  .partial()
export const placeView = z
  .object({
    id,
    code: z.string(),
    name: z.string(),
    kind: z.enum(PLACE_KINDS),
    stationId: id.nullable(),
    personId: id.nullable(),
    person: person.nullable(),
    suppliedById: id.nullable(),
    mayOwe: z.boolean(),
    isActive: z.boolean(),
    version: z.number(),
  })
  .meta({ id: 'StockPlace' })

export const lineBody = z.object({
  partId: id,
  quantity,
  unit: unit.optional().describe('of the part; the base unit when absent'),
  batch: line.optional(),
  expiresOn: day.optional().describe('of a batch that is received for the first time'),
  serials: z.array(line).max(500).optional().describe('as many as units, for parts with serial duty'),
  ownerId: id.optional().describe('whose stock; the company’s own when absent'),
  condition: condition.optional(),
  toCondition: condition.optional().describe('for a change'),
  reservationId: id.optional(),
  returnsId: id.optional().describe('the movement it was issued with'),
  costMinor: minor.optional().describe('cost of the whole line, on receipts'),
})
export type LineBody = z.output<typeof lineBody>

export const documentBody = z.object({
  id: id.optional().describe('made by the device: the same document sent twice is booked once'),
  kind: z.enum(['receipt', 'issue', 'return', 'change', 'scrap']),
  placeId: id,
  at: instant.optional().describe('when it happened, if not now'),
  isLate: z.boolean().optional().describe('a fact of a closed period: booked now, with its true time'),
  requestId: id.optional(),
  workOrderId: id.optional(),
  visitId: id.optional(),
  assetId: id.optional().describe('the machine the parts were fitted to'),
  note: line.optional().describe('also: why a part its maker does not know is taken in, where the company allows that'),
  lines: z.array(lineBody).min(1).max(500),
})
export type DocumentBody = z.output<typeof documentBody>

export const movementView = z.object({
  id,
  line: z.number(),
  part: z.object({ id, number: z.string(), name: names }),
  quantity: z.number(),
  from: z.object({ placeId: id, place: z.string(), condition }),
  to: z.object({ placeId: id, place: z.string(), condition }),
  batch: z.string().nullable(),
  serial: z.string().nullable(),
  reversesId: id.nullable(),
  returnsId: id.nullable(),
})
export const documentView = z
  .object({
    id,
    kind: z.enum(DOCUMENT_KINDS),
    placeId: id.nullable(),
    stationId: id.nullable(),
    requestId: id.nullable(),
    workOrderId: id.nullable(),
    visitId: id.nullable(),
    note: z.string().nullable(),
    effectiveAt: instant,
    happenedAt: instant.nullable(),
    bookedAt: instant,
    by: z.string().nullable(),
    movements: z.array(movementView),
  })
  .meta({ id: 'StockDocument' })
