import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { bookVisit, type Job, makeJob, now, ok, signed, version, visitOf, work } from './visit.fixture.ts'

const world = useWorld()
let job: Job
let keeper: Client
let vanId: string
let brakeId: string
beforeAll(async () => {
  job = await makeJob(world)
  keeper = await world.tenant.as('parts_keeper')
  const { personId } = job.technician
  const place = { code: 'V1', name: 'V1', kind: 'van', stationId: job.plan.stationId, personId }
  vanId = ok(await keeper.post('/stock-places', place)).id
  const brake = { number: 'BRAKE', name: { en: 'Brake' }, needsProof: true, tracking: 'serial' }
  brakeId = ok(await keeper.post('/parts', brake)).id
  const issues = ['BR-1', 'BR-2'].map((serial) => ({ part: 'BRAKE', serial, maker: 'Acme', markets: ['CN'] }))
  ok(await keeper.post('/maker-issues', { issues }))
  const lines = [{ partId: brakeId, quantity: 2, costMinor: '100', serials: ['BR-1', 'BR-2'] }]
  ok(await keeper.post('/stock-documents', { kind: 'receipt', placeId: vanId, lines }))
}, 60_000)

const asPhone = (more: Record<string, string> = {}) => ({
  'x-told': `${new URLSearchParams({ at: now(), offset: '0', sure: '1', ...more })}`,
})
const BRAKE = { kind: 'part', name: 'Brake', unit: 'piece', unitMinor: '900', code: 'BRAKE', quantity: '1' }
const hours = [34, 39, 58, 63]

/** A visit worked on and signed, with a brake on it; told by a phone. */
async function withBrake(more: object) {
  const booked = await bookVisit(job.plan, job.technician.personId!, job.assetId, hours.shift()!)
  const one = { ...job, ...booked }
  await work(one)
  const lineId = newId()
  const line = await one.technician.put(
    `/visits/${one.visitId}/lines/${lineId}`,
    { ...BRAKE, replaceReason: 'safety', ...more },
    asPhone(),
  )
  ok(line)
  await signed(one)
  return { ...one, lineId }
}
async function end(one: Job) {
  const body = { outcome: 'fixed', at: now() }
  const { version: at } = await visitOf(one.technician, one.visitId)
  return ok(await one.technician.put(`/visits/${one.visitId}/completion`, body, { ...version(at), ...asPhone() }))
}
const late = async (visitId: string) =>
  ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${visitId}`)).items
const checks = async (visitId: string) =>
  ok(await keeper.get('/genuine-checks?filter[isRefused]=true')).items.filter(
    (one: { visitId: string }) => one.visitId === visitId,
  )

test('a safety part nobody scanned: the visit ends, quality has it in writing, and the number read later books it', async () => {
  const one = await withBrake({})
  expect((await end(one)).status).toBe('done')
  const [told] = await late(one.visitId)
  expect(told).toMatchObject({ toldKind: 'completion', lateReason: 'parts.proof_needed' })
  expect(await checks(one.visitId)).toMatchObject([{ verdict: 'not_scanned', code: 'BRAKE', occasion: 'completion' }])
  await world.jobs()
  const judge = (numbers: object) =>
    job.plan.dispatcher.put(
      `/late-facts/${told.id}/judgement`,
      { verdict: 'taken_over', numbers },
      version(told.version),
    )
  expect((await judge({ [one.lineId]: 'FAKE-1' })).body.code).toBe('parts.not_genuine.unknown')
  ok(await judge({ [one.lineId]: 'BR-1' }))
  const { lines } = await visitOf(job.plan.dispatcher, one.visitId)
  expect(lines.find((line: { id: string }) => line.id === one.lineId).partSerial).toBe('BR-1')
  const van = ok(await job.technician.get('/field/today')).van
  expect(van.stock).toMatchObject([{ code: 'BRAKE', tracking: 'serial', free: 1, serials: ['BR-2'] }])
})

test('a part its maker does not know, fitted without a network: kept as told, seen by quality, left to the desk', async () => {
  const plain = { ...BRAKE, partSerial: 'FAKE-2', replaceReason: 'safety' }
  const one = await withBrake({ partSerial: 'FAKE-2' })
  expect((await one.technician.put(`/visits/${one.visitId}/lines/${newId()}`, plain)).status).toBe(409)
  expect((await end(one)).status).toBe('done')
  expect(await late(one.visitId)).toMatchObject([{ lateReason: 'parts.not_genuine.unknown' }])
  expect((await checks(one.visitId)).map((row: { occasion: string }) => row.occasion)).toEqual(['completion', 'line'])
})

test('that it takes longer, and why a part was replaced, are facts too: of a visit that is somebody else’s by now', async () => {
  const booked = await bookVisit(job.plan, job.technician.personId!, job.assetId, hours.shift()!)
  const visit = await visitOf(job.plan.dispatcher, booked.visitId)
  const to = { technicianId: await job.plan.technician(), start: visit.startsAt, minutes: 60 }
  ok(await job.plan.dispatcher.put(`/visits/${booked.visitId}/schedule`, to, version(visit.version)))
  const path = (rest: string) => `/visits/${booked.visitId}${rest}`
  const overrun = { minutes: 45, reason: 'waiting_for_part' }
  const reason = { reason: 'wear' }
  expect((await job.technician.put(path('/overrun'), overrun)).status).toBe(403)
  expect((await job.technician.put(path('/overrun'), overrun, asPhone())).status).toBe(202)
  expect((await job.technician.delete(path('/overrun'), asPhone())).status).toBe(202)
  expect((await job.technician.put(path(`/lines/${newId()}/replacement`), reason, asPhone())).status).toBe(202)
  expect((await late(booked.visitId)).map((one: { toldKind: string }) => one.toldKind).sort()).toEqual([
    ...['overrun', 'overrun_withdrawn', 'replacement'],
  ])
})
