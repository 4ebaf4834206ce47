import { z } from 'zod'
import { jobX, problemX, vehicleX } from './vroom-x.ts'

// The shapes of VROOM's input (github.com/VROOM-Project/vroom, docs/API.md, 1.15): whole numbers that fit 32 bits without
// sign, coordinates as [longitude, latitude], times in seconds, distances in metres. Keys VROOM does not know are ignored,
// as VROOM ignores them; what is ours stands under the one key `x`.

const uint = z.int().min(0).max(4_294_967_295)
const id = z.int().min(0)
const location = z.tuple([z.number(), z.number()], z.number())
const amount = z.array(uint)
const perType = z.record(z.string(), uint)

export const vroomWindow = z.tuple([uint, uint], uint)
const windows = z.array(vroomWindow)

const place = {
  location: location.optional(),
  location_index: uint.optional(),
}

const task = {
  id,
  description: z.string().optional(),
  ...place,
  setup: uint.optional(),
  service: uint.optional(),
  setup_per_type: perType.optional(),
  service_per_type: perType.optional(),
  time_windows: windows.optional(),
}

export const vroomJob = z.object({
  ...task,
  /** Deprecated: a delivery, where neither `delivery` nor `pickup` is given. */
  amount: amount.optional(),
  delivery: amount.optional(),
  pickup: amount.optional(),
  skills: z.array(uint).optional(),
  priority: uint.optional(),
  x: jobX.optional(),
})

const shipmentStep = z.object(task)

export const vroomShipment = z.object({
  pickup: shipmentStep,
  delivery: shipmentStep,
  amount: amount.optional(),
  skills: z.array(uint).optional(),
  priority: uint.optional(),
  x: jobX.optional(),
})

export const vroomBreak = z.object({
  id,
  time_windows: windows.optional(),
  service: uint.optional(),
  description: z.string().optional(),
  max_load: amount.optional(),
})

export const vroomGivenStep = z.object({
  type: z.enum(['start', 'job', 'pickup', 'delivery', 'break', 'end']),
  id: id.optional(),
  service_at: uint.optional(),
  service_after: uint.optional(),
  service_before: uint.optional(),
})

export const vroomVehicle = z.object({
  id,
  profile: z.string().optional(),
  description: z.string().optional(),
  start: location.optional(),
  start_index: uint.optional(),
  end: location.optional(),
  end_index: uint.optional(),
  capacity: amount.optional(),
  costs: z
    .object({
      fixed: uint.optional(),
      per_hour: uint.optional(),
      per_task_hour: uint.optional(),
      per_km: uint.optional(),
    })
    .optional(),
  skills: z.array(uint).optional(),
  type: z.string().optional(),
  time_window: vroomWindow.optional(),
  breaks: z.array(vroomBreak).optional(),
  speed_factor: z.number().optional(),
  max_tasks: uint.optional(),
  max_travel_time: uint.optional(),
  max_distance: uint.optional(),
  steps: z.array(vroomGivenStep).optional(),
  x: vehicleX.optional(),
})

// Millions of entries: their rows are looked at by hand (vroom-matrix.ts), not one by one by the shape.
const matrix = z.custom<number[][]>(Array.isArray).meta({
  type: 'array',
  items: { type: 'array', items: { type: 'integer', minimum: 0 } },
})

/** Windows to be offered for one more job, which is not placed itself. */
const slots = z.object({
  job: vroomJob,
  windows: z.array(vroomWindow).max(1000),
  best: z.int().min(1).max(50).optional(),
})

export const vroomInput = z.object({
  jobs: z.array(vroomJob).optional(),
  shipments: z.array(vroomShipment).optional(),
  vehicles: z.array(vroomVehicle),
  matrices: z
    .record(
      z.string(),
      z.object({ durations: matrix.optional(), distances: matrix.optional(), costs: matrix.optional() }),
    )
    .optional(),
  /** Deprecated: `matrices.car.durations`. */
  matrix: matrix.optional(),
  x: problemX.extend({ slots: slots.optional() }).optional(),
})

export type VroomInput = z.output<typeof vroomInput>
export type VroomJob = z.output<typeof vroomJob>
export type VroomShipment = z.output<typeof vroomShipment>
export type VroomShipmentStep = z.output<typeof shipmentStep>
export type VroomVehicle = z.output<typeof vroomVehicle>
export type VroomBreak = z.output<typeof vroomBreak>
export type VroomGivenStep = z.output<typeof vroomGivenStep>
export type VroomMatrices = NonNullable<VroomInput['matrices']>[string]
