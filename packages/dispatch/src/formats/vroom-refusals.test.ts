import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf } from '../check/random.fixture.ts'
import { answerVroom, readVroom } from './index.ts'

const quick = { mode: 'solve' as const, options: { iterations: 200, seed: 1 } }

describe('bad input is refused with its path', () => {
  const good = () =>
    structuredClone(
      dayOf({ size: 4, jobs: 3, shipments: 1, vehicles: 2, seed: 5, byCoordinates: false, extras: false }),
    )
  // biome-ignore lint/suspicious/noExplicitAny: these inputs are wrong on purpose
  const cases: [string, string, (input: any) => void][] = [
    ['window_reversed', 'jobs[0].time_windows[0]', (input) => (input.jobs[0].time_windows = [[9000, 8000]])],
    [
      'windows_overlap',
      'jobs[0].time_windows[1]',
      (input) =>
        (input.jobs[0].time_windows = [
          [1, 5],
          [5, 9],
        ]),
    ],
    ['windows_empty', 'jobs[0].time_windows', (input) => (input.jobs[0].time_windows = [])],
    ['window_reversed', 'vehicles[1].time_window', (input) => (input.vehicles[1].time_window = [9, 1])],
    ['matrix_not_square', 'matrices.car.durations[1]', (input) => input.matrices.car.durations[1].pop()],
    ['matrix_entry', 'matrices.car.durations[0][1]', (input) => (input.matrices.car.durations[0][1] = -5)],
    ['matrix_entry', 'matrices.car.durations[0][1]', (input) => (input.matrices.car.durations[0][1] = null)],
    ['matrix_empty', 'matrices.car.durations', (input) => (input.matrices.car.durations = [])],
    ['duplicate_id', 'jobs[1].id', (input) => (input.jobs[1].id = input.jobs[0].id)],
    ['duplicate_id', 'vehicles[1].id', (input) => (input.vehicles[1].id = 1)],
    ['no_vehicles', 'vehicles', (input) => (input.vehicles = [])],
    ['no_tasks', 'jobs', (input) => Object.assign(input, { jobs: [], shipments: [] })],
    ['missing', 'jobs[0].id', (input) => delete input.jobs[0].id],
    ['out_of_range', 'jobs[0].service', (input) => (input.jobs[0].service = -1)],
    ['not_whole', 'jobs[0].service', (input) => (input.jobs[0].service = 1.5)],
    ['out_of_range', 'jobs[0].priority', (input) => (input.jobs[0].priority = 101)],
    ['amount_length', 'jobs[0].delivery', (input) => (input.jobs[0].delivery = [1, 2])],
    ['out_of_range', 'vehicles[0].speed_factor', (input) => (input.vehicles[0].speed_factor = 0)],
    [
      'no_start_or_end',
      'vehicles[0]',
      (input) => Object.assign(input.vehicles[0], { start_index: undefined, end_index: undefined }),
    ],
    [
      'location_index_missing',
      'jobs[0].location_index',
      (input) => Object.assign(input.jobs[0], { location_index: undefined, location: [8, 47] }),
    ],
    ['unknown_id', 'vehicles[0].steps[0].id', (input) => (input.vehicles[0].steps = [{ type: 'job', id: 77 }])],
    [
      'costs_with_per_hour',
      'vehicles[0].costs.per_hour',
      (input) =>
        Object.assign(input, {
          vehicles: [{ ...input.vehicles[0], costs: { per_hour: 1 } }],
          matrices: { car: { ...input.matrices.car, costs: input.matrices.car.durations } },
        }),
    ],
    [
      'person_twice',
      'vehicles[1].time_window',
      (input) => (input.vehicles = input.vehicles.map((one: object) => ({ ...one, x: { person: 4 } }))),
    ],
    [
      'circular',
      'x.precedences[0]',
      (input) =>
        (input.x = {
          precedences: [
            { before: 1, after: 2 },
            { before: 2, after: 1 },
          ],
        }),
    ],
    [
      'too_many_places',
      'vehicles',
      (input) => {
        for (const one of [
          ...input.jobs,
          ...input.shipments.flatMap((s: { pickup: object; delivery: object }) => [s.pickup, s.delivery]),
        ])
          Object.assign(one, { location: [8, 47] })
        for (const one of input.vehicles)
          Object.assign(one, { start: [8, 47], end: [8, 47], start_index: 0, end_index: 0 })
        // A matrix of one profile and coordinates for the other: indexes may then be as large as they like.
        delete input.matrices.car
        input.matrices.bike = { durations: [[0]] }
        input.jobs[0].location_index = 4_000_000_000
      },
    ],
    ['missing', 'x.slots.job.id', (input) => (input.x = { slots: { job: {}, windows: [] } })],
    ['wrong_type', 'x.slots.job', (input) => (input.x = { slots: { job: 'x', windows: [] } })],
    ['missing', 'x.slots.job', (input) => (input.x = { slots: { windows: [] } })],
    [
      'duplicate_id',
      'x.slots.job.id',
      (input) => (input.x = { slots: { job: { ...input.jobs[0], id: 1 }, windows: [] } }),
    ],
    [
      'location_index_missing',
      'x.slots.job.location_index',
      (input) => (input.x = { slots: { job: { id: 99 }, windows: [] } }),
    ],
    [
      'location_index_out_of_range',
      'x.slots.job.location_index',
      (input) => (input.x = { slots: { job: { id: 99, location_index: 1_000_000 }, windows: [] } }),
    ],
    [
      'window_reversed',
      'x.slots.windows[0]',
      (input) => (input.x = { slots: { job: { ...input.jobs[0], id: 99 }, windows: [[9, 1]] } }),
    ],
    [
      'out_of_range',
      'x.slots.job.x.people',
      (input) => (input.x = { slots: { job: { ...input.jobs[0], id: 99, x: { people: 2 } }, windows: [] } }),
    ],
    ['matrix_missing', 'vehicles[0].profile', (input) => (input.vehicles[0].profile = 'bike')],
  ]
  test.each(cases)('%s at %s', (code, path, spoil) => {
    const input = good()
    expect(readVroom(input).ok).toBe(true)
    spoil(input)
    const answer = answerVroom(input, quick)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: 2,
      x: { errors: expect.arrayContaining([expect.objectContaining({ code, path })]) },
    })
  })

  test.each([null, 7, 'x', [], { vehicles: 1 }, { vehicles: [{}], jobs: [[]] }])('%j is no problem', (raw) => {
    expect(answerVroom(raw, quick)).toMatchObject({ status: 400, body: { code: 2 } })
  })

  test('whatever JSON comes, nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (vehicles, jobs) => {
        const { body } = answerVroom({ vehicles, jobs }, quick)
        expect([0, 2]).toContain(body.code)
      }),
      { numRuns: 200 },
    )
  })
})
