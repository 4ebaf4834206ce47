import { z } from 'zod'

// The shapes of VROOM's answer (docs/API.md, "Output"). Figures are seconds, metres and cost units; what is ours is under `x`.

const figure = z.number()
const amount = z.array(z.number())
const location = z.array(z.number())

export const vroomViolation = z
  .object({
    cause: z.enum([
      'lead_time',
      'delay',
      'load',
      'max_tasks',
      'skills',
      'precedence',
      'missing_break',
      'max_travel_time',
      'max_load',
      'max_distance',
    ]),
    duration: figure.optional(),
  })
  .meta({ id: 'VroomViolation' })

const figures = {
  cost: figure,
  delivery: amount.optional(),
  amount: amount.optional(),
  pickup: amount.optional(),
  setup: figure,
  service: figure,
  duration: figure,
  waiting_time: figure,
  priority: figure,
  distance: figure.optional(),
}

export const vroomStep = z
  .object({
    type: z.enum(['start', 'job', 'pickup', 'delivery', 'break', 'end']),
    description: z.string().optional(),
    location: location.optional(),
    location_index: figure.optional(),
    id: figure.optional(),
    setup: figure,
    service: figure,
    waiting_time: figure,
    /** Deprecated: `id` of a job. */
    job: figure.optional(),
    load: amount.optional(),
    arrival: figure,
    duration: figure,
    violations: z.array(vroomViolation),
    distance: figure.optional(),
    x: z.object({ executed: z.boolean() }).optional(),
  })
  .meta({ id: 'VroomStep' })

export const vroomRoute = z
  .object({
    vehicle: figure,
    description: z.string().optional(),
    ...figures,
    steps: z.array(vroomStep),
    violations: z.array(vroomViolation),
  })
  .meta({ id: 'VroomRoute' })

export const vroomUnassigned = z
  .object({
    id: figure,
    type: z.enum(['job', 'pickup', 'delivery']),
    description: z.string().optional(),
    location: location.optional(),
    location_index: figure.optional(),
    x: z.unknown().optional(),
  })
  .meta({ id: 'VroomUnassigned' })

const costsX = z.object({
  fixed: figure,
  travel: figure,
  task: figure,
  preference: figure,
  overtime: figure,
  promise: figure,
  fairness: figure,
  absent: figure,
})

export const vroomOutput = z
  .object({
    code: z.literal(0),
    summary: z
      .object({
        ...figures,
        routes: figure,
        unassigned: figure,
        violations: z.array(vroomViolation),
        computing_times: z.object({ loading: figure, solving: figure, routing: figure }).optional(),
      })
      .meta({ id: 'VroomSummary' }),
    unassigned: z.array(vroomUnassigned),
    routes: z.array(vroomRoute),
    x: z
      .object({
        /** All there is to pay, by cause; `summary.cost` is fixed + travel + task of it, as VROOM means it. */
        cost: figure.optional(),
        costs: costsX.optional(),
        iterations: figure.optional(),
        warnings: z.array(z.object({ code: z.string(), path: z.string() })).optional(),
        why: z.array(z.unknown()).optional(),
        /** Where there are too many to explain all of them: how many were, the left out ones first. */
        explained: z.object({ jobs: figure, of: figure }).optional(),
        slots: z.array(z.unknown()).optional(),
      })
      .optional(),
  })
  .meta({ id: 'VroomOutput' })

/** As VROOM answers what it cannot take: 1 internal, 2 input, 3 routing. */
export const vroomError = z
  .object({
    code: z.int().min(1).max(3),
    error: z.string(),
    x: z.object({
      errors: z.array(
        z.object({ code: z.string(), path: z.string(), values: z.record(z.string(), z.unknown()).optional() }),
      ),
    }),
  })
  .meta({ id: 'VroomError' })

export type VroomOutput = z.output<typeof vroomOutput>
export type VroomRoute = z.output<typeof vroomRoute>
export type VroomStep = z.output<typeof vroomStep>
export type VroomViolation = z.output<typeof vroomViolation>
export type VroomUnassigned = z.output<typeof vroomUnassigned>
export type VroomError = z.output<typeof vroomError>
