import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at as hour } from '../dispatch/plan.fixture.ts'
import { bookVisit, day, type Job, makeJob, now, ok, sentPhoto, version, visitOf } from './visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  job = await makeJob(world)
}, 60_000)

const HOUR = 3_600_000
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const path = (rest: string) => `/visits/${job.visitId}${rest}`
const sheet = async (who = job.plan.dispatcher) => ok(await who.get(`/work-times?filter[visitId]=${job.visitId}`)).items
async function step(status: string, minutes: number, place: object = {}) {
  const { version: at } = await visitOf(job.technician, job.visitId)
  ok(await job.technician.put(path('/status'), { status, at: ago(minutes), ...place }, version(at)))
}
const asPhone = {
  'x-told': `${new URLSearchParams({ at: new Date(Date.now() - HOUR).toISOString(), offset: String(HOUR) })}`,
}

test('the time sheet writes itself from the steps: travel, time at the door, and the way between both ends', async () => {
  await step('en_route', 90, { lat: 31.2304, lon: 121.4737 })
  await step('on_site', 60, { lat: 31.2397, lon: 121.4998 })
  const { ways } = ok(await job.technician.get(`/field/today?date=${day}`))
  await step('no_access', 45)
  await world.jobs()
  const { km: plannedKm } = ways.find((one: { visitId: string }) => one.visitId === job.visitId)
  expect(plannedKm).toBeGreaterThan(0)
  expect(await sheet()).toMatchObject([
    { travelMinutes: 30, siteMinutes: 15, workMinutes: 0, km: 3.5, plannedKm, isCorrected: false, correction: null },
  ])
})

test('put right with a reason, also after the end: both are kept, the newest counts, told twice it is one', async () => {
  const correct = (id: string, value: number, at: string, reason = 'traffic jam') =>
    job.technician.put(path(`/time-corrections/${id}`), { field: 'travelMinutes', value, reason, at }, asPhone)
  const [first, second] = [newId(), newId()]
  ok(await correct(first, 50, ago(20)))
  ok(await correct(second, 55, ago(10), 'forgot to tap'))
  ok(await correct(first, 50, ago(20)))
  expect(await sheet()).toMatchObject([
    { travelMinutes: 55, computedTravel: 30, siteMinutes: 15, isCorrected: true, correction: 'forgot to tap' },
  ])
  expect((await visitOf(job.technician, job.visitId)).corrections).toMatchObject([
    { field: 'travelMinutes', value: 55 },
  ])
  expect(
    (await job.technician.put(path(`/time-corrections/${newId()}`), { field: 'km', value: 4, at: now() })).status,
  ).toBe(422)
})

test('expenses with their receipt, taken back when it was wrong', async () => {
  const id = newId()
  const body = {
    kind: 'parking',
    minor: '1500',
    currency: 'CNY',
    note: 'Garage',
    at: now(),
    fileId: await sentPhoto(job.technician),
  }
  ok(await job.technician.put(path(`/expenses/${id}`), body, asPhone))
  ok(await job.technician.put(path(`/expenses/${id}`), body, asPhone))
  const list = async () => ok(await job.plan.dispatcher.get(`/expenses?filter[visitId]=${job.visitId}`)).items
  expect(await list()).toMatchObject([
    { expenseKind: 'parking', amountMinor: '1500', currency: 'CNY', isTakenBack: false },
  ])
  ok(await job.technician.delete(path(`/expenses/${id}`), asPhone))
  expect(await list()).toMatchObject([{ isTakenBack: true }])
  expect((await visitOf(job.technician, job.visitId)).expenses).toEqual([])
  for (const wrong of [{ minor: '0' }, { minor: '-5' }, { currency: 'XXQ' }, { kind: 'party' }])
    expect((await job.technician.put(path(`/expenses/${newId()}`), { ...body, ...wrong })).status).toBe(422)
})

test('the day of a technician goes out as a table, and is nobody else’s to see or to change', async () => {
  const csv = await job.plan.dispatcher.get(`/work-times/export?format=csv&filter[visitId]=${job.visitId}`)
  expect(csv.status).toBe(200)
  const stranger = await world.tenant.as('technician', { stationId: job.plan.stationId })
  const right = { field: 'km', value: 1, reason: 'mine', at: now() }
  expect((await stranger.put(path(`/time-corrections/${newId()}`), right)).body.code).toBe('field_work.not_yours')
  expect((await stranger.get('/work-times')).status).toBe(403)
  const other = await world.makeTenant('elsewhere')
  expect(await sheet(await other.as('dispatcher'))).toEqual([])
  const foreign = await other.as('technician')
  expect((await foreign.put(path(`/time-corrections/${newId()}`), right)).status).toBe(404)
  expect((await foreign.delete(path(`/expenses/${newId()}`))).status).toBe(404)
})

