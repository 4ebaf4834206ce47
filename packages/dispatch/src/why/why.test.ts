import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPlan } from '../check/index.ts'
import { dayOf } from '../check/random.fixture.ts'
import { answerVroom } from '../formats/vroom-answer.ts'
import type { VroomOutput } from '../formats/vroom-output-shape.ts'
import { problemOf } from '../formats/vroom-problem.ts'
import { readVroom } from '../formats/vroom-read.ts'
import type { VroomInput } from '../formats/vroom-shape.ts'
import { type Problem, solve } from '../plan/index.ts'
import { isBetterPlan } from '../plan/result.ts'
import { type Change, explain, type LeftWhy } from './index.ts'

const quick = { iterations: 300, seed: 1 }

/** The problem as a reader of the change would make it: done here by hand, with nothing of the explanation. */
function changed(problem: Problem, left: LeftWhy, change: Change): Problem {
  const vehicles = problem.vehicles.map((one, v) => {
    if (!('vehicle' in change) || v !== change.vehicle) return one
    if (change.code === 'shift_longer') return { ...one, shift: [one.shift[0], one.shift[1] + change.seconds] as const }
    if (change.code === 'shift_earlier')
      return { ...one, shift: [one.shift[0] - change.seconds, one.shift[1]] as const }
    if (change.code === 'capacity')
      return { ...one, capacity: one.capacity.with(change.dimension, one.capacity[change.dimension]! + change.more) }
    if (change.code === 'limit' && change.limit === 'max_tasks')
      return { ...one, maxTasks: one.maxTasks! + change.more }
    return one
  })
  const own = <T extends Problem['jobs'][number] | Problem['pairs'][number]>(
    one: T,
    kind: string,
    index: number,
  ): T => {
    if (kind !== left.kind || index !== left.index) return one
    if (change.code === 'fit') return { ...one, fits: one.fits!.with(change.vehicle, 1) }
    if (change.code === 'penalty') return { ...one, penalty: change.at_least + 1 }
    if ((change.code === 'window_until' || change.code === 'window_from') && !('windows' in one)) {
      const stop = one[change.end!]
      const [from, to] = stop.windows[0]!
      const window = change.code === 'window_until' ? ([from, change.until] as const) : ([change.from, to] as const)
      return { ...one, [change.end!]: { ...stop, windows: [window] } }
    }
    if (!('windows' in one)) return one
    if (change.code === 'window_until') return { ...one, windows: [[one.windows[0]![0], change.until]] }
    if (change.code === 'window_from') return { ...one, windows: [[change.from, one.windows[0]![1]]] }
    return one
  }
  const { person } = 'vehicle' in change ? problem.vehicles[change.vehicle]! : {}
  const persons = problem.persons?.map((one, p) => {
    if (change.code !== 'person_cap' || p !== person) return one
    if (change.limit === 'max_tasks') return { ...one, maxTasks: one.maxTasks! + change.more }
    return change.limit === 'max_work' ? { ...one, maxWork: one.maxWork! + change.more } : one
  })
  const free = change.code === 'untied' && left.index
  return {
    ...problem,
    vehicles,
    ...(persons ? { persons } : {}),
    together: (problem.together ?? []).filter((team) => !team.includes(free as number)),
    before: (problem.before ?? []).filter(({ after }) => after !== free),
    jobs: problem.jobs.map((one, i) => own(one, 'job', i)),
    pairs: problem.pairs.map((one, i) => own(one, 'pair', i)),
  }
}

test('each smallest change really places the job: the changed problem solved from the same plan has one more', () => {
  let told = 0
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (seed) => {
      const size = { size: 8, jobs: 14, shipments: 1, vehicles: 2 }
      const input = dayOf({ ...size, seed, byCoordinates: false, extras: true })
      const { problem } = problemOf(input)
      const plan = solve(problem, quick)
      const { left } = explain(problem, plan)
      expect(left.map(({ kind, index }) => `${kind} ${index}`)).toEqual(
        plan.unassigned.map(({ kind, index }) => `${kind} ${index}`),
      )
      for (const one of left) {
        if (!one.change) continue
        told++
        const other = changed(problem, one, one.change)
        const better = solve(other, { ...quick, start: plan })
        expect(checkPlan(other, better).violations).toEqual([])
        // What has a penalty may be left out for it: one more is done, or the plan is ahead of the one before in the search's own order.
        if (one.change.code !== 'penalty')
          expect(better.assigned > plan.assigned || isBetterPlan(other, better, plan)).toBe(true)
      }
    }),
    { numRuns: 25, examples: [[99_996], [35_487]] },
  )
  expect(told).toBeGreaterThan(20)
}, 120_000)

