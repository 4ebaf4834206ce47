import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { type Job, makeJob, now, ok, signed, version, visitOf, work } from './visit.fixture.ts'

// One part from the wish of a job to the machine. Its way through the store with a scanner: e2e/parts-from-request-to-machine.spec.ts.
const world = useWorld()
let job: Job
let keeper: Client
let partId: string
let wish: { id: string; lines: { id: string }[] }
let shelf: string
let van: string

beforeAll(async () => {
  job = await makeJob(world)
  // Before there is a catalogue: what the visit needs beside the part.
  await work(job)
  keeper = await world.tenant.as('parts_keeper')
  const { technician, workOrder } = await visitOf(job.technician, job.visitId)
  shelf = ok(await keeper.post('/stock-places', { code: 'SH', name: 'Shelf', kind: 'warehouse' })).id
  const place = { code: 'V', name: 'Van', kind: 'van', stationId: job.plan.stationId, personId: technician.id }
  van = ok(await keeper.post('/stock-places', place)).id
  const part = { number: 'CAP-35', name: { en: 'Capacitor' }, tracking: 'serial', needsProof: true, oldPartDueDays: 30 }
  partId = ok(await keeper.post('/parts', part)).id
  const issues = ['CAP-7001', 'CAP-7002'].map((serial) => ({ part: 'CAP-35', serial, maker: 'Acme Components' }))
  ok(await keeper.post('/maker-issues', { issues }))
  wish = ok(
    await keeper.post('/part-requests', {
      ...{ placeId: shelf, toPlaceId: van, workOrderId: workOrder.id, requestId: job.requestId },
      lines: [{ partId, quantity: 1 }],
    }),
  )
}, 60_000)

test('the job waits with the day of its part, and goes on when it has come', async () => {
  const lines = [{ partId, quantity: 1, unitMinor: '900', expectedOn: '2031-03-04' }]
  const order = ok(await keeper.post('/purchase-orders', { supplier: 'Acme', placeId: shelf, lines }))
  await world.jobs()
  const line = async () => ok(await keeper.get(`/part-requests/${wish.id}`)).lines[0]
  expect(await line()).toMatchObject({ isWaiting: true, expectedOn: '2031-03-04' })
  const came = [{ lineId: order.lines[0].id, quantity: 1, serials: ['CAP-7001'] }]
  ok(await keeper.post(`/purchase-orders/${order.id}/receipts`, { id: newId(), lines: came }))
  await world.jobs()
  expect(await line()).toMatchObject({ isWaiting: false, reserved: 1 })
  const thread = JSON.stringify(ok(await job.plan.desk.get(`/requests/${job.requestId}/timeline`)))
  expect(thread).toContain('work_order.parts_ready')
  const handed = [{ lineId: wish.lines[0]!.id, quantity: 1, serials: ['CAP-7001'] }]
  ok(await keeper.post(`/part-requests/${wish.id}/issues`, { id: newId(), lines: handed }))
})

test('at the machine a fake is refused and kept as evidence; the true one is fitted, stands in the tree, and the old one has its label', async () => {
  const { lines } = await visitOf(job.technician, job.visitId)
  const { id } = lines.find((one: { kind: string }) => one.kind === 'part')
  const fit = (partSerial: string) =>
    job.technician.put(`/visits/${job.visitId}/lines/${id}`, {
      ...{ kind: 'part', code: 'CAP-35', quantity: '1', component: 'capacitor', replaceReason: 'damaged' },
      ...{ partSerial, source: 'van' },
    })
  const fake = await fit('CAP-FAKE')
  expect(fake.status).toBe(409)
  expect(fake.body.code).toMatch(/^parts\.not_genuine/)
  const { items } = ok(await keeper.get('/genuine-checks?filter[verdict]=unknown'))
  expect(items).toMatchObject([{ visitId: job.visitId }])
  ok(await fit('CAP-7001'))
  await signed(job)
  const { version: v } = await visitOf(job.technician, job.visitId)
  ok(await job.technician.put(`/visits/${job.visitId}/completion`, { outcome: 'fixed', at: now() }, version(v)))
  await world.jobs()
  const { components } = ok(await job.plan.desk.get(`/assets/${job.assetId}`))
  expect(components).toMatchObject([{ position: 'capacitor', serial: 'CAP7001', visitId: job.visitId }])
  const chain = ok(await keeper.get('/genuine-chains?number=CAP-7001')).items[0]
  expect(chain.steps.map((one: { toKind: string }) => one.toKind)).toEqual(['warehouse', 'van', 'customer'])
  expect(ok(await keeper.get(`/part-requests/${wish.id}`)).lines[0]).toMatchObject({ issued: 1, used: 1 })
  const { oldParts } = await visitOf(job.technician, job.visitId)
  expect(oldParts).toMatchObject([{ id, part: 'CAP-35', state: 'labelled' }])
  expect(ok(await keeper.get(`/old-parts/${id}`))).toMatchObject({ placeId: van, valueMinor: '4550' })
})
