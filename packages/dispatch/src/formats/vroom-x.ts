import { z } from 'zod'

// What VROOM has no word for, under the one key `x` of a problem, a job or shipment, and a vehicle. A person is whoever
// drives: several vehicles (one a day) may be the same person. Without `x.person` a vehicle is its own person.

const uint = z.int().min(0).max(4_294_967_295)
const id = z.int().min(0)

export const jobX = z.object({
  /** Cost of leaving it out, instead of a priority tier: it is left out where serving it would cost more. */
  penalty: uint.optional(),
  /** Persons who should do it, and what it costs when somebody else does. */
  preferred: z.array(id).optional(),
  preferred_price: uint.optional(),
  /** Persons who must not. */
  excluded: z.array(id).optional(),
  /** Nobody but these. */
  only: z.array(id).optional(),
  /** That many persons at the same place at the same time; the job then stands in so many routes. */
  people: z.int().min(1).max(8).optional(),
  /** What the customer was told: every minute a start is off beyond `tolerance` seconds costs `per_minute`. */
  promised: z.object({ start: uint, tolerance: uint.optional(), per_minute: uint }).optional(),
  /** On this vehicle, and where given with this start: not to be moved. */
  pinned: z.object({ vehicle: id, start: uint.optional() }).optional(),
  /**
   * The parts are there from this moment on: it takes a vehicle whose time window begins then or later. An entry with a
   * `person` is for that person alone and goes before the one without; `null` means never.
   */
  parts_from: z.array(z.object({ person: id.optional(), from: uint.nullable() })).optional(),
})

export const vehicleX = z.object({
  person: id.optional(),
  /** Beyond the end of the time window, at most so many seconds, at this price in cost units an hour. */
  overtime: z.object({ max: uint, per_hour: uint }).optional(),
  /**
   * What has been done already, in order, with its real times. The route begins with it and goes on from the place of
   * the last at its end; figures and costs of the route are those of the rest.
   */
  executed: z
    .array(z.object({ type: z.enum(['job', 'pickup', 'delivery', 'break']), id, start: uint, end: uint }))
    .optional(),
  /** Seconds from the departure to the return, waiting and breaks included. */
  max_duration: uint.optional(),
})

export const problemX = z.object({
  /** Caps over all routes of a person: tasks; seconds of travel; seconds of travel, setup, service and waiting. */
  persons: z
    .array(z.object({ id, max_tasks: uint.optional(), max_travel_time: uint.optional(), max_work: uint.optional() }))
    .optional(),
  /** Weight of an even spread: the plan pays `fairness` · Σ (hours of setup and service of a person)². */
  fairness: uint.optional(),
  /** Of two jobs: the second begins `gap` seconds after the end of the first or later; both, or not the second. */
  precedences: z.array(z.object({ before: id, after: id, gap: uint.optional() })).optional(),
  /** Why each job is where it is, or nowhere. */
  explain: z.boolean().optional(),
})

export type VroomJobX = z.output<typeof jobX>
export type VroomVehicleX = z.output<typeof vehicleX>
