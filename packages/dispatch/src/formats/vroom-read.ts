import type { ZodError } from 'zod'
import { pathText, type Refusal, type RefusalCode } from './refusal.ts'
import { findIds } from './vroom-ids.ts'
import { findMatrices } from './vroom-matrices.ts'
import { type VroomInput, vroomInput } from './vroom-shape.ts'
import { findSlots } from './vroom-slot-wish.ts'
import { findSteps } from './vroom-steps.ts'
import { findTasks, findVehicles } from './vroom-values.ts'

export const MOST_TASKS = 100_000
/** More than this says nothing new, and an answer has to be readable. */
const MOST_REFUSALS = 100

export type VroomRead = { ok: true; input: VroomInput; warnings: Refusal[] } | { ok: false; refusals: Refusal[] }

/** The text of a problem: what is no JSON is refused with the place where it ends to be. */
export function parseVroom(text: string): VroomRead {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    return { ok: false, refusals: [{ code: 'not_json', path: '', values: { reason: (error as Error).message } }] }
  }
  return readVroom(raw)
}

/**
 * VROOM's input, with VROOM's own conditions and those of `x`: everything that is wrong at once, each with its code and
 * its path. What comes out can be solved, or its tasks be left unassigned; a skill or type nobody has is no error, as in
 * VROOM.
 */
export function readVroom(raw: unknown): VroomRead {
  const shaped = vroomInput.safeParse(raw)
  if (!shaped.success) return { ok: false, refusals: shapeRefusals(shaped.error) }
  const input = shaped.data
  const refusals = [
    ...findCounts(input),
    ...findIds(input),
    ...findTasks(input),
    ...findVehicles(input),
    ...findMatrices(input),
    ...findSteps(input),
    ...findSlots(input),
  ]
  if (refusals.length > 0) return { ok: false, refusals: refusals.slice(0, MOST_REFUSALS) }
  return { ok: true, input, warnings: findUnknown(input) }
}

function findCounts({ vehicles, jobs = [], shipments = [] }: VroomInput): Refusal[] {
  const tasks = jobs.length + 2 * shipments.length
  if (vehicles.length === 0) return [{ code: 'no_vehicles', path: 'vehicles' }]
  if (tasks === 0) return [{ code: 'no_tasks', path: 'jobs' }]
  if (tasks > MOST_TASKS) return [{ code: 'too_many_tasks', path: 'jobs', values: { tasks, most: MOST_TASKS } }]
  return []
}

const BY_ISSUE: Record<string, RefusalCode> = { too_small: 'out_of_range', too_big: 'out_of_range' }

function shapeRefusals(error: ZodError): Refusal[] {
  return error.issues.slice(0, MOST_REFUSALS).map((issue) => {
    const { code, path, message, ...rest } = issue as typeof issue & { expected?: string; input?: unknown }
    const missing = message.endsWith('received undefined')
    const whole = rest.expected === 'int'
    const known: RefusalCode = missing ? 'missing' : whole ? 'not_whole' : (BY_ISSUE[code] ?? 'wrong_type')
    return { code: known, path: pathText(path), values: rest.expected ? { expected: rest.expected } : {} }
  })
}

/** No error, but probably a slip: nobody has the skill, no vehicle is of the type. */
function findUnknown({ jobs = [], shipments = [], vehicles }: VroomInput): Refusal[] {
  const skills = new Set(vehicles.flatMap((one) => one.skills ?? []))
  const types = new Set(vehicles.map((one) => one.type ?? ''))
  const found: Refusal[] = []
  const look = (path: string, one: { skills?: number[] | undefined }) => {
    for (const [i, skill] of (one.skills ?? []).entries())
      if (!skills.has(skill)) found.push({ code: 'unknown_id', path: `${path}.skills[${i}]`, values: { skill } })
  }
  const lookTypes = (path: string, map: Record<string, number> | undefined) => {
    for (const type of Object.keys(map ?? {}))
      if (!types.has(type)) found.push({ code: 'unknown_id', path: `${path}.${type}`, values: { type } })
  }
  for (const [i, job] of jobs.entries()) {
    look(`jobs[${i}]`, job)
    lookTypes(`jobs[${i}].service_per_type`, job.service_per_type)
    lookTypes(`jobs[${i}].setup_per_type`, job.setup_per_type)
  }
  for (const [i, shipment] of shipments.entries()) look(`shipments[${i}]`, shipment)
  return found.slice(0, MOST_REFUSALS)
}