describe('what is said', () => {
  const HOUR = 3600
  const table = new Int32Array([0, 600, 600, 600, 0, 600, 600, 600, 0])
  const job = (place: number, service: number) => ({
    place,
    setup: 0,
    service,
    windows: [] as [number, number][],
    priority: 0,
    delivery: [0],
    pickup: [0],
  })
  const vehicle = {
    travel: 0,
    start: 0,
    end: 0,
    shift: [8 * HOUR, 10 * HOUR] as const,
    capacity: [5],
    type: 0,
    breaks: [],
    speedFactor: 1,
    costs: { fixed: 0, perHour: 3600, perTaskHour: 0, perKm: 0 },
  }
  const day = (jobs: Problem['jobs'], more: Partial<Problem> = {}): Problem => ({
    places: 3,
    travels: [{ kind: 'table', durations: table }],
    jobs,
    pairs: [],
    vehicles: [vehicle],
    ...more,
  })
  const whyLeft = (problem: Problem) => explain(problem, solve(problem, quick)).left[0]!

  test('a shift 25 minutes too short', () => {
    // 10 + 60 + 10 + 55 + 10 minutes in two hours.
    const left = whyLeft(day([{ ...job(1, HOUR), priority: 9 }, job(2, 55 * 60)]))
    expect(left).toMatchObject({
      blocking: 'shift',
      change: { code: expect.stringMatching(/^shift_/), seconds: 25 * 60 },
    })
  })

  test('a window that closes before anybody can be there', () => {
    const first = { ...job(1, HOUR), windows: [[8 * HOUR + 600, 8 * HOUR + 600]] as [number, number][], priority: 9 }
    const second = { ...job(2, 600), windows: [[8.5 * HOUR, 9 * HOUR]] as [number, number][] }
    // The first is over at 9:10, and ten minutes lie between them.
    const left = whyLeft(day([first, second]))
    expect(left).toMatchObject({ blocking: 'window', change: { code: 'window_until', until: 9 * HOUR + 1200 } })
  })

  test('a skill nobody has, named by the caller', () => {
    const problem = day([{ ...job(1, 600), fits: Uint8Array.of(0) }])
    const lacksOf = () => [{ code: 'skill' as const, values: { skill: 'x-ray' } }]
    const [left] = explain(problem, solve(problem, quick), { lacksOf }).left
    expect(left).toMatchObject({
      blocking: 'skill',
      change: { code: 'fit', vehicle: 0, lacks: [{ code: 'skill', values: { skill: 'x-ray' } }] },
    })
  })

  test('no room in the van: two more', () => {
    const left = whyLeft(day([{ ...job(1, 600), delivery: [7] }]))
    expect(left).toMatchObject({ blocking: 'capacity', change: { code: 'capacity', dimension: 0, more: 2 } })
  })

  test('too dear: what its penalty would have to be', () => {
    const left = whyLeft(day([{ ...job(1, 600), penalty: 1000 }]))
    expect(left).toMatchObject({ blocking: 'too_dear', change: { code: 'penalty', at_least: 1200 } })
  })

  /** Said, and true: the problem changed by hand as the change says has one more. */
  const holds = (problem: Problem, left: LeftWhy) => {
    const plan = solve(problem, quick)
    const other = changed(problem, left, left.change!)
    const better = solve(other, { ...quick, start: plan })
    expect(checkPlan(other, better).violations).toEqual([])
    expect(better.assigned).toBeGreaterThan(plan.assigned)
  }

  test('the window of a delivery that closes too early', () => {
    const stop = (place: number, windows: [number, number][]) => ({ place, setup: 0, service: 600, windows })
    const opens: [number, number][] = [[8 * HOUR + 600, 9 * HOUR]]
    const pairs = [{ pickup: stop(1, opens), delivery: stop(2, [[8 * HOUR, 8.25 * HOUR]]), amount: [1], priority: 0 }]
    const problem = day([], { pairs })
    const left = whyLeft(problem)
    // There by ten past eight, ten minutes of loading, ten on the way.
    expect(left).toMatchObject({
      blocking: 'window',
      change: { code: 'window_until', end: 'delivery', until: 8.5 * HOUR, kind: 'pickup' },
    })
    holds(problem, left)
  })

  test('a person who may work no more over two days', () => {
    const days = [0, 24 * HOUR].map((at) => ({
      ...vehicle,
      person: 0,
      shift: [8 * HOUR + at, 10 * HOUR + at] as const,
    }))
    const jobs = [{ ...job(1, HOUR), priority: 9 }, job(2, HOUR)]
    const problem = day(jobs, { vehicles: days, persons: [{ maxWork: 2 * HOUR }] })
    const left = whyLeft(problem)
    // Twice twenty minutes of ways and an hour.
    expect(left).toMatchObject({
      blocking: 'person_cap',
      lacks: [{ lacks: [{ code: 'person_cap', values: { limit: 'max_work', more: 40 * 60 } }] }, {}],
      change: { code: 'person_cap', limit: 'max_work', more: 40 * 60 },
    })
    holds(problem, left)
  })

  test('one that waits for another nobody can do', () => {
    const jobs = [{ ...job(1, 600), fits: Uint8Array.of(0) }, job(2, 600)]
    const problem = day(jobs, { before: [{ first: 0, after: 1, gap: 0 }] })
    const left = explain(problem, solve(problem, quick)).left.find(({ index }) => index === 1)!
    expect(left).toMatchObject({ blocking: 'tied', change: { code: 'untied', jobs: [0] } })
    holds(problem, left)
  })

  test('two who must begin together, and one alone', () => {
    const jobs = [job(1, 600), job(1, 600)]
    const problem = day(jobs, { together: [[0, 1]] })
    const { left } = explain(problem, solve(problem, quick))
    expect(left[0]).toMatchObject({ blocking: 'tied', change: { code: 'untied', jobs: [1] } })
    holds(problem, left[0]!)
  })

  test('a place no way leads to: that is said, and no change of hours is proposed', () => {
    const far = table.map((way, i) => (i % 3 === 2 || i >= 6 ? (i === 8 ? 0 : 2 ** 28) : way))
    const problem = day([job(2, 600)], { travels: [{ kind: 'table', durations: far }] })
    expect(whyLeft(problem)).toMatchObject({ blocking: 'unreachable', change: null })
  })

  test('nobody at all', () => {
    expect(whyLeft(day([job(1, 600)], { vehicles: [] }))).toMatchObject({ blocking: 'no_vehicle', change: null })
  })

  test('where it is, and who else could have come at what price', () => {
    const far = { ...vehicle, start: 2, end: 2 }
    const problem = day([{ ...job(1, 600), vehicleCosts: Int32Array.of(0, 300) }], { vehicles: [vehicle, far] })
    const [placed] = explain(problem, solve(problem, quick)).placed
    expect(placed).toMatchObject({ vehicle: 0, cost: 1200, runnersUp: [{ vehicle: 1, lacks: [], costsMore: 300 }] })
    expect(placed!.reasons.map(({ code }) => code)).toEqual(['cheapest', 'preferred'])
  })
})

