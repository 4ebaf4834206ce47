import type { Refusal } from './refusal.ts'
import { findIds } from './vroom-ids.ts'
import { findMatrices } from './vroom-matrices.ts'
import type { VroomInput } from './vroom-shape.ts'
import { findTasks } from './vroom-values.ts'

/** The job of `x.slots` under the conditions of every other job, and windows that begin before they end. */
export function findSlots(input: VroomInput): Refusal[] {
  const wish = input.x?.slots
  if (!wish) return []
  const own = `jobs[${input.jobs?.length ?? 0}]`
  const whole = { ...input, jobs: [...(input.jobs ?? []), wish.job] }
  const ofJob = [findIds, findTasks, findMatrices]
    .flatMap((find) => find(whole))
    .filter(({ path }) => path.startsWith(own))
    .map((one) => ({ ...one, path: `x.slots.job${one.path.slice(own.length)}` }))
  const people = wish.job.x?.people ?? 1
  return [
    ...ofJob,
    ...(people > 1
      ? [{ code: 'out_of_range' as const, path: 'x.slots.job.x.people', values: { people, most: 1 } }]
      : []),
    ...wish.windows.flatMap(([from, to], i): Refusal[] =>
      from! > to! ? [{ code: 'window_reversed', path: `x.slots.windows[${i}]`, values: { from, to } }] : [],
    ),
  ]
}
