import { z } from 'zod'
import { day, id, instant, line, person } from '../../kit/shapes.ts'
import { plannedPickUp } from './pick-up-shapes.ts'
import { span } from './shapes.ts'

export const RUN_KINDS = ['day', 'week', 'replan'] as const
export const RUN_STATES = ['waiting', 'running', 'done', 'stopped', 'failed'] as const
export const SCENARIO_STATES = ['proposed', 'applied', 'partly_applied', 'undone', 'discarded'] as const
export const ITEM_KINDS = ['stuck', 'keep', 'move', 'book', 'unplace', 'left'] as const

export const cause = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('absence'), technicianId: id, from: instant, to: instant.optional() }),
    z.object({ kind: z.literal('emergency'), workOrderId: id }),
    z.object({ kind: z.literal('overrun'), visitId: id, minutes: z.number().int().min(5).max(1440) }),
  ])
  .meta({ id: 'PlanningCause' })
export type Cause = z.output<typeof cause>

export const newRun = z
  .object({
    kind: z.enum(RUN_KINDS),
    stationId: id.optional().describe('this station and those below it; absent: all that the caller sees'),
    from: day.describe('the first day, in the zone of the station'),
    days: z.number().int().min(1).max(7).optional().describe('1 for a day, 5 for a week when absent'),
    seconds: z.number().int().min(1).max(60).optional().describe('processor time to spend; 5, or 1 for a replan'),
    name: line.optional(),
    freezeMinutes: z.number().int().min(0).max(240).default(30).describe('what begins sooner than this stays as it is'),
    overtimeMinutes: z.number().int().min(0).max(240).default(0),
    keepPromises: z.boolean().default(false).describe('false: what customers were told may move, at a price'),
    giveWay: z
      .boolean()
      .default(false)
      .describe(
        'true: visits without a promised window that nobody has accepted may go back to the tray for something more urgent',
      ),
    cause: cause.optional().describe('why the day is planned anew; taken into account without being recorded'),
  })
  .meta({ id: 'NewPlanningRun' })
export type NewRun = z.output<typeof newRun>

export const planningRun = z
  .object({
    id,
    version: z.number(),
    kind: z.enum(RUN_KINDS),
    state: z.enum(RUN_STATES),
    stationId: id.nullable(),
    stationName: z.string().nullable(),
    from: instant,
    to: instant,
    days: z.number(),
    seconds: z.number(),
    name: z.string(),
    cause: cause.nullable(),
    progress: z.object({
      share: z.number().describe('0–1 of the processor time'),
      iterations: z.number(),
      placed: z.number(),
      unplaced: z.number(),
      cost: z.number().nullable(),
    }),
    errorCode: z.string().nullable(),
    scenarioId: id.nullable(),
    travelSource: z.enum(['own', 'service']).nullable(),
    travelNote: z.string().nullable().describe('why the matrix service that is set was not used'),
    createdBy: person.nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'PlanningRun' })

export const planFigures = z
  .object({
    jobs: z.number(),
    technicians: z.number().describe('who have something to do'),
    travelMinutes: z.number(),
    km: z.number(),
    workMinutes: z.number(),
    shiftMinutes: z.number(),
    overtimeMinutes: z.number(),
    utilisation: z.number().describe('work of shift, 0–1'),
  })
  .meta({ id: 'PlanFigures' })

export const scenarioFigures = z
  .object({
    before: planFigures,
    after: planFigures,
    promisesMoved: z.number(),
    mostMovedMinutes: z.number(),
    placed: z.number().describe('jobs placed that had no time'),
    unplaced: z.number().describe('jobs that lose their time'),
    left: z.number().describe('jobs that still have none'),
    stuck: z.number().describe('visits that cannot be kept and are left to a dispatcher'),
    movedVisits: z.number(),
    savedKm: z.number(),
    savedTravelMinutes: z.number(),
  })
  .meta({ id: 'ScenarioFigures' })
export type ScenarioFigures = z.output<typeof scenarioFigures>

export const scenarioSummary = z
  .object({
    id,
    version: z.number(),
    runId: id,
    name: z.string(),
    state: z.enum(SCENARIO_STATES),
    stationId: id.nullable(),
    from: instant,
    to: instant,
    createdAt: instant,
    createdBy: person.nullable(),
    appliedAt: instant.nullable(),
    appliedBy: person.nullable(),
    figures: scenarioFigures,
  })
  .meta({ id: 'ScenarioSummary' })

export const scenarioItem = z
  .object({
    id,
    kind: z.enum(ITEM_KINDS),
    workOrderId: id,
    workOrder: z.string(),
    visitId: id.nullable(),
    visit: z.string().nullable(),
    title: z.string(),
    priority: z.string(),
    customer: z.string().nullable(),
    technician: person.nullable(),
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    was: z.object({ technician: person, startsAt: instant, endsAt: instant }).nullable(),
    promised: span.nullable(),
    movesPromise: z.boolean(),
    promiseMinutes: z.number().describe('how far outside of what the customer was told'),
    travelMinutes: z.number().nullable(),
    reason: z.string().nullable().describe('why it has no time, or cannot keep the one it has: dispatch:lack.<code>'),
    reasonValues: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('of the reason: the day of a part, its own dates'),
    pickUp: plannedPickUp.nullable().describe('where its part is collected on the way'),
    applied: z.boolean(),
  })
  .meta({ id: 'ScenarioItem' })

export const scenario = scenarioSummary.extend({ items: z.array(scenarioItem) }).meta({ id: 'Scenario' })
