import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groundOf } from './ground.ts'
import { randomProblem } from './random-problem.ts'
import { emptyRows, insert, keep, type Rows, setOrder } from './rows.ts'
import { solve } from './solve.ts'

// Routes with everything: what is spared in working them out changes nothing.

const sizes = [fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 30 })] as const

test('a task put into a route is timed only onward and back from it, and the route is as if written whole', () => {
  fc.assert(
    fc.property(...sizes, (seed, jobs) => {
      const ground = groundOf(randomProblem(seed, { jobs, vehicles: 1, breaks: true, setups: true, amounts: true }))
      const [steps, whole] = [emptyRows(ground), emptyRows(ground)]
      const order: number[] = []
      for (let t = 0; t < ground.tasks && t + 2 < steps.stride; t++) {
        const slot = (t * 7919 + seed) % (t + 1)
        order.splice(slot, 0, t)
        insert(steps, 0, slot, t)
        if (t % 3 === 0) keep(steps)
        setOrder(whole, 0, order, order.length)
        expect(timesOf(steps)).toEqual(timesOf(whole))
      }
    }),
    { numRuns: 200 },
  )
})

/** With each number of breaks taken before. */
function timesOf(rows: Rows) {
  const { rowOf, stride, length, slots, task, place, leave, latest, latestSame, cost, highBefore, ground } = rows
  const at = rowOf[0]! * stride
  const end = at + length[rowOf[0]!]! + 2
  const times = Array.from({ length: ground.maxBreaks + 1 }, (_, plane) =>
    [leave, latest, latestSame].map((one) => [...one.subarray(plane * slots + at, plane * slots + end)]),
  )
  const stops = [task, place].map((one) => [...one.subarray(at + 1, end)])
  const high = [...highBefore.subarray(at * ground.dims, (end - 1) * ground.dims)]
  return { times, stops, high, cost: cost[rowOf[0]!] }
}

test('a setup nobody is ever spared is service: the same plan, and nothing else to ask', () => {
  fc.assert(
    fc.property(...sizes, (seed, jobs) => {
      const problem = randomProblem(seed, { jobs, vehicles: 3, breaks: true })
      const setups = { ...problem, jobs: problem.jobs.map((job) => ({ ...job, setup: 300 })) }
      const served = { ...problem, jobs: problem.jobs.map((job) => ({ ...job, service: job.service + 300 })) }
      expect(groundOf(setups).hasSetup).toBe(false)
      const [one, other] = [setups, served].map((each) => solve(each, { iterations: 200, seed }))
      expect(one!.routes.map(({ stops }) => stops.map(({ index }) => index))).toEqual(
        other!.routes.map(({ stops }) => stops.map(({ index }) => index)),
      )
      const [first, ...others] = setups.jobs
      const shared = { ...setups, jobs: [{ ...first!, place: others[0]!.place }, ...others] }
      expect(groundOf(shared).hasSetup).toBe(true)
    }),
    { numRuns: 50 },
  )
})
