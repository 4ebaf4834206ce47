import { CLOCK_KINDS, PAUSE_REASONS, statesOf } from '@aftercare/rules'
import { z } from 'zod'
import { day, id, instant, language, line, names, paragraph, person } from '../../kit/shapes.ts'
import { CHANNELS, KINDS } from './kinds.ts'

export const STATUSES = statesOf('request') as [string, ...string[]]
export const PRIORITIES = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
export const COVERS = ['covered', 'partly', 'not_covered', 'undetermined'] as const
export const LINK_KINDS = ['related', 'duplicate', 'follow_up'] as const
export const CLOSURE_CODES = [
  'done',
  'solved_remotely',
  'no_fault_found',
  'customer_silent',
  'goodwill_given',
  'referred',
] as const
export const DAY_PARTS = ['morning', 'afternoon', 'evening', 'any'] as const
export const NEXT_STEPS = [
  'triage',
  'assign',
  'reply',
  'schedule',
  'await_visit',
  'visit_running',
  'resume',
  'close',
  'none',
] as const
export const ACTIONS = [
  'edit',
  'read',
  'assign',
  'note',
  'reply',
  'pause',
  'resume',
  'schedule',
  'resolve',
  'close',
  'reopen',
  'cancel',
  'merge',
  'link',
  'watch',
] as const

export const status = z.enum(STATUSES)
export const priority = z.enum(PRIORITIES)
export const level = z.union([z.literal(1), z.literal(2), z.literal(3)])
export const slot = z.object({ date: day, part: z.enum(DAY_PARTS) })
export const answers = z.record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean()]))
export const station = z.object({ id, name: z.string() })

export const clockView = z
  .object({
    kind: z.enum(CLOCK_KINDS),
    startedAt: instant,
    targetMs: z.number(),
    dueAt: instant,
    metAt: instant.nullable(),
    stoppedAt: instant.nullable(),
    remainingMs: z.number().describe('open time left on its calendar, negative when overdue'),
    status: z.enum(['running', 'paused', 'met', 'breached', 'met_late', 'stopped']),
    pausedBy: z.string().nullable(),
    calendar: z.object({ id: z.string(), version: z.number(), timeZone: z.string() }),
  })
  .meta({ id: 'ClockView' })

export const clockPromise = z.object({ kind: z.enum(CLOCK_KINDS), dueAt: instant })

/** The steps of the sum behind a deadline; each code is a sentence `requests:clock.step.<code>`. */
export const clockStep = z
  .object({ code: z.enum(['start', 'open', 'closed', 'paused', 'not_paused', 'result']) })
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .meta({ id: 'ClockStep' })

/** What decided the priority; each code is a sentence `requests:priority.<code>`. */
export const priorityReason = z
  .object({ code: z.string() })
  .catchall(z.union([z.string(), z.number()]))
  .meta({ id: 'PriorityReason' })

export const reading = z
  .object({
    version: z.number(),
    summary: z.string(),
    symptomCode: z.string().nullable(),
    component: z.string().nullable(),
    impact: z.number(),
    urgency: z.number(),
    isSafety: z.boolean(),
    priority,
    priorityReasons: z.array(priorityReason),
    at: instant,
    by: person.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'RequestReading' })

export const verbatim = z
  .object({
    id,
    text: z.string(),
    language: z.string(),
    channel: z.enum(CHANNELS),
    at: instant,
    saidBy: z.string().nullable(),
    takenBy: person.nullable(),
  })
  .meta({ id: 'RequestVerbatim' })

export const requestLink = z
  .object({ id, number: z.string(), title: z.string(), status, kind: z.enum(LINK_KINDS) })
  .meta({ id: 'RequestLink' })

export const duplicate = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    status,
    openedAt: instant,
    reasons: z.array(z.enum(['same_asset', 'same_customer', 'same_symptom'])),
  })
  .meta({ id: 'RequestDuplicate' })

export const customerCard = z
  .object({
    id,
    number: z.string(),
    name: z.string(),
    kind: z.string(),
    tier: z.string(),
    language: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    openRequests: z.number(),
  })
  .meta({ id: 'RequestCustomer' })

export const assetCard = z
  .object({
    id,
    serial: z.string(),
    model: z.object({ id, code: z.string(), name: names }),
    familyId: id,
    soldOn: day.nullable(),
    installedOn: day.nullable(),
    status: z.string(),
    lastVisits: z.array(z.object({ requestId: id, number: z.string(), title: z.string(), resolvedAt: instant })),
  })
  .meta({ id: 'RequestAsset' })

export const addressCard = z
  .object({
    id,
    label: z.string().nullable(),
    country: z.string(),
    region: z.string().nullable(),
    city: z.string().nullable(),
    district: z.string().nullable(),
    line: z.string(),
    postalCode: z.string().nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    timeZone: z.string(),
  })
  .meta({ id: 'RequestAddress' })

export const pauseView = z
  .object({
    id,
    reason: z.string(),
    fromAt: instant,
    toAt: instant.nullable(),
    note: z.string().nullable(),
    by: person.nullable(),
    stops: z.array(z.enum(CLOCK_KINDS)),
  })
  .meta({ id: 'RequestPause' })

