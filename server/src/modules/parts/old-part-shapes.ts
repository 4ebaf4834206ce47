import { z } from 'zod'
import { day, id, instant, line, names } from '../../kit/shapes.ts'
import { minor } from './shapes.ts'

export const OLD_STATES = ['labelled', 'sent', 'received', 'judged', 'scrapped'] as const
export const VERDICTS = ['defect_confirmed', 'no_fault_found', 'misuse', 'wrong_part', 'damaged_in_transit'] as const

export const removalBody = z.object({
  id: id.optional().describe('made by the device: the same removal sent twice is one'),
  partId: id,
  placeId: id.describe('where it is kept now: the van or the station'),
  serial: line.optional(),
  valueMinor: minor.default('0').describe('what the claim is worth: decides whether it may be scrapped on site'),
  isCustomers: z.boolean().default(false).describe('it stays the customer’s'),
  requestId: id.optional(),
  workOrderId: id.optional(),
  visitId: id.optional(),
  assetId: id.optional(),
  at: instant.optional(),
})
export const returnBody = z.object({
  id: id.optional(),
  oldPartIds: z.array(id).min(1).max(200),
  toPlaceId: id,
  expectedOn: day.optional(),
})
export const verdictBody = z.object({ verdict: z.enum(VERDICTS), note: line.optional() })
export const oldPartView = z
  .object({
    id,
    label: z.string(),
    partId: id,
    part: z.string(),
    name: names,
    placeId: id,
    place: z.string(),
    currency: z.string().nullable(),
    isCustomers: z.boolean().describe('it stays the customer’s'),
    assetSerial: z.string().nullable().describe('serial of the machine it came out of'),
    shipmentId: id.nullable(),
    shipment: z.string().nullable().describe('number of the transfer it was sent back with'),
    sentTo: z.string().nullable(),
    serial: z.string().nullable(),
    state: z.enum(OLD_STATES),
    removedAt: instant,
    dueOn: day.nullable(),
    valueMinor: z.string(),
    requestId: id.nullable(),
    visitId: id.nullable(),
    assetId: id.nullable(),
    verdict: z.enum(VERDICTS).nullable(),
    verdictNote: z.string().nullable(),
    scrapReason: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: 'OldPart' })
