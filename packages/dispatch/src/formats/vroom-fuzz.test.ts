import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../check/random.fixture.ts'
import { answerVroom } from './index.ts'
import { REFUSAL_CODES } from './refusal.ts'

/** Values that are wrong, and values that nearly fit: small numbers meet ids, indexes and sizes. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, '', 'x', [], {}, -1, 0.5, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER),
  fc.jsonValue({ maxDepth: 2 }),
)
const small = fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 1, max: 4 }) }, { weight: 1, arbitrary: junk })
const time = fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 0, max: 90_000 }) }, { weight: 1, arbitrary: junk })
const some = (one: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 20, arbitrary: fc.array(one, { maxLength: 2 }) }, { weight: 1, arbitrary: junk })
const of = (keys: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof({ weight: 20, arbitrary: fc.record(keys, { requiredKeys: [] }) }, { weight: 1, arbitrary: junk })

const window = fc.oneof({ weight: 6, arbitrary: fc.tuple(time, time) }, { weight: 1, arbitrary: junk })
const point = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.double({ min: 7, max: 9, noNaN: true }), fc.double({ min: 47, max: 48, noNaN: true })) }, // biome-ignore format: one line
  { weight: 1, arbitrary: junk },
)
const jobX = of({
  penalty: time,
  preferred: some(small),
  preferred_price: time,
  excluded: some(small),
  only: some(small),
  people: small,
  promised: of({ start: time, tolerance: time, per_minute: small }),
  pinned: of({ vehicle: small, start: time }),
  parts_from: some(of({ person: small, from: time })),
})
const job = of({
  id: fc.oneof(fc.integer({ min: 50, max: 60 }), small),
  location: point,
  location_index: small,
  setup: time,
  service: time,
  time_windows: some(window),
  delivery: fc.oneof(fc.constant([0]), some(small)),
  skills: some(small),
  priority: small,
  x: jobX,
})
const step = of({
  type: fc.constantFrom('job', 'pickup', 'delivery', 'break', 'start'),
  id: small,
  start: time,
  end: time,
})
const vehicleX = of({
  person: small,
  overtime: of({ max: time, per_hour: time }),
  executed: some(step),
  max_duration: time,
})
const problemX = of({
  persons: some(of({ id: small, max_tasks: small, max_travel_time: time, max_work: time })),
  fairness: small,
  precedences: some(of({ before: small, after: small, gap: time })),
  explain: fc.oneof(fc.boolean(), junk),
  slots: of({ job, windows: some(window), best: small }),
})

const day = fc.record({ seed: fc.integer({ min: 1, max: 1000 }), byCoordinates: fc.boolean() })
const none = fc.constant(undefined)
const mode = fc.constantFrom('solve' as const, 'solve' as const, 'plan' as const)
// Mostly one at a time: together hardly any would get past the door.
const additions = fc.oneof(
  fc.record({ day, mode, x: problemX, jobX: none, vehicleX: none, steps: none }),
  fc.record({ day, mode, x: none, jobX, vehicleX: none, steps: none }),
  fc.record({ day, mode, x: none, jobX: none, vehicleX, steps: none }),
  fc.record({ day, mode, x: none, jobX: none, vehicleX: none, steps: some(step) }),
  fc.record({ day, mode, x: problemX, jobX, vehicleX, steps: some(step) }),
)

/** Found by chance: who leaves late takes the break elsewhere than who leaves early, and keeps the longest day only so. */
const LATE_BREAK = {
  ...{ day: { seed: 9, byCoordinates: false }, mode: 'solve' as const, x: undefined, jobX: undefined },
  ...{ vehicleX: { max_duration: 10158 }, steps: undefined },
}

test('whatever the additions are: an answer that passed the check, or coded refusals with their paths', () => {
  const seen = { 200: 0, 400: 0 }
  fc.assert(
    fc.property(additions, (one) => {
      const input = dayOf({ size: 5, jobs: 4, shipments: 1, vehicles: 2, ...one.day, extras: false })
      const with_ = <T>(list: readonly T[] | undefined, more: object) => list?.map((own, i) => (i === 0 ? { ...own, ...more } : own)) // biome-ignore format: one line
      const raw = {
        ...input,
        ...(one.x === undefined ? {} : { x: one.x }),
        jobs: with_(input.jobs, one.jobX === undefined ? {} : { x: one.jobX }),
        vehicles: with_(input.vehicles, {
          ...(one.vehicleX === undefined ? {} : { x: one.vehicleX }),
          ...(one.steps === undefined ? {} : { steps: one.steps }),
        }),
      }
      const answer = answerVroom(JSON.parse(JSON.stringify(raw)), {
        mode: one.mode,
        options: { iterations: 20, seed: 1 },
      })
      expect(answer.status, JSON.stringify(answer.body)).not.toBe(500)
      if (answer.status === 200) seen[200]++
      else {
        seen[400]++
        const errors = (answer.body as { x: { errors: { code: string; path: string }[] } }).x.errors
        expect(errors.length).toBeGreaterThan(0)
        for (const { code, path } of errors) {
          expect(REFUSAL_CODES).toContain(code)
          expect(path).not.toBe('')
        }
      }
    }),
    { examples: [[LATE_BREAK]], numRuns: 400 },
  )
  expect(seen[200]).toBeGreaterThan(20)
  expect(seen[400]).toBeGreaterThan(100)
})
