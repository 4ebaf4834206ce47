import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, type Tenant, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { day, type Job, makeJob, now, ok, signed, version, visitOf, work } from './visit.fixture.ts'

// What the phone takes along of the machine that must be known before it is touched.
const world = useWorld()
let job: Job
let keeper: Client
let shelf: string
beforeAll(async () => {
  job = await makeJob(world)
  keeper = await world.tenant.as('parts_keeper')
  shelf = ok(await keeper.post('/stock-places', { code: 'SH', name: 'Shelf', kind: 'warehouse' })).id
}, 60_000)

const part = async (number: string, tracking: string, who = keeper) =>
  ok(await who.post('/parts', { number, name: { en: number }, tracking })).id as string
const receive = async (partId: string, more: object, quantity = 1) => {
  const lines = [{ partId, quantity, costMinor: '100', ...more }]
  ok(await keeper.post('/stock-documents', { kind: 'receipt', placeId: shelf, lines }))
}
const toMachine = async (partId: string, more: object) => {
  const lines = [{ partId, quantity: 1, ...more }]
  return ok(await keeper.post('/stock-documents', { kind: 'issue', placeId: shelf, assetId: job.assetId, lines }))
}
const batchId = (partId: string, code: string, tenant: Tenant = world.tenant) =>
  world.services.db.tx(tenant.id, async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`select id from parts.batch where part_id = ${partId} and code = ${code}`.execute(tx)
    return rows[0]!.id
  })
const block = async (partId: string, code: string, reason: string | null) =>
  ok(await keeper.put(`/batches/${await batchId(partId, code)}/block`, { reason }))
/** As the phone takes it along. */
const blocked = async () => {
  const { visits } = ok(await job.technician.get(`/field/today?date=${day}`))
  return visits.find((one: { id: string }) => one.id === job.visitId).asset.blocked
}

test('a part of a blocked batch that sits in the machine comes along with its reason, until the batch is released', async () => {
  const fan = await part('FAN', 'batch')
  await receive(fan, { batch: 'F-1' })
  await receive(fan, { batch: 'F-2' })
  await toMachine(fan, { batch: 'F-1' })
  await toMachine(fan, { batch: 'F-2' })
  expect(await blocked()).toEqual([])
  await block(fan, 'F-1', 'Blades crack')
  const one = { code: 'FAN', name: { en: 'FAN' }, serial: null, batch: 'F-1', reason: 'Blades crack' }
  expect(await blocked()).toEqual([one])
  // The same number of a batch on another part is another batch.
  const seal = await part('SEAL', 'batch')
  await receive(seal, { batch: 'F-2' }, 2)
  await block(seal, 'F-2', 'Leaks')
  expect(await blocked()).toEqual([one])
  await block(fan, 'F-1', null)
  expect(await blocked()).toEqual([])
})

test('what came back from the machine, or lies in another one, is not said of it', async () => {
  const pump = await part('PUMP', 'serial')
  await receive(pump, { serials: ['PU-1'], batch: 'P-1' })
  const issue = await toMachine(pump, { serials: ['PU-1'], batch: 'P-1' })
  await block(pump, 'P-1', 'Bearing')
  const said = { code: 'PUMP', serial: 'PU-1', batch: 'P-1', reason: 'Bearing' }
  expect(await blocked()).toMatchObject([said])
  ok(await keeper.post(`/stock-documents/${issue.id}/reversal`, { id: newId(), note: 'Wrong machine' }))
  expect(await blocked()).toEqual([])
})

test('a number of the machine’s own list is known by what its maker said of it; swapped at a visit, it is out', async () => {
  const cap = await part('CAP-35', 'serial')
  const issues = ['C-1', 'C-2'].map((serial, n) => ({ part: 'CAP-35', serial, maker: 'Acme', batch: `B-${n + 1}` }))
  ok(await keeper.post('/maker-issues', { issues }))
  const fitted = { position: 'capacitor', partNumber: 'cap 35', serial: 'c-1' }
  ok(await job.manager.post(`/assets/${job.assetId}/components`, fitted))
  await receive(cap, { serials: ['X-1'], batch: 'B-1' })
  await block(cap, 'B-1', 'Bursts')
  expect(await blocked()).toMatchObject([{ code: 'CAP-35', serial: 'C-1', batch: 'B-1', reason: 'Bursts' }])
  await work(job)
  await signed(job)
  const { version: v } = await visitOf(job.technician, job.visitId)
  const lines = (await visitOf(job.technician, job.visitId)).lines
  const { id } = lines.find((line: { kind: string }) => line.kind === 'part')
  ok(await job.technician.put(`/visits/${job.visitId}/lines/${id}/source`, { source: 'bought' }))
  ok(await job.technician.put(`/visits/${job.visitId}/completion`, { outcome: 'fixed', at: now() }, version(v)))
  expect(await blocked()).toEqual([])
})

test('a batch another company has blocked is not ours', async () => {
  const other = await world.makeTenant('other')
  const theirs = await other.as('parts_keeper')
  const fan = await part('FAN', 'batch', theirs)
  const place = ok(await theirs.post('/stock-places', { code: 'SH', name: 'Shelf', kind: 'warehouse' })).id
  const lines = [{ partId: fan, quantity: 1, costMinor: '100', batch: 'F-2' }]
  ok(await theirs.post('/stock-documents', { kind: 'receipt', placeId: place, lines }))
  ok(await theirs.put(`/batches/${await batchId(fan, 'F-2', other)}/block`, { reason: 'Theirs' }))
  expect(await blocked()).toEqual([])
})
