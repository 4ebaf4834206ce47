import { rawOf } from './vroom-executed.ts'
import type { VroomRoute, VroomStep } from './vroom-output-shape.ts'
import type { VroomInput, VroomJob, VroomVehicle } from './vroom-shape.ts'

/** The figures of all routes added up. */
export function addUp(routes: readonly VroomRoute[], distances: boolean) {
  const sum = (of: (route: VroomRoute) => number) => routes.reduce((total, route) => total + of(route), 0)
  const amounts = (key: 'delivery' | 'pickup' | 'amount') => {
    const some = routes.find((route) => route[key])?.[key]
    return some?.map((_, d) => sum((route) => route[key]?.[d] ?? 0))
  }
  const [delivery, pickup, amount] = [amounts('delivery'), amounts('pickup'), amounts('amount')]
  return {
    cost: sum(({ cost }) => cost),
    ...(delivery ? { delivery } : {}),
    ...(amount ? { amount } : {}),
    ...(pickup ? { pickup } : {}),
    setup: sum(({ setup }) => setup),
    service: sum(({ service }) => service),
    duration: sum(({ duration }) => duration),
    waiting_time: sum(({ waiting_time }) => waiting_time),
    priority: sum(({ priority }) => priority),
    ...(distances ? { distance: sum(({ distance = 0 }) => distance) } : {}),
  }
}

/** What a step leaves behind and takes along. */
function moved(input: VroomInput, { type, id }: VroomStep): { delivery: readonly number[]; pickup: readonly number[] } {
  if (type === 'job') {
    const job = rawOf(input, 'job', id!) as VroomJob
    const old = job.delivery === undefined && job.pickup === undefined ? job.amount : undefined
    return { delivery: job.delivery ?? old ?? [], pickup: job.pickup ?? [] }
  }
  const amount = input.shipments?.find((one) => type !== 'break' && one[type as 'pickup']?.id === id)?.amount ?? []
  return { delivery: type === 'delivery' ? amount : [], pickup: type === 'pickup' ? amount : [] }
}

/** Writes what is on board after each step: at the start what the jobs deliver. */
export function loadsOf(input: VroomInput, { capacity = [] }: VroomVehicle, steps: VroomStep[]): void {
  const load = capacity.map((_, d) =>
    steps.reduce((sum, step) => sum + (step.type === 'job' ? (moved(input, step).delivery[d] ?? 0) : 0), 0),
  )
  for (const step of steps) {
    if (step.type === 'job' || step.type === 'pickup' || step.type === 'delivery') {
      const { delivery, pickup } = moved(input, step)
      for (const d of load.keys()) load[d] = load[d]! + (pickup[d] ?? 0) - (delivery[d] ?? 0)
    }
    step.load = [...load]
  }
}

/** What a route delivers and picks up; nothing where vehicles have no capacity. */
export function addAmounts(input: VroomInput, steps: readonly VroomStep[]) {
  const dims = input.vehicles[0]?.capacity?.length ?? 0
  if (dims === 0) return {}
  const tasks = steps.filter(({ type }) => type === 'job' || type === 'pickup' || type === 'delivery')
  const sum = (key: 'delivery' | 'pickup') =>
    Array.from({ length: dims }, (_, d) => tasks.reduce((total, step) => total + (moved(input, step)[key][d] ?? 0), 0))
  const delivery = sum('delivery')
  return { delivery, amount: [...delivery], pickup: sum('pickup') }
}