export const requestView = z
  .object({
    id,
    number: z.string(),
    version: z.number(),
    kind: z.enum(KINDS),
    channel: z.enum(CHANNELS),
    status,
    title: z.string(),
    priority,
    isSafety: z.boolean(),
    country: z.string(),
    timeZone: z.string(),
    language: z.string(),
    openedAt: instant,
    firstReplyAt: instant.nullable(),
    resolvedAt: instant.nullable(),
    closedAt: instant.nullable(),
    closureCode: z.string().nullable(),
    holdReason: z.string().nullable(),
    reopened: z.number(),
    nextDueAt: instant.nullable(),
    externalSource: z.string().nullable(),
    externalId: z.string().nullable(),
    answers,
    preferredSlots: z.array(slot),
    product: z.string().nullable().describe('what the customer called the product when no serial was known'),
    cover: z.object({ outcome: z.enum(COVERS).nullable(), decisionId: id.nullable() }),
    station: station.nullable(),
    owner: person.nullable(),
    contact: z.object({ id, name: z.string(), phone: z.string().nullable(), email: z.string().nullable() }).nullable(),
    customer: customerCard.nullable(),
    asset: assetCard.nullable(),
    address: addressCard.nullable(),
    reading,
    readings: z.number().describe('how many versions of the reading there are'),
    verbatims: z.array(verbatim),
    clocks: z.array(clockView),
    pauses: z.array(pauseView),
    links: z.array(requestLink),
    merged: z.array(z.object({ id, number: z.string() })).describe('requests merged into this one'),
    mergedInto: z.object({ id, number: z.string() }).nullable(),
    watchers: z.array(person),
    watching: z.boolean(),
    duplicates: z.array(duplicate),
    can: z.array(z.enum(ACTIONS)),
    nextStep: z.enum(NEXT_STEPS),
  })
  .meta({ id: 'RequestView' })

/** What a change answers: enough to go on with. */
export const requestState = z
  .object({ id, number: z.string(), status, priority, version: z.number(), nextDueAt: instant.nullable() })
  .meta({ id: 'RequestState' })

export const timelineEntry = z
  .object({
    id,
    at: instant,
    type: z.enum(['event', 'note', 'reply', 'inbound', 'verbatim', 'history']),
    isPublic: z.boolean(),
    by: z.object({ kind: z.string(), id: id.nullable(), name: z.string().nullable() }),
    requestId: id.describe('differs from the request asked for where it was merged in'),
    event: z.string().nullable().describe('request.opened: its sentence is `requests:event.request_opened`'),
    text: z.string().nullable(),
    language: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    files: z.array(z.object({ id, name: z.string(), type: z.string(), bytes: z.string() })),
  })
  .meta({ id: 'TimelineEntry' })

export const noteKind = z.enum(['note', 'reply'])
export const holdReason = z.enum(Object.keys(PAUSE_REASONS).filter((one) => one !== 'was_met') as [string, ...string[]])

const newCustomer = z.object({
  name: line,
  kind: z.enum(['person', 'organisation']).default('person'),
  phone: z.string().trim().max(40).optional(),
  email: z.email().max(200).optional(),
})

const common = {
  kind: z.enum(KINDS).default('repair'),
  language: language.optional(),
  words: paragraph.describe("the customer's own words; kept as they are"),
  summary: line.optional(),
  product: line.optional(),
  serial: z.string().trim().min(1).max(100).optional(),
  answers: answers.default({}),
  preferredSlots: z.array(slot).max(10).default([]),
  fileIds: z.array(id).max(20).default([]),
}

export const intakeBody = z
  .object({
    ...common,
    channel: z.enum(CHANNELS).exclude(['import', 'qr', 'portal']).default('phone'),
    customerId: id.optional(),
    customer: newCustomer.optional(),
    contactId: id.optional(),
    assetId: id.optional(),
    addressId: id.optional(),
    stationId: id.optional(),
    ownerId: id.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    saidBy: line.optional(),
    symptomCode: z.string().trim().max(60).optional(),
    component: z.string().trim().max(60).optional(),
    impact: level.optional(),
    urgency: level.optional(),
    safety: z.boolean().optional(),
    openedAt: instant.optional().describe('when it was said, for a letter or a late note; never in the future'),
    external: z.object({ source: z.string().trim().min(1).max(60), id: z.string().trim().min(1).max(200) }).optional(),
    followUpOf: id.optional(),
  })
  .meta({ id: 'NewRequest' })
export type IntakeBody = z.output<typeof intakeBody>

export const portalIntakeBody = z
  .object({
    ...common,
    label: z.string().max(500).optional().describe('the signed token of the QR label'),
    maySurvey: z.boolean().optional().describe('they allow us to ask by mail how it was'),
    name: line.optional(),
    phone: z.string().trim().min(5).max(40).optional(),
    email: z.email().max(200).optional(),
    address: z
      .object({
        line,
        city: line.optional(),
        region: line.optional(),
        postalCode: z.string().trim().max(20).optional(),
      })
      .optional(),
  })
  .meta({ id: 'NewPortalRequest' })
export type PortalIntakeBody = z.output<typeof portalIntakeBody>

export const opened = z
  .object({
    id,
    number: z.string(),
    version: z.number(),
    status,
    priority,
    priorityReasons: z.array(priorityReason),
    customerId: id.nullable(),
    assetId: id.nullable(),
    cover: z.enum(COVERS).nullable(),
    openedAt: instant,
    clocks: z.array(clockPromise),
    duplicates: z.array(duplicate),
  })
  .meta({ id: 'OpenedRequest' })
