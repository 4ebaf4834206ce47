import type { VroomInput } from './vroom-shape.ts'
import type { Places } from './vroom-tables.ts'

/** What a vehicle has done: where and when it goes on, what it still has on board, which breaks it has had. */
export interface Gone {
  steps: { type: 'job' | 'pickup' | 'delivery' | 'break'; id: number; start: number; end: number }[]
  end: number
  tasks: number
  breaks: ReadonlySet<number>
  /** On board to the end: pickups of jobs. */
  load: number[]
  place(places: Places): number | null
}

export interface Executed {
  isDone(type: 'job' | 'pickup' | 'delivery', id: number): boolean
  vehicleOf(type: 'pickup', id: number): number | null
  /** When a job was over; null when it is not. */
  endOf(job: number): number | null
  of(vehicle: number): Gone | null
}

export function executedOf(input: VroomInput): Executed {
  const done = new Map<string, { vehicle: number; end: number }>()
  const gone = input.vehicles.map((vehicle, v): Gone | null => {
    const steps = vehicle.x?.executed ?? []
    if (steps.length === 0) return null
    for (const { type, id, end } of steps) done.set(`${type}:${id}`, { vehicle: v, end })
    const tasks = steps.filter(({ type }) => type !== 'break')
    return {
      steps,
      end: steps.at(-1)!.end,
      tasks: tasks.length,
      breaks: new Set(steps.filter(({ type }) => type === 'break').map(({ id }) => id)),
      load: (vehicle.capacity ?? []).map((_, d) => {
        const jobs = tasks.filter(({ type }) => type === 'job')
        return jobs.reduce((sum, { id }) => sum + (input.jobs?.find((job) => job.id === id)?.pickup?.[d] ?? 0), 0)
      }),
      place: (places) => {
        const last = tasks.at(-1)
        const raw = last && rawOf(input, last.type as 'job', last.id)
        return raw ? places.at(raw.location_index, raw.location) : places.at(vehicle.start_index, vehicle.start)
      },
    }
  })
  return {
    isDone: (type, id) => done.has(`${type}:${id}`),
    vehicleOf: (type, id) => done.get(`${type}:${id}`)?.vehicle ?? null,
    endOf: (job) => done.get(`job:${job}`)?.end ?? null,
    of: (vehicle) => gone[vehicle] ?? null,
  }
}

export function rawOf({ jobs = [], shipments = [] }: VroomInput, type: 'job' | 'pickup' | 'delivery', id: number) {
  if (type === 'job') return jobs.find((job) => job.id === id)
  return shipments.find((one) => one[type].id === id)?.[type]
}
