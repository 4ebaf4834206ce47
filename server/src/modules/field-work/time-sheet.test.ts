import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { type Job, makeJob, now, ok, sentPhoto, version, visitOf } from './visit.fixture.ts'

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
  await step('no_access', 45)
  await world.jobs()
  expect(await sheet()).toMatchObject([
    { travelMinutes: 30, siteMinutes: 15, workMinutes: 0, km: 3.5, isCorrected: false, correction: null },
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