test('a step told late and believed changes a time sheet that was shown: both values are kept, who told it reads who and why', async () => {
  const two = { ...job, ...(await bookVisit(job.plan, job.technician.personId!, job.assetId, 34)) }
  const at = (rest: string) => `/visits/${two.visitId}${rest}`
  const tell = async (status: string, minutes: number) => {
    const { version: now } = await visitOf(job.technician, two.visitId)
    const told = { 'x-told': `${new URLSearchParams({ at: ago(minutes), offset: '0', sure: '1' })}` }
    return job.technician.put(at('/status'), { status, at: ago(minutes) }, { ...version(now), ...told })
  }
  for (const [status, minutes] of [
    ['en_route', 80],
    ['on_site', 70],
    ['no_access', 20],
  ] as const)
    ok(await tell(status, minutes))
  await world.jobs()
  const row = async () => ok(await job.plan.dispatcher.get(`/work-times?filter[visitId]=${two.visitId}`)).items[0]
  expect(await row()).toMatchObject({ siteMinutes: 50, workMinutes: 0, recomputedAt: null, wasSite: null })

  const late = await tell('working', 60)
  expect(late.status).toBe(202)
  const wrong = await tell('en_route', 95)
  expect(wrong.status).toBe(202)
  const list = async () =>
    ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${two.visitId}&sort=receivedAt`)).items
  const [begun, setOut] = await list()
  const judge = (one: { id: string; version: number }, body: object) =>
    job.plan.dispatcher.put(`/late-facts/${one.id}/judgement`, body, version(one.version))
  ok(await judge(begun, { verdict: 'taken_over' }))
  ok(await judge(setOut, { verdict: 'set_aside', note: 'The van stood at the depot until 80' }))
  await world.jobs()

  expect(await row()).toMatchObject({ siteMinutes: 10, workMinutes: 40, travelMinutes: 10, wasSite: 50, wasWork: 0 })
  expect((await row()).recomputedAt).not.toBeNull()
  const visit = await visitOf(job.technician, two.visitId)
  expect(visit.timeChanges).toMatchObject([
    { status: 'working', before: { siteMinutes: 50, workMinutes: 0 }, after: { siteMinutes: 10, workMinutes: 40 } },
  ])
  const { judged } = ok(await job.technician.get('/field/today'))
  expect(judged).toMatchObject([
    { kind: 'tap', visitId: two.visitId, verdict: 'set_aside', note: 'The van stood at the depot until 80' },
    { kind: 'tap', visitId: two.visitId, verdict: 'taken_over', note: null },
  ])
  expect(judged[0].by).toBe(visit.timeChanges[0].by)
  const colleague = await world.tenant.as('technician', { stationId: job.plan.stationId })
  expect(ok(await colleague.get('/field/today')).judged).toEqual([])
})

test('a step of somebody who has the visit no longer is kept, and is not time of whoever has it now', async () => {
  const other = await job.plan.technician()
  const two = { ...job, ...(await bookVisit(job.plan, job.technician.personId!, job.assetId, 37)) }
  const seen = await visitOf(job.plan.dispatcher, two.visitId)
  const to = { technicianId: other, start: hour(37), minutes: 60 }
  ok(await job.plan.dispatcher.put(`/visits/${two.visitId}/schedule`, to, version(seen.version)))
  const body = { status: 'en_route', at: ago(30) }
  const told = await job.technician.put(`/visits/${two.visitId}/status`, body, { ...version(1), ...asPhone })
  expect(told.status).toBe(202)
  const { items } = ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${two.visitId}`))
  ok(await job.plan.dispatcher.put(`/late-facts/${items[0].id}/judgement`, { verdict: 'taken_over' }, version(1)))
  const now = await visitOf(job.plan.dispatcher, two.visitId)
  expect([now.enRouteAt, now.timeChanges, now.stamps.length]).toEqual([null, [], 1])
})
