import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'

const world = useWorld()

const problem = {
  vehicles: [{ id: 1, start: [8.54, 47.37], end: [8.54, 47.37], time_window: [28_800, 61_200], skills: [1] }],
  jobs: [
    { id: 1, location: [8.56, 47.39], service: 1800, time_windows: [[36_000, 39_600]] },
    { id: 2, location: [8.5, 47.36], service: 900, skills: [2] },
  ],
}

test('VROOM in, VROOM out; what is left out is explained when asked for', async () => {
  const desk = await world.tenant.as('dispatcher')
  const answer = await desk.post('/dispatch/optimisations?l=0.2', { ...problem, x: { explain: true } })
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    code: 0,
    summary: { routes: 1, unassigned: 1, violations: [] },
    unassigned: [{ id: 2, type: 'job' }],
    routes: [{ vehicle: 1, steps: [{ type: 'start' }, { type: 'job', id: 1 }, { type: 'end' }] }],
    x: { why: expect.arrayContaining([expect.objectContaining({ id: 2, blocking: 'skill' })]) },
  })
  const steps = answer.body.routes[0].steps
  expect(steps[1].arrival + steps[1].waiting_time).toBeGreaterThanOrEqual(36_000)
})

test('plan mode keeps the given steps and tells what they violate', async () => {
  const desk = await world.tenant.as('dispatcher')
  const vehicles = [{ ...problem.vehicles[0], steps: [2, 1].map((id) => ({ type: 'job', id })) }]
  const answer = await desk.post('/dispatch/optimisations?mode=plan', { ...problem, vehicles })
  expect(answer.status).toBe(200)
  expect(answer.body.routes[0].steps.map((one: { id?: number }) => one.id)).toEqual([undefined, 2, 1, undefined])
  expect(answer.body.summary.violations).toEqual([{ cause: 'skills' }])
})

test('a refusal has VROOM’s code, and each mistake its path', async () => {
  const desk = await world.tenant.as('dispatcher')
  const jobs = [
    { ...problem.jobs[0], time_windows: [[2, 1]] },
    { ...problem.jobs[1], id: 1 },
  ]
  const answer = await desk.post('/dispatch/optimisations', { ...problem, jobs })
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({
    code: 2,
    x: {
      errors: expect.arrayContaining([
        expect.objectContaining({ code: 'window_reversed', path: 'jobs[0].time_windows[0]' }),
        expect.objectContaining({ code: 'duplicate_id', path: 'jobs[1].id' }),
      ]),
    },
  })
})

test('a job to be offered windows that is none, or additions of any wrong shape, are refused with their paths', async () => {
  const desk = await world.tenant.as('dispatcher')
  const windows = [[36_000, 39_600]]
  const wrong: [string, object][] = [
    ['x.slots.job', { slots: { job: 7, windows } }],
    ['x.slots.job.id', { slots: { job: { location: [8.5, 47.4] }, windows } }],
    ['x.slots.job.location', { slots: { job: { id: 9 }, windows } }],
    ['x.slots.windows[0]', { slots: { job: { id: 9, location: [8.5, 47.4] }, windows: [[2, 1]] } }],
    ['x.precedences[0].after', { precedences: [{ before: 1, after: 77 }] }],
    ['x.persons', { persons: {} }],
  ]
  for (const [path, x] of wrong) {
    const answer = await desk.post('/dispatch/optimisations?l=0.1', { ...problem, x })
    expect([answer.status, answer.body.x.errors[0].path], JSON.stringify(answer.body)).toEqual([400, path])
  }
})

test('who may not plan is refused; a level that does not exist is a wrong question', async () => {
  const technician = await world.tenant.as('technician')
  expect((await technician.post('/dispatch/optimisations', problem)).status).toBe(403)
  const desk = await world.tenant.as('dispatcher')
  expect((await desk.post('/dispatch/optimisations?x=9', problem)).status).toBe(422)
})

test('others are answered while one is worked out', async () => {
  const desk = await world.tenant.as('dispatcher')
  const long = desk.post('/dispatch/optimisations?l=2', problem)
  let pages = 0
  let done = false
  const until = long.then(() => {
    done = true
  })
  while (!done) {
    expect((await desk.get('/work-orders')).status).toBe(200)
    pages++
  }
  await until
  expect((await long).status).toBe(200)
  expect(pages).toBeGreaterThan(3)
}, 30_000)
