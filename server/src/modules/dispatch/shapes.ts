import { CANCEL_REASONS, DECLINE_REASONS, OVERRUN_REASONS, statesOf, WORK_PAUSES } from '@aftercare/rules'
import { z } from 'zod'
import { id, instant, line, paragraph, person } from '../../kit/shapes.ts'
import { crewSeats } from './crew.ts'

export const ORDER_STATUSES = statesOf('workOrder') as [string, ...string[]]
export const VISIT_STATUSES = statesOf('visit') as [string, ...string[]]
export const ORDER_KINDS = [
  'repair',
  'maintenance',
  'installation',
  'inspection',
  'question',
  'complaint',
  'return',
] as const
export const PRIORITIES = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
export const PARTS = ['morning', 'afternoon', 'evening'] as const
export const ANSWERS = ['accepted', 'declined', 'lapsed', 'withdrawn', 'given_back'] as const

export const orderStatus = z.enum(ORDER_STATUSES)
export const visitStatus = z.enum(VISIT_STATUSES)
export const minutes = z.number().int().min(5).max(2880)
export const span = z.object({ from: instant, to: instant })
export const declineReason = z.enum(DECLINE_REASONS)
export const visitCancelReason = z.enum(CANCEL_REASONS.visit)
export const orderCancelReason = z.enum(CANCEL_REASONS.workOrder)
export const station = z.object({ id, name: z.string() })
export const point = z.object({ lat: z.number(), lon: z.number() }).nullable()

export const visitRef = z
  .object({ id, number: z.string(), status: visitStatus, technician: person, startsAt: instant, endsAt: instant })
  .meta({ id: 'VisitRef' })

export const newOrder = z
  .object({
    requestId: id,
    kind: z.enum(ORDER_KINDS).optional().describe('that of the request when absent'),
    skillCodes: z.array(z.string().trim().min(1).max(60)).max(20).optional().describe('those of the model when absent'),
    plannedMinutes: minutes.optional().describe('by kind when absent'),
    earliestAt: instant.optional(),
    latestAt: instant.optional(),
    instructions: paragraph.optional(),
    stationId: id.optional().describe('the station of the request when absent'),
    crew: crewSeats.optional(),
  })
  .meta({ id: 'NewWorkOrder' })
export type NewOrder = Omit<z.output<typeof newOrder>, 'requestId'>

export const orderPatch = z
  .object({
    skillCodes: z.array(z.string().trim().min(1).max(60)).max(20).optional(),
    plannedMinutes: minutes.optional(),
    earliestAt: instant.nullable().optional(),
    latestAt: instant.nullable().optional(),
    instructions: paragraph.nullable().optional(),
    stationId: id.nullable().optional(),
    priority: z.enum(PRIORITIES).optional(),
    crew: crewSeats.optional(),
  })
  .meta({ id: 'WorkOrderChange' })
export type OrderPatch = z.output<typeof orderPatch>

export const place = z.object({
  line: z.string().nullable(),
  city: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  timeZone: z.string(),
})

export const offerView = z
  .object({
    id,
    version: z.number().optional(),
    workOrderId: id,
    workOrder: z.string(),
    title: z.string(),
    kind: z.string(),
    priority: z.string(),
    city: z.string().nullable(),
    skillCodes: z.array(z.string()),
    plannedMinutes: z.number(),
    station,
    offeredAt: instant,
    deadlineAt: instant,
    answer: z.enum(ANSWERS).nullable(),
    answeredAt: instant.nullable(),
    givenBackAt: instant.nullable(),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    mayAnswer: z.boolean(),
    mayGiveBack: z.boolean().describe('accepted, still with the station, and nobody has set out'),
    next: z.array(station).describe('who is asked after this one; empty for the station itself'),
  })
  .meta({ id: 'Offer' })

export const orderView = z
  .object({
    id,
    number: z.string(),
    version: z.number(),
    kind: z.string(),
    status: orderStatus,
    priority: z.string(),
    title: z.string(),
    request: z.object({ id, number: z.string(), status: z.string(), nextDueAt: instant.nullable() }),
    customer: z.object({ id, name: z.string(), tier: z.string() }).nullable(),
    asset: z.object({ id, serial: z.string(), model: z.record(z.string(), z.string()) }).nullable(),
    station: station.nullable(),
    skillCodes: z.array(z.string()),
    crew: crewSeats,
    plannedMinutes: z.number(),
    place,
    earliestAt: instant.nullable(),
    latestAt: instant.nullable(),
    wishes: z.array(z.object({ date: z.string(), part: z.string() })).describe('day parts the customer asked for'),
    instructions: z.string().nullable(),
    cancelReason: z.string().nullable(),
    createdAt: instant,
    visits: z.array(visitRef.extend({ version: z.number(), isPinned: z.boolean(), reason: z.string().nullable() })),
    offers: z.array(offerView),
    can: z.array(z.enum(['edit', 'book', 'cancel', 'offer'])),
  })
  .meta({ id: 'WorkOrder' })

