import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readVroom } from '../formats/index.ts'
import type { VroomOutput } from '../formats/vroom-output-shape.ts'
import type { VroomInput } from '../formats/vroom-shape.ts'
import { solveVroom } from '../formats/vroom-solve.ts'
import { solve } from '../plan/index.ts'
import { checkPlan, checkVroom, type ViolationCode } from './index.ts'
import { dayOf, vroomDays } from './random.fixture.ts'

const quick = { iterations: 200, seed: 1 }

function solved(input: VroomInput) {
  const result = solveVroom(input, ({ problem }, options) => solve(problem, options), quick)
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result
}

test('whatever the solver answers to a random day holds, as VROOM and as a plan', () => {
  fc.assert(
    fc.property(vroomDays, (input) => {
      expect(readVroom(input).ok).toBe(true)
      const { checked, translated, solution } = solved(input)
      expect(checked.violations).toEqual([])
      expect(checkPlan(translated.problem, solution).violations).toEqual([])
    }),
    { numRuns: 150 },
  )
}, 30_000)

describe('each kind of mistake is found', () => {
  const input: VroomInput = {
    vehicles: [
      {
        id: 7,
        start_index: 0,
        end_index: 0,
        time_window: [0, 9000],
        capacity: [3],
        skills: [1],
        max_tasks: 3,
        breaks: [{ id: 1, time_windows: [[3000, 6000]], service: 600, max_load: [2] }],
      },
      { id: 8, start_index: 1, end_index: 1, time_window: [0, 9000], capacity: [3] },
    ],
    jobs: [
      { id: 1, location_index: 1, service: 300, setup: 60, delivery: [1], skills: [1], time_windows: [[0, 4000]] },
      { id: 2, location_index: 2, service: 300, setup: 60, delivery: [1], priority: 50 },
      { id: 3, location_index: 2, service: 300, setup: 60, delivery: [2] },
    ],
    shipments: [
      {
        pickup: { id: 1, location_index: 1, service: 60 },
        delivery: { id: 1, location_index: 2, service: 60 },
        amount: [1],
      },
    ],
    matrices: {
      car: {
        durations: [
          [0, 500, 900],
          [500, 0, 600],
          [900, 600, 0],
        ],
      },
    },
  }
  const good = () => structuredClone(solved(input).output)
  const codes = (output: VroomOutput, problem = input) => checkVroom(problem, output).violations.map(({ code }) => code)
  type Route = VroomOutput['routes'][number]
  const route = (output: VroomOutput): Route => output.routes.find(({ vehicle }) => vehicle === 7)!
  const step = (output: VroomOutput, type: string) => route(output).steps.find((one) => one.type === type)!

  const planted: [ViolationCode, (output: VroomOutput) => void][] = [
    ['task_missing', (output) => route(output).steps.splice(1, 1)],
    ['task_twice', (output) => route(output).steps.splice(1, 0, structuredClone(step(output, 'job')))],
    ['unknown_task', (output) => Object.assign(step(output, 'job'), { id: 99 })],
    ['unknown_vehicle', (output) => Object.assign(route(output), { vehicle: 99 })],
    ['vehicle_twice', (output) => output.routes.push(structuredClone(route(output)))],
    ['figure', (output) => Object.assign(output.summary, { duration: 1 })],
    ['cost', (output) => Object.assign(output.summary, { cost: 1 })],
    ['figure', (output) => Object.assign(step(output, 'job'), { load: [9] })],
    ['figure', (output) => Object.assign(step(output, 'job'), { setup: 1 })],
    ['figure', (output) => Object.assign(step(output, 'job'), { service: 1 })],
    ['time_unexplained', (output) => Object.assign(route(output).steps.at(-1)!, { arrival: 8999 })],
    ['travel_short', (output) => Object.assign(route(output).steps.at(-1)!, { arrival: 1 })],
    ['break_missing', (output) => route(output).steps.splice(route(output).steps.indexOf(step(output, 'break')), 1)],
    ['break_unknown', (output) => Object.assign(step(output, 'break'), { id: 5 })],
    ['break_window', (output) => Object.assign(step(output, 'break'), { arrival: 9999 })],
    ['solution_shape', (output) => Object.assign(output, { routes: 'none' })],
    ['solution_shape', (output) => route(output).steps.shift()],
    ['task_both', (output) => output.unassigned.push({ id: 2, type: 'job' })],
    ['violations', (output) => step(output, 'job').violations.push({ cause: 'delay', duration: 1 })],
  ]
  test.each(planted)('%s', (code, spoil) => {
    const output = good()
    expect(codes(output)).toEqual([])
    spoil(output)
    expect(codes(output)).toContain(code)
  })

  // The same plan becomes wrong when the problem is another.
  const harder: [ViolationCode, (problem: VroomInput) => void][] = [
    ['skills', (problem) => (problem.jobs![1]!.skills = [4])],
    ['window', (problem) => (problem.jobs![1]!.time_windows = [[8000, 8100]])],
    ['shift_end', (problem) => (problem.vehicles[0]!.time_window = [0, 1000])],
    ['shift_start', (problem) => (problem.vehicles[0]!.time_window = [8000, 20_000])],
    ['load', (problem) => (problem.vehicles[0]!.capacity = [1])],
    ['max_tasks', (problem) => (problem.vehicles[0]!.max_tasks = 1)],
    ['max_travel_time', (problem) => (problem.vehicles[0]!.max_travel_time = 10)],
    ['max_duration', (problem) => (problem.vehicles[0]!.x = { max_duration: 10 })],
    ['person_excluded', (problem) => (problem.jobs![1]!.x = { excluded: [7] })],
    ['pinned', (problem) => (problem.jobs![1]!.x = { pinned: { vehicle: 8 } })],
    ['parts', (problem) => (problem.jobs![1]!.x = { parts_from: [{ from: null }] })],
    ['together', (problem) => (problem.jobs![1]!.x = { people: 2 })],
    ['before', (problem) => (problem.x = { precedences: [{ before: 2, after: 1, gap: 90_000 }] })],
    ['person_max_tasks', (problem) => (problem.x = { persons: [{ id: 7, max_tasks: 1 }] })],
    ['person_max_travel_time', (problem) => (problem.x = { persons: [{ id: 7, max_travel_time: 1 }] })],
    ['person_max_work', (problem) => (problem.x = { persons: [{ id: 7, max_work: 1 }] })],
    ['executed', (problem) => (problem.vehicles[0]!.x = { executed: [{ type: 'job', id: 3, start: 0, end: 5 }] })],
  ]
  const ordered: VroomInput = {
    vehicles: [{ id: 7, start_index: 0, end_index: 0, time_window: [0, 9000], capacity: [3], skills: [1] }],
    jobs: input.jobs!.slice(0, 2),
    matrices: input.matrices!,
  }
  test.each(harder)('%s', (code, change) => {
    const output = structuredClone(solved(ordered).output)
    expect(codes(output, ordered)).toEqual([])
    const problem = structuredClone(ordered)
    if (code === 'executed') problem.jobs!.push(input.jobs![2]!)
    change(problem)
    expect(codes(output, problem)).toContain(code)
  })

  test('pairs: apart, and the wrong way round', () => {
    const pair: VroomInput = { ...ordered, jobs: [], shipments: input.shipments! }
    const output = structuredClone(solved(pair).output)
    const [start, pickup, delivery, end] = output.routes[0]!.steps
    output.routes[0]!.steps = [start!, delivery!, pickup!, end!]
    expect(codes(output, pair)).toContain('pair_order')
    output.routes[0]!.steps = [start!, pickup!, end!]
    expect(codes(output, pair)).toContain('pair_split')
  })

  test('one person in two places at once', () => {
    const two: VroomInput = {
      ...ordered,
      vehicles: [ordered.vehicles[0]!, { ...ordered.vehicles[0]!, id: 8 }],
      jobs: ordered.jobs!.map((job, i) => ({ ...job, x: { pinned: { vehicle: 7 + i } } })),
    }
    const output = solved(two).output
    expect(codes(output, two)).toEqual([])
    const same = { ...two, vehicles: two.vehicles.map((one) => ({ ...one, x: { person: 1 } })) }
    expect(codes(output, same)).toContain('person_twice')
  })
})

test('a random plan with one stop moved to another route is never taken for sound', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (seed) => {
      const input = dayOf({ size: 6, jobs: 8, shipments: 0, vehicles: 3, seed, byCoordinates: false, extras: false })
      const output = structuredClone(solved(input).output)
      fc.pre(output.routes.length > 1)
      const [from, to] = output.routes
      const [moved] = from!.steps.splice(1, 1)
      to!.steps.splice(1, 0, moved!)
      expect(checkVroom(input, output).ok).toBe(false)
    }),
    { numRuns: 40 },
  )
})
