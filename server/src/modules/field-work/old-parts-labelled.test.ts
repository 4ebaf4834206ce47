import { localDay, oldPartDueOn, oldPartId, oldPartLabel } from '@aftercare/rules'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { bookVisit, type Job, makeJob, now, ok, signed, version, visitOf, work } from './visit.fixture.ts'

const world = useWorld()
let job: Job
let keeper: Client
let pumpId: string
let vanId: string
beforeAll(async () => {
  job = await makeJob(world)
  keeper = await world.tenant.as('parts_keeper')
  const { personId } = job.technician
  vanId = ok(await keeper.post('/stock-places', { code: 'V1', name: 'V1', kind: 'van', mayOwe: true, personId })).id
  pumpId = ok(await keeper.post('/parts', { number: 'PUMP-1', name: { en: 'Pump' }, oldPartDueDays: 30 })).id
  const safety = { tracking: 'serial', needsProof: true, oldPartDueDays: 7 }
  ok(await keeper.post('/parts', { number: 'BRAKE', name: { en: 'Brake' }, ...safety }))
}, 60_000)

const asPhone = { 'x-told': `${new URLSearchParams({ at: now(), offset: '0', sure: '1' })}` }
const hours = [34, 39, 58, 63]
const PUMP = { kind: 'part', name: 'Pump', unit: 'piece', unitMinor: '30000', code: 'PUMP-1', quantity: '1' }

async function visitWith(lines: readonly ({ id: string } & Record<string, string>)[]): Promise<Job> {
  const one = { ...job, ...(await bookVisit(job.plan, job.technician.personId!, job.assetId, hours.shift()!)) }
  await work(one)
  for (const { id, ...line } of lines)
    ok(await one.technician.put(`/visits/${one.visitId}/lines/${id}`, { replaceReason: 'wear', ...line }, asPhone))
  await signed(one)
  return one
}
async function end(one: Job) {
  const { version: v } = await visitOf(one.technician, one.visitId)
  const body = { outcome: 'fixed', at: now() }
  return one.technician.put(`/visits/${one.visitId}/completion`, body, { ...version(v), ...asPhone })
}
const oldOf = async (one: Job) => (await visitOf(one.technician, one.visitId)).oldParts

test('the end of a visit labels what came out, with the numbers the phone has shown; told twice it is one', async () => {
  const [two, own] = [newId(), newId()]
  const one = await visitWith([
    { id: two, ...PUMP, quantity: '2', removedSerial: 'P-OLD-7' },
    { id: own, ...PUMP, source: 'customers_own' },
  ])
  expect(await oldOf(one)).toEqual([])
  ok(await end(one))
  const ids = [0, 1].map((piece) => oldPartId(two, piece))
  const { timeZone, finishedAt } = await visitOf(one.technician, one.visitId)
  const dueOn = oldPartDueOn(localDay(Date.parse(finishedAt), timeZone), 30)
  const common = { part: 'PUMP-1', state: 'labelled', dueOn }
  const old = await oldOf(one)
  expect(old).toHaveLength(2)
  expect(old).toContainEqual(
    expect.objectContaining({ ...common, id: ids[0], label: oldPartLabel(ids[0]!), serial: 'P-OLD-7' }),
  )
  expect(old).toContainEqual(
    expect.objectContaining({ ...common, id: ids[1], label: oldPartLabel(ids[1]!), serial: null }),
  )
  await end(one)
  expect(await oldOf(one)).toHaveLength(2)
  const list = ok(await keeper.get('/old-parts?filter[part]=PUMP-1')).items
  expect(list).toHaveLength(2)
  expect(list).toMatchObject([{ place: 'V1', valueMinor: '30000' }, { place: 'V1' }])
  const labels = await one.technician.post('/old-part-labels', { oldPartIds: ids, form: 'label_50x30' })
  expect([labels.status, labels.headers['content-type']]).toEqual([200, 'application/pdf'])
  // Too dear to be thrown away here.
  const scrapped = await one.technician.put(`/old-parts/${ids[0]}/scrapping`, { reason: 'freight' })
  expect(scrapped.body.code).toBe('parts.must_be_sent_back')
})

test('what somebody labelled by hand before is not labelled again', async () => {
  const one = await visitWith([{ id: newId(), ...PUMP }])
  const byHand = ok(await keeper.post('/old-parts', { partId: pumpId, placeId: vanId, visitId: one.visitId }))
  ok(await end(one))
  expect(await oldOf(one)).toMatchObject([{ id: byHand.id }])
})

test('a part nobody scanned goes to the desk, and its old one has its label all the same', async () => {
  const brake = newId()
  const one = await visitWith([{ id: brake, ...PUMP, code: 'BRAKE', name: 'Brake', removedSerial: 'BR-OLD' }])
  ok(await end(one))
  const late = ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${one.visitId}`)).items
  expect(late).toMatchObject([{ lateReason: 'parts.proof_needed' }])
  expect(await oldOf(one)).toMatchObject([{ id: brake, serial: 'BR-OLD', part: 'BRAKE' }])
})

test('with neither van nor shelf there is a place of the station for old parts alone, made once', async () => {
  const { plan } = job
  const personId = await plan.technician()
  const technician = await world.tenant.as('technician', { personId, stationId: plan.stationId })
  const visits: Job[] = []
  for (const start of [34, 39]) {
    const one = { ...job, technician, ...(await bookVisit(plan, personId, job.assetId, start)) }
    await work(one)
    // Nothing of the machine is between the two, so that they may end at once.
    const { lines } = await visitOf(technician, one.visitId)
    const fitted = lines.find((line: { kind: string }) => line.kind === 'part')
    ok(await technician.delete(`/visits/${one.visitId}/lines/${fitted.id}`))
    ok(await technician.put(`/visits/${one.visitId}/lines/${newId()}`, { replaceReason: 'wear', ...PUMP }, asPhone))
    await signed(one)
    visits.push(one)
  }
  for (const answer of await Promise.all(visits.map(end))) ok(answer)
  for (const one of visits) expect(await oldOf(one)).toMatchObject([{ part: 'PUMP-1', state: 'labelled' }])
  const { number } = ok(await job.manager.get(`/stations/${plan.stationId}`))
  const places = ok(await keeper.get('/stock-places?filter[placeKind]=depot')).items
  expect(places).toMatchObject([{ code: `OLD-${number}` }])
  const old = ok(await keeper.get('/old-parts?limit=200')).items
  expect(old.filter((one: { place: string }) => one.place === places[0].place)).toHaveLength(2)
})