test('of a plan with too much to explain: what was left out first, as far as it goes, and how far that is said', () => {
  const jobs = Array.from({ length: 30 }, (_, i) => ({ id: i + 1, location: [8 + (i % 11) / 90, 48], service: 1800 }))
  const vehicles = [1, 2].map((id) => ({ id, start: [8, 48], end: [8, 48], time_window: [0, 14_400] }))
  const asked = { mode: 'solve' as const, options: { iterations: 50, seed: 1 } }
  const whole = answerVroom({ jobs, vehicles, x: { explain: true } }, asked)
  const { unassigned, x } = whole.body as VroomOutput
  expect(x!.why).toHaveLength(30)
  expect(x!.explained).toBeUndefined()
  expect(unassigned.length).toBeGreaterThan(10)

  const { problem } = problemOf((readVroom({ jobs, vehicles }) as { input: VroomInput }).input)
  const plan = solve(problem, asked.options)
  const all = explain(problem, plan)
  const some = explain(problem, plan, { most: 60_000 })
  expect(some.placed).toEqual([])
  expect(some.left.length).toBeGreaterThan(0)
  expect(some.left.length).toBeLessThan(all.left.length)
  expect(some.left).toEqual(all.left.slice(0, some.left.length))
  expect(explain(problem, plan, { most: 0 })).toEqual({ placed: [], left: [] })
})
