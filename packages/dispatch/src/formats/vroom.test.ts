import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { vroomDays } from '../check/random.fixture.ts'
import { answerVroom, planVroom, readVroom, type VroomInput } from './index.ts'
import type { VroomOutput } from './vroom-output-shape.ts'

const quick = { mode: 'solve' as const, options: { iterations: 200, seed: 1 } }

function answered(input: unknown, request = quick): VroomOutput {
  const answer = answerVroom(input, request)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

const table = {
  car: {
    durations: [
      [0, 2104, 197, 1299],
      [2103, 0, 2255, 3152],
      [197, 2256, 0, 1102],
      [1299, 3153, 1102, 0],
    ],
  },
}

describe('what VROOM’s own documentation shows', () => {
  test('two jobs by matrix, from 0 to 3: the cost is the travel time', () => {
    const output = answered({
      vehicles: [{ id: 0, start_index: 0, end_index: 3 }],
      jobs: [
        { id: 1414, location_index: 1 },
        { id: 1515, location_index: 2 },
      ],
      matrices: table,
    })
    expect(output.summary).toMatchObject({ cost: 5461, duration: 5461, routes: 1, unassigned: 0, service: 0 })
    expect(output.routes[0]!.steps.map(({ type, id, arrival }) => [type, id, arrival])).toEqual([
      ['start', undefined, 0],
      ['job', 1414, 2104],
      ['job', 1515, 4359],
      ['end', undefined, 5461],
    ])
  })

  test('plan mode: a load too high, a start too early, two times too late', () => {
    const day = 1_600_416_000
    const until = [[day, day + 7200]]
    const vehicle = { start_index: 0, end_index: 0, capacity: [4], time_window: [day, day + 10_800] }
    // Ways between the places of VROOM's example 3, in seconds.
    const durations = [
      [0, 2328, 0, 3480, 0, 0, 2941],
      [0, 0, 890, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 1595, 0],
      [3480, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 1909, 0, 0, 0],
      [1752, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 3816, 0, 0],
    ]
    const job = (id: number, amount: number, more = {}) => ({
      id,
      location_index: id,
      service: 300,
      delivery: [amount],
      ...more,
    })
    const result = planVroom(
      accepted({
        vehicles: [
          {
            id: 1,
            ...vehicle,
            steps: [{ type: 'start' }, ...[1, 2, 5].map((id) => ({ type: 'job', id })), { type: 'end' }],
          },
          {
            id: 2,
            ...vehicle,
            steps: [{ type: 'start', service_after: day - 800 }, ...[6, 4, 3].map((id) => ({ type: 'job', id }))],
          },
        ],
        jobs: [job(1, 2), job(2, 2), job(5, 3), ...[3, 4, 6].map((id) => job(id, 1, { time_windows: until }))],
        matrices: { car: { durations } },
      }),
    )
    if (!result.ok) throw new Error(JSON.stringify(result.refusals))
    expect(result.checked.violations).toEqual([])
    const [first, second] = result.output.routes
    expect(first!.violations).toEqual([{ cause: 'load' }])
    expect(first!.steps.map(({ load }) => load)).toEqual([[7], [5], [3], [0], [0]])
    expect(second!.violations).toEqual(
      expect.arrayContaining([
        { cause: 'lead_time', duration: 800 },
        { cause: 'delay', duration: 2712 },
      ]),
    )
    expect(second!.steps.map(({ arrival }) => arrival - day)).toEqual([-800, 2141, 6257, 8466, 12_246])
  })
})

function accepted(raw: unknown): VroomInput {
  const read = readVroom(raw)
  if (!read.ok) throw new Error(JSON.stringify(read.refusals))
  return read.input
}

describe('VROOM’s meaning', () => {
  const base = { matrices: table, jobs: [{ id: 1, location_index: 1, service: 600, setup: 300 }] }

  test('costs: fixed, per hour of travel, per hour of work, per kilometre', () => {
    const costs = { fixed: 100, per_hour: 7200, per_task_hour: 3600, per_km: 1000 }
    const matrices = { car: { ...table.car, distances: table.car.durations.map((row) => row.map((one) => one * 10)) } }
    const { summary } = answered({ ...base, matrices, vehicles: [{ id: 1, start_index: 0, end_index: 0, costs }] })
    const travel = 2104 + 2103
    expect(summary).toMatchObject({
      cost: 100 + 2 * travel + 900 + 10 * travel,
      distance: 10 * travel,
      duration: travel,
    })
  })

  test('a matrix of costs decides, times come from that of durations', () => {
    const matrices = {
      car: {
        ...table.car,
        costs: [
          [0, 7, 1, 1],
          [5, 0, 1, 1],
          [1, 1, 0, 1],
          [1, 1, 1, 0],
        ],
      },
    }
    const { summary } = answered({ ...base, matrices, vehicles: [{ id: 1, start_index: 0, end_index: 0 }] })
    expect(summary).toMatchObject({ cost: 12, duration: 4207 })
  })

  test('half the speed takes twice the time; types have times of their own', () => {
    const jobs = [{ ...base.jobs[0]!, service_per_type: { van: 60 }, setup_per_type: { van: 0 } }]
    const { summary } = answered({
      ...base,
      jobs,
      vehicles: [{ id: 1, start_index: 0, end_index: 0, speed_factor: 0.5, type: 'van' }],
    })
    expect(summary).toMatchObject({ duration: 2 * 4207, service: 60, setup: 0 })
  })

  test('setup only where the place changes; one who starts there needs none', () => {
    const jobs = [1, 2].map((id) => ({ id, location_index: 1, service: 60, setup: 300 }))
    const there = answered({ ...base, jobs, vehicles: [{ id: 1, start_index: 1 }] })
    const away = answered({ ...base, jobs, vehicles: [{ id: 1, start_index: 0 }] })
    expect([there.summary.setup, away.summary.setup]).toEqual([0, 300])
  })

  test('the given steps are where the search begins, and are refused when they cannot be kept', () => {
    const vehicle = { id: 1, start_index: 0, time_window: [0, 1000], steps: [{ type: 'job', id: 1 }] }
    expect(answerVroom({ ...base, vehicles: [vehicle] }, quick)).toMatchObject({
      status: 400,
      body: { code: 2, x: { errors: [{ code: 'steps_infeasible', path: 'vehicles[0].steps' }] } },
    })
  })
})

describe('own additions', () => {
  const jobs = [1, 2, 3].map((id) => ({ id, location_index: id, service: 600 }))
  const two = [1, 2].map((id) => ({ id, start_index: 0, end_index: 0, time_window: [0, 30_000] }))

  test('two persons at once are in two routes at the same time', () => {
    const output = answered({ jobs: [{ ...jobs[0], x: { people: 2 } }], vehicles: two, matrices: table })
    const starts = output.routes.map(({ steps }) => steps[1]!.arrival + steps[1]!.waiting_time)
    expect(starts).toHaveLength(2)
    expect(starts[0]).toBe(starts[1])
    expect(output.unassigned).toEqual([])
  })

  test('what is executed stays, the rest goes on from there', () => {
    const executed = [{ type: 'job', id: 1, start: 500, end: 1500 }]
    const output = answered({ jobs, vehicles: [{ ...two[0], x: { executed } }], matrices: table })
    const [start, first, ...rest] = output.routes[0]!.steps
    expect([start!.arrival, first!.id, first!.arrival, first!.x]).toEqual([500, 1, 500, { executed: true }])
    expect(rest.map(({ type }) => type)).toEqual(['job', 'job', 'end'])
    expect(rest[0]!.arrival).toBeGreaterThanOrEqual(1500)
  })

  test('pinned, excluded, only after another, parts not there', () => {
    const output = answered({
      jobs: [
        { ...jobs[0], x: { pinned: { vehicle: 2, start: 9000 } } },
        { ...jobs[1], x: { excluded: [2] } },
        { ...jobs[2], x: { parts_from: [{ from: 1 }] } },
      ],
      vehicles: two,
      matrices: table,
      x: { precedences: [{ before: 1, after: 2, gap: 60 }], explain: true },
    })
    const at = (id: number) =>
      output.routes.flatMap(({ vehicle, steps }) =>
        steps.filter((one) => one.id === id).map((one) => ({ vehicle, start: one.arrival + one.waiting_time })),
      )[0]
    expect(at(1)).toEqual({ vehicle: 2, start: 9000 })
    expect(at(2)!.vehicle).toBe(1)
    expect(at(2)!.start).toBeGreaterThanOrEqual(9660)
    expect(output.unassigned).toMatchObject([{ id: 3, type: 'job' }])
    expect(output.x!.why).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 3, blocking: 'part', change: expect.objectContaining({ code: 'fit' }) }),
      ]),
    )
  })

  test('windows offered for one more job', () => {
    const slots = {
      job: { id: 9, location_index: 2, service: 900 },
      windows: [
        [0, 3600],
        [20_000, 24_000],
        [50_000, 60_000],
      ],
    }
    const output = answered({ jobs, vehicles: two, matrices: table, x: { slots } })
    expect(output.x!.slots).toEqual(
      expect.arrayContaining([expect.objectContaining({ window: 0 }), expect.objectContaining({ window: 1 })]),
    )
    expect(output.x!.slots).toHaveLength(2)
  })
})

