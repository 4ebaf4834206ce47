import type { Solution } from '../plan/index.ts'
import { prepareSlots, slotsFor } from '../slots/index.ts'
import { problemOf } from './vroom-problem.ts'
import type { VroomInput } from './vroom-shape.ts'

/** The windows of `x.slots` for one more job, best first; the plan itself stays as it is. */
export function offerVroomSlots(input: VroomInput, plan: Solution): unknown[] {
  const wish = input.x!.slots!
  const raw = wish.job
  // The problem with the new job behind all others: indexes of the plan stay what they are.
  const whole = problemOf({ ...input, jobs: [...(input.jobs ?? []), raw] })
  const at = whole.jobs.findIndex((one) => one.type === 'job' && one.raw === raw)
  const jobs = whole.problem.jobs.filter((_, i) => i !== at)
  const board = prepareSlots({ ...whole.problem, jobs }, plan)
  const job = whole.problem.jobs[at]!
  const offers = slotsFor(board, {
    job,
    offered: wish.windows.map(([from, to]) => [from!, to!] as const),
    confirm: wish.best ?? 3,
  })
  return offers.map(({ vehicle, confirmed, ...rest }) => ({
    ...rest,
    vehicle: input.vehicles[vehicle]!.id,
    confirmed: confirmed && { ...confirmed, vehicle: input.vehicles[confirmed.vehicle]!.id },
  }))
}
