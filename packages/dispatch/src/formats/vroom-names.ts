import type { JobRef, Lack } from '../why/model.ts'
import { unfit } from './vroom-fits.ts'
import type { Translated } from './vroom-problem.ts'
import type { VroomInput } from './vroom-shape.ts'

/** Back from numbers of the problem to the ids of the input. */
export function namesOf(input: VroomInput, { jobs, pairs }: Translated) {
  const wholes = {
    job: (index: number) => {
      const { type, raw } = jobs[index]!
      if (type === 'job') return input.jobs!.find(({ id }) => id === raw.id)!
      return input.shipments!.find(({ delivery }) => delivery.id === raw.id)!
    },
    pair: (index: number) => input.shipments!.find(({ pickup }) => pickup.id === pairs[index]!.pickup.raw.id)!,
  }
  const task = ({ kind, index }: JobRef) => {
    const origin = kind === 'job' ? jobs[index]! : pairs[index]!.pickup
    return { type: origin.type, id: origin.raw.id }
  }
  return {
    lacks({ kind, index }: JobRef, vehicle: number): Lack[] {
      const lack = unfit(wholes[kind](index), input.vehicles[vehicle]!)
      return lack ? [lack] : []
    },
    /** `kind` and `index` become `type` and `id`, every `vehicle` its id. */
    renamed({ kind, index, ...rest }: JobRef): Record<string, unknown> {
      return { ...task({ kind, index }), ...(withIds(rest, input, task) as Record<string, unknown>) }
    },
  }
}

type Named = (ref: JobRef) => { type: string; id: number }

function withIds(value: unknown, input: VroomInput, task: Named): unknown {
  if (Array.isArray(value)) return value.map((one) => withIds(one, input, task))
  if (value === null || typeof value !== 'object') return value
  // Jobs a job is tied to, in a lack or a change.
  const jobsOr = (key: string, one: unknown) =>
    key === 'jobs' && Array.isArray(one)
      ? one.map((index: number) => task({ kind: 'job', index }))
      : withIds(one, input, task)
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'vehicle' && typeof one === 'number' ? input.vehicles[one]!.id : jobsOr(key, one),
    ]),
  )
}