export const newVisit = z
  .object({
    id: id.optional().describe('made by the caller, so that a repeated call books once'),
    workOrderId: id,
    technicianId: id,
    start: instant,
    minutes: minutes.optional().describe('what the order plans when absent'),
    promised: span.optional().describe('what the customer was told, when it is not the planned time'),
    overrideReason: line.optional().describe('books although something is lacking; needs dispatch.override'),
    crew: z
      .array(id.nullable())
      .max(5)
      .optional()
      .describe('who else comes, seat by seat after the first; null or absent: the best who are free'),
  })
  .meta({ id: 'NewVisit' })

export const schedule = z
  .object({
    technicianId: id,
    start: instant,
    minutes,
    promised: span.nullable().optional().describe('absent: kept as long as the visit still begins inside it'),
    overrideReason: line.optional(),
  })
  .meta({ id: 'VisitSchedule' })
export type Schedule = z.output<typeof schedule>

const ofVersion = z.object({ id, version: z.number().int().describe('the one that was read') })
export const togetherChange = z
  .discriminatedUnion('do', [
    schedule.extend({ do: z.literal('move'), ...ofVersion.shape }),
    newVisit.extend({ do: z.literal('book') }),
    ofVersion.extend({ do: z.literal('return'), reason: visitCancelReason, note: paragraph.optional() }),
  ])
  .meta({ id: 'BoardChange' })

/** What every change of a visit answers. */
export const visitState = z
  .object({
    id,
    number: z.string(),
    version: z.number(),
    status: visitStatus,
    workOrderId: id,
    requestId: id,
    stationId: id.nullable(),
    technicianId: id,
    startsAt: instant,
    endsAt: instant,
    promised: span.nullable(),
    isPinned: z.boolean(),
    overrideReason: z.string().nullable(),
  })
  .meta({ id: 'VisitState' })

export const reason = z
  .object({
    code: z.string().describe('its sentence is dispatch:reason.<code>'),
    ok: z.boolean(),
    points: z.number(),
    values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .meta({ id: 'CandidateReason' })

export const candidate = z
  .object({
    technician: person.extend({ station: z.string().nullable() }),
    startsAt: instant,
    endsAt: instant,
    score: z.number(),
    ok: z.boolean(),
    travelMinutes: z.number().nullable(),
    reasons: z.array(reason),
    starts: z.array(instant).describe('the first times in the window at which this person has room'),
  })
  .meta({ id: 'Candidate' })

export const slot = z
  .object({
    date: z.string(),
    part: z.enum(PARTS),
    from: instant,
    to: instant,
    rank: z.number().describe('1 = the best for the plan, by what it costs and what it takes from others to come'),
    technicianId: id.describe('who would come as things stand'),
    startsAt: instant.describe('when they would begin'),
    extraMinutes: z.number().describe('minutes at the wheel by which the plan gets longer'),
    slackEatenMinutes: z
      .number()
      .describe('minutes by which the other visits of that day can be moved less within what was told, all together'),
    slackLeftMinutes: z.number().describe('minutes by which the visit could begin later with nobody else moved'),
  })
  .meta({ id: 'OfferedSlot' })
export const hold = z
  .object({
    id,
    version: z.number(),
    requestId: id,
    workOrderId: id.nullable().describe('null: opened when the customer confirms'),
    number: z.string(),
    technician: person,
    startsAt: instant,
    endsAt: instant,
    promised: span,
    expiresAt: instant,
    by: z.enum(['desk', 'customer']),
    stationId: id.nullable(),
  })
  .meta({ id: 'Hold' })
export const portalHold = z
  .object({ id, version: z.number(), from: instant, to: instant, expiresAt: instant })
  .meta({ id: 'PortalHold' })

/** Who would come and what a slot does to the plan is ours to know. */
const INSIDE = {
  technicianId: true,
  startsAt: true,
  extraMinutes: true,
  slackEatenMinutes: true,
  slackLeftMinutes: true,
} as const
export const portalOffer = slot.omit(INSIDE).meta({ id: 'PortalOffer' })
export const portalSlot = slot.omit({ ...INSIDE, rank: true }).meta({ id: 'PortalSlot' })

export const newOverrun = z
  .object({
    minutes: z.number().int().min(5).max(1440).describe('beyond the planned end'),
    reason: z.enum(OVERRUN_REASONS).describe('dispatch:overrunReason.<reason>'),
    note: paragraph.optional(),
  })
  .meta({ id: 'NewOverrun' })

export const overrun = newOverrun
  .extend({ visitId: id, note: z.string().nullable(), endsAt: instant.describe('when it is expected to be over') })
  .meta({ id: 'Overrun' })

export const toldOverrun = overrun
  .pick({ minutes: true, reason: true, note: true })
  .describe('by how much it takes longer than planned, and why')

export const newPause = z.object({
  reason: z.enum(WORK_PAUSES).describe('dispatch:pauseReason.<reason>'),
  note: paragraph.optional(),
  at: instant.describe("by the phone's clock"),
})
export const toldPause = z
  .object({ id, reason: z.enum(WORK_PAUSES), note: z.string().nullable(), since: instant, until: instant.nullable() })
  .describe('when the work rested, and why; until null: it still does')
