import fc from 'fast-check'
import type { VroomInput } from '../formats/vroom-shape.ts'

/** Small field-service days as VROOM writes them: skills, windows, breaks, loads, shipments, priorities, two kinds of way. */
export const vroomDays: fc.Arbitrary<VroomInput> = fc
  .record({
    size: fc.integer({ min: 3, max: 9 }),
    jobs: fc.integer({ min: 1, max: 10 }),
    shipments: fc.integer({ min: 0, max: 3 }),
    vehicles: fc.integer({ min: 1, max: 4 }),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    byCoordinates: fc.boolean(),
    extras: fc.boolean(),
  })
  .map((shape) => dayOf(shape))

interface Shape {
  size: number
  jobs: number
  shipments: number
  vehicles: number
  seed: number
  byCoordinates: boolean
  extras: boolean
}

const HOUR = 3600

export function dayOf({ size, jobs, shipments, vehicles, seed, byCoordinates, extras }: Shape): VroomInput {
  const random = numbers(seed)
  const whole = (most: number) => Math.floor(random() * most)
  const points = Array.from({ length: size }, () => [8 + random() * 0.5, 47.5 + random() * 0.3] as [number, number])
  const at = (i: number) => (byCoordinates ? { location: points[i]! } : { location_index: i })
  const window = () => {
    const from = (8 + whole(8)) * HOUR
    return [from, from + (1 + whole(3)) * HOUR] as [number, number]
  }
  const task = (id: number) => ({
    id,
    ...at(whole(size)),
    setup: whole(2) * 300,
    service: 600 + whole(6) * 600,
    ...(random() < 0.4 ? { time_windows: [window()] } : {}),
    ...(random() < 0.2 ? { service_per_type: { van: 900 } } : {}),
  })
  const matrix = (most: number) =>
    points.map((_, i) => points.map((__, j) => (i === j ? 0 : 300 + ((i * 7919 + j * 104_729 + seed) % most))))
  return {
    vehicles: Array.from({ length: vehicles }, (_, v) => ({
      id: v + 1,
      ...(byCoordinates ? { start: points[v % size]! } : { start_index: v % size }),
      ...(random() < 0.8 ? (byCoordinates ? { end: points[v % size]! } : { end_index: v % size }) : {}),
      time_window: [8 * HOUR, 17 * HOUR] as [number, number],
      capacity: [4 + whole(4)],
      skills: [1, 2, 3].filter(() => random() < 0.7),
      ...(random() < 0.3 ? { type: 'van' } : {}),
      ...(random() < 0.7
        ? { breaks: [{ id: 1, time_windows: [[11 * HOUR, 13 * HOUR] as [number, number]], service: 1800 }] }
        : {}),
      ...(random() < 0.3 ? { max_tasks: 3 + whole(4) } : {}),
      ...(random() < 0.3 ? { speed_factor: 1.25 } : {}),
      ...(random() < 0.3 ? { costs: { fixed: 500, per_hour: 7200, per_task_hour: 600 } } : {}),
      ...(extras && random() < 0.4 ? { x: { overtime: { max: 3600, per_hour: 5400 } } } : {}),
    })),
    jobs: Array.from({ length: jobs }, (_, i) => ({
      ...task(i + 1),
      delivery: [whole(3)],
      skills: [1, 2, 3].filter(() => random() < 0.25),
      priority: whole(4) * 10,
      ...(extras && random() < 0.2 ? { x: { excluded: [1] } } : {}),
      ...(extras && random() < 0.2 ? { x: { penalty: 2000 + whole(5000) } } : {}),
    })),
    shipments: Array.from({ length: shipments }, (_, i) => ({
      pickup: task(i + 1),
      delivery: task(i + 1),
      amount: [1 + whole(2)],
      priority: whole(3) * 10,
    })),
    ...(byCoordinates ? {} : { matrices: { car: { durations: matrix(2400), distances: matrix(20_000) } } }),
  }
}

function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