test('solving a day, then planning its own answer: the same cost and nothing violated', () => {
  fc.assert(
    fc.property(vroomDays, (input) => {
      const solved = answered(input)
      const steps = new Map(
        solved.routes.map(({ vehicle, steps }) => [
          vehicle,
          steps.map(({ type, id }) => ({ type, ...(id === undefined ? {} : { id }) })),
        ]),
      )
      const again = { ...input, vehicles: input.vehicles.map((one) => ({ ...one, steps: steps.get(one.id) ?? [] })) }
      const plan = planVroom(accepted(again))
      if (!plan.ok) throw new Error(JSON.stringify(plan.refusals))
      expect(plan.checked.violations).toEqual([])
      expect(plan.output.summary.violations).toEqual([])
      expect(Math.abs(plan.output.summary.cost - solved.summary.cost)).toBeLessThanOrEqual(solved.summary.routes)
    }),
    { numRuns: 60 },
  )
})

test('any order of steps can be planned, and the check agrees with what is reported', () => {
  fc.assert(
    fc.property(vroomDays, fc.infiniteStream(fc.nat()), (input, numbers) => {
      const steps = [
        ...(input.jobs ?? []).map(({ id }) => ({ type: 'job' as const, id })),
        ...(input.shipments ?? []).flatMap(({ pickup, delivery }) => [
          { type: 'pickup' as const, id: pickup.id },
          { type: 'delivery' as const, id: delivery.id },
        ]),
      ]
      const order = steps.map((step) => ({ step, at: numbers.next().value! })).sort((a, b) => a.at - b.at)
      const breaks = (input.vehicles[0]!.breaks ?? []).map(({ id }) => ({ type: 'break' as const, id }))
      const own = order.map(({ step }) => step).toSpliced(1, 0, ...(breaks as never[]))
      const plan = planVroom(
        accepted({ ...input, vehicles: input.vehicles.map((one, v) => (v === 0 ? { ...one, steps: own } : one)) }),
      )
      if (!plan.ok) throw new Error(JSON.stringify(plan.refusals))
      expect(plan.checked.violations).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('unreachable, and needing what nobody has: left out and explained, with a warning', () => {
  const input = {
    vehicles: [{ id: 1, start_index: 0, end_index: 0, time_window: [0, 30_000] }],
    jobs: [
      { id: 1, location_index: 1, skills: [9] },
      { id: 2, location_index: 2 },
      { id: 3, location_index: 3 },
    ],
    matrices: {
      car: {
        durations: [
          [0, 10, 4_294_967_295, 10],
          [10, 0, 10, 10],
          [4_294_967_295, 10, 0, 4_294_967_295],
          [10, 10, 4_294_967_295, 0],
        ],
      },
    },
    x: { explain: true },
  }
  const output = answered(input)
  expect(output.unassigned.map(({ id }) => id).sort()).toEqual([1, 2])
  expect(output.x!.warnings).toEqual([{ code: 'unknown_id', path: 'jobs[0].skills[0]' }])
  const why = output.x!.why as { id: number; blocking: string }[]
  expect(why.find(({ id }) => id === 1)).toMatchObject({ blocking: 'skill' })
  expect(why.find(({ id }) => id === 2)!.blocking).toMatch(/unreachable|shift/)
})
