import { describe, expect, test } from 'vitest'
import { answerVroom } from './index.ts'
import { type VroomOutput, vroomOutput } from './vroom-output-shape.ts'

// Every key of VROOM's docs/API.md (1.15) that decides something, on one small problem: with it the answer is another. Three
// places on a line, 100 s and 1,000 m from each to the next; the vehicle begins and ends at the first.

const line = (each: number) => [0, 1, 2].map((from) => [0, 1, 2].map((to) => Math.abs(from - to) * each))
const matrices = { car: { durations: line(100), distances: line(1000) } }
const jobs = [
  { id: 1, location_index: 1, service: 60, setup: 30, delivery: [2], pickup: [1] },
  { id: 2, location_index: 2, service: 60, setup: 30, delivery: [2], pickup: [1] },
]
const vehicle = { id: 7, start_index: 0, end_index: 0, capacity: [4] }

type Changes = { jobs?: object; job?: object; vehicle?: object; shipments?: object[]; matrices?: object; mode?: 'plan' }

function answered({ job, mode = undefined, ...more }: Changes): VroomOutput {
  const input = {
    matrices: more.matrices ?? matrices,
    jobs: more.jobs ?? [{ ...jobs[0], ...job }, jobs[1]],
    vehicles: [{ ...vehicle, ...more.vehicle }],
    ...(more.shipments ? { shipments: more.shipments } : {}),
  }
  const answer = answerVroom(input, { mode: mode ?? 'solve', options: { iterations: 200, seed: 1 } })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

/** What of the answer a key is about. */
const figures = ({ summary, unassigned, routes }: VroomOutput) => ({
  cost: summary.cost,
  duration: summary.duration,
  distance: summary.distance,
  setup: summary.setup,
  service: summary.service,
  waiting: summary.waiting_time,
  priority: summary.priority,
  left: unassigned.map(({ id }) => id),
  stops: routes.flatMap(({ steps }) => steps.map(({ type, id }) => (id === undefined ? type : `${type} ${id}`))),
})
type Figures = ReturnType<typeof figures>

const PLAIN: Figures = {
  ...{ cost: 400, duration: 400, distance: 4000, setup: 60, service: 120, waiting: 0, priority: 0, left: [] },
  stops: ['start', 'job 1', 'job 2', 'end'],
}
/** Both ways round cost the same. */
const anyOrder = expect.any(Array) as string[]
const nobody = { cost: 0, duration: 0, distance: 0, setup: 0, service: 0, stops: [] }
const onlySecond = { setup: 30, service: 60, left: [1], stops: ['start', 'job 2', 'end'] }
const onlyFirst = { duration: 200, cost: 200, distance: 2000, setup: 30, service: 60, left: [2], stops: ['start', 'job 1', 'end'] } // biome-ignore format: one line
const pause = (more: object = {}) => ({ breaks: [{ id: 5, service: 600, time_windows: [[0, 9000]], ...more }] })
const shipment = {
  pickup: { id: 3, location_index: 1, service: 10 },
  delivery: { id: 3, location_index: 2, setup: 5 },
}

const KEYS: [key: string, changes: Changes, differs: Partial<Figures>][] = [
  ['job.setup', { job: { setup: 0 } }, { setup: 30 }],
  ['job.service', { job: { service: 100 } }, { service: 160, stops: anyOrder }],
  ['job.setup_per_type', { job: { setup_per_type: { van: 1 } }, vehicle: { type: 'van' } }, { setup: 31 }],
  ['job.service_per_type', { job: { service_per_type: { van: 1 } }, vehicle: { type: 'van' } }, { service: 61 }],
  ['a type nobody has', { job: { service_per_type: { bike: 1 } }, vehicle: { type: 'van' } }, {}],
  ['job.skills', { job: { skills: [1] } }, onlySecond],
  ['vehicle.skills', { job: { skills: [1] }, vehicle: { skills: [1, 2] } }, {}],
  ['job.priority', { job: { priority: 9 } }, { priority: 9 }],
  ['job.priority decides who stays', { job: { priority: 9 }, vehicle: { max_tasks: 1 } }, { ...onlyFirst, priority: 9 }],
  ['job.time_windows', { jobs: [{ ...jobs[0], time_windows: [[200, 210]] }, { ...jobs[1], time_windows: [[250, 260], [700, 800]] }] }, { waiting: 300 }],
  ['job.delivery', { job: { delivery: [3] }, vehicle: { capacity: [4] } }, onlyFirst],
  ['job.pickup', { job: { pickup: [5] } }, onlySecond],
  ['job.amount, deprecated', { job: { delivery: undefined, pickup: undefined, amount: [5] } }, onlySecond],
  ['vehicle.capacity', { vehicle: { capacity: [1] } }, { ...nobody, left: [1, 2] }],
  ['vehicle.end', { vehicle: { end_index: undefined } }, { cost: 200, duration: 200, distance: 2000 }],
  ['vehicle.start', { vehicle: { start_index: undefined } }, { cost: 200, duration: 200, distance: 2000, stops: ['start', 'job 2', 'job 1', 'end'] }],
  ['vehicle.time_window', { vehicle: { time_window: [0, 300] } }, onlyFirst],
  ['vehicle.speed_factor', { vehicle: { speed_factor: 2 } }, { cost: 200, duration: 200 }],
  ['vehicle.max_tasks', { vehicle: { max_tasks: 1 } }, onlyFirst],
  ['vehicle.max_travel_time', { vehicle: { max_travel_time: 399 } }, onlyFirst],
  ['vehicle.max_distance', { vehicle: { max_distance: 3999 } }, onlyFirst],
  ['vehicle.costs.fixed', { vehicle: { costs: { fixed: 50 } } }, { cost: 450 }],
  ['vehicle.costs.per_hour', { vehicle: { costs: { per_hour: 7200 } } }, { cost: 800 }],
  ['vehicle.costs.per_task_hour', { vehicle: { costs: { per_task_hour: 3600 } } }, { cost: 580 }],
  ['vehicle.costs.per_km', { vehicle: { costs: { per_km: 10 } } }, { cost: 440 }],
  ['vehicle.breaks', { vehicle: pause() }, { service: 720, stops: expect.arrayContaining(['break 5']) as string[] }],
  ['break.max_load', { vehicle: pause({ max_load: [2] }) }, { service: 720, stops: ['start', 'job 1', 'job 2', 'break 5', 'end'] }],
  ['matrices.costs', { matrices: { car: { ...matrices.car, costs: line(7) } } }, { cost: 28 }],
  ['matrices.bike', { matrices: { bike: matrices.car }, vehicle: { profile: 'bike' } }, {}],
  ['shipments', { jobs: [], shipments: [shipment] }, { setup: 5, service: 10, stops: ['start', 'pickup 3', 'delivery 3', 'end'] }],
  ['shipment.amount', { jobs: [], shipments: [{ ...shipment, amount: [5] }] }, { ...nobody, left: [3, 3] }],
  ['shipment.skills', { jobs: [], shipments: [{ ...shipment, skills: [1] }] }, { ...nobody, left: [3, 3] }],
  ['shipment.priority', { jobs: [], shipments: [{ ...shipment, priority: 4 }] }, { setup: 5, service: 10, priority: 8, stops: ['start', 'pickup 3', 'delivery 3', 'end'] }],
] // biome-ignore format: a table

describe('a key of VROOM’s input means what it means there:', () => {
  test.each(KEYS)('%s', (_key, changes, differs) => {
    expect(figures(answered(changes))).toEqual({ ...PLAIN, ...differs })
  })
})

const planned = (
  more: object = {},
  steps: object[] = [
    { type: 'job', id: 1 },
    { type: 'job', id: 2 },
  ],
) => ({
  // biome-ignore format: pairs
  mode: 'plan' as const,
  vehicle: { steps, ...more },
})
const both = planned().vehicle.steps
const VIOLATED: [cause: string, changes: Changes, found: object[]][] = [
  ['nothing', planned(), []],
  ['delay', { ...planned(), job: { time_windows: [[0, 50]] } }, [{ cause: 'delay', duration: 50 }]],
  ['lead_time', planned({ time_window: [500, 9000] }, [{ type: 'start', service_at: 400 }, ...both]), [{ cause: 'lead_time', duration: 100 }]],
  ['load', planned({ capacity: [3] }), [{ cause: 'load' }]],
  ['max_tasks', planned({ max_tasks: 1 }), [{ cause: 'max_tasks' }]],
  ['skills', { ...planned(), job: { skills: [3] } }, [{ cause: 'skills' }]],
  ['max_travel_time', planned({ max_travel_time: 300 }), [{ cause: 'max_travel_time' }]],
  ['max_distance', planned({ max_distance: 3000 }), [{ cause: 'max_distance' }]],
  ['missing_break', planned(pause()), [{ cause: 'missing_break' }]],
  ['max_load', planned(pause({ max_load: [2] }), [{ type: 'break', id: 5 }, ...both]), [{ cause: 'max_load' }]],
  ['precedence', { ...planned({}, [{ type: 'delivery', id: 3 }, { type: 'pickup', id: 3 }]), jobs: [], shipments: [shipment] }, [{ cause: 'precedence' }]],
] // biome-ignore format: a table

describe('in plan mode what is not kept is told in VROOM’s words:', () => {
  test.each(VIOLATED)('%s', (_cause, changes, found) => {
    const { routes } = answered(changes)
    expect(routes[0]!.violations).toEqual(found.map((one) => expect.objectContaining(one)))
  })

  test('service_after and service_before move what may be moved', () => {
    const steps = [{ type: 'job', id: 1, service_after: 500 }, { type: 'job', id: 2, service_before: 9000 }] // biome-ignore format: pairs
    const { routes } = answered(planned({}, steps))
    const first = routes[0]!.steps.find(({ id }) => id === 1)!
    expect(first.arrival + first.waiting_time).toBe(500)
  })
})

test('the answer has every field of VROOM’s, descriptions and places handed back', () => {
  const described = jobs.map((one) => ({ ...one, description: `job ${one.id}`, location: [8, 47 + one.id] }))
  const output = answered({ jobs: [...described, { id: 9, description: 'far', location_index: 2, skills: [4] }], vehicle: { description: 'van' } }) // biome-ignore format: one line
  expect(vroomOutput.parse(output)).toEqual(output)
  const sums = ['cost', 'setup', 'service', 'duration', 'waiting_time', 'priority', 'distance', 'delivery', 'pickup']
  expect(Object.keys(output.summary)).toEqual(expect.arrayContaining([...sums, 'routes', 'unassigned', 'violations']))
  expect(output.unassigned).toMatchObject([{ id: 9, type: 'job', description: 'far', location_index: 2 }])
  const [route] = output.routes
  expect(Object.keys(route!)).toEqual(
    expect.arrayContaining([...sums, 'vehicle', 'description', 'steps', 'violations']),
  )
  expect(route).toMatchObject({ vehicle: 7, description: 'van', delivery: [4], pickup: [2], violations: [] })
  const step = ['type', 'arrival', 'duration', 'setup', 'service', 'waiting_time', 'violations', 'load', 'distance']
  for (const one of route!.steps) expect(Object.keys(one), one.type).toEqual(expect.arrayContaining(step))
  expect(route!.steps[1]).toMatchObject({ id: 1, description: 'job 1', location: [8, 48], location_index: 1, load: [3], distance: 1000 }) // biome-ignore format: one line
  expect(route!.steps.map(({ load }) => load)).toEqual([[4], [3], [2], [2]])
})
