import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { type CoverGround, daysAgo, makeCoverGround } from './cover-ground.fixture.ts'
import { recordRepair } from './index.ts'

const world = useWorld()
let ground: CoverGround
beforeAll(async () => {
  ground = await makeCoverGround(world)
})

const version = (n: number) => ({ 'if-match': `"${n}"` })
const history = async (requestId: string) =>
  (await ground.desk.get(`/entitlement/decisions?filter[requestId]=${requestId}`)).body.items
const requestOf = async (id: string) => (await ground.desk.get(`/requests/${id}`)).body
const decisionOf = async (id: string) => (await ground.desk.get(`/entitlement/decisions/${id}`)).body
async function changeAsset(assetId: string, patch: object) {
  const { body } = await ground.desk.get(`/assets/${assetId}`)
  const changed = await ground.desk.patch(`/assets/${assetId}`, patch, version(body.version))
  expect(changed.status).toBe(200)
  await world.jobs()
}

test('another invoice date: the decision is made again, the old one kept with what changed and why', async () => {
  const assetId = await ground.car(1)
  const requestId = await ground.request(assetId)
  const [first] = await history(requestId)
  expect(first).toMatchObject({ cause: 'request.opened', inForce: true, changes: [] })
  await changeAsset(assetId, { soldOn: daysAgo(2000), deliveredOn: daysAgo(2000) })
  const [second, old] = await history(requestId)
  expect(old).toMatchObject({ id: first.id, inForce: false })
  expect(second).toMatchObject({ cause: 'asset.changed', inForce: true })
  expect(second.changes).toContainEqual({ fact: 'asset.saleDate', from: daysAgo(300), to: daysAgo(2000) })
  expect(await decisionOf(first.id)).toMatchObject({ supersededBy: second.id })
  expect(await decisionOf(second.id)).toMatchObject({ supersedes: first.id })
  expect((await requestOf(requestId)).cover.decisionId).toBe(second.id)
  for (const one of [first, second]) {
    const again = await ground.desk.get(`/entitlement/decisions/${one.id}/recomputation`)
    expect(again.body).toMatchObject({ identical: true, packsKept: true })
  }
})

test('meter, failure code, repair, promise of the maker and owner each lead to a new decision; nothing new to none', async () => {
  const assetId = await ground.car(2)
  const requestId = await ground.request(assetId)
  const causes = async () => (await history(requestId)).map((one: { cause: string }) => one.cause)
  await ground.desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 21_000 })
  await world.jobs()
  expect(await causes()).toEqual(['meter.read', 'request.opened'])
  const { version: read } = await requestOf(requestId)
  const reading = { symptomCode: 'STALL', impact: 2, urgency: 2, summary: 'Stalls', reason: 'heard again' }
  expect((await ground.desk.put(`/requests/${requestId}/reading`, reading, version(read))).status).toBe(200)
  await world.jobs()
  expect((await causes())[0]).toBe('request.read')
  await world.services.db.tx(world.tenant.id, (tx) =>
    recordRepair(tx, {
      assetId,
      source: { type: 'visit', id: newId() },
      inAt: new Date(Date.now() - 40 * 86_400_000),
      outAt: new Date(Date.now() - 39 * 86_400_000),
      timeZone: 'Asia/Shanghai',
      symptomCode: 'STALL',
    }),
  )
  await world.jobs()
  const [repaired] = await history(requestId)
  expect(repaired).toMatchObject({ cause: 'repair.recorded' })
  expect(repaired.changes).toContainEqual({ fact: 'history.repairs', from: 0, to: 1 })
  const term = { covers: 'travel', months: 48, startsFrom: 'sale' }
  await ground.manager.post(`/models/${ground.catalogue.car}/terms`, term)
  await world.jobs()
  expect((await causes())[0]).toBe('warranty_term.added')
  const before = (await history(requestId)).length
  // A car whose country of sale is known does not change its law with its owner: nothing to decide anew.
  const { body: other } = await ground.desk.post('/customers', {
    ...{ kind: 'person', name: 'Hans', country: 'DE' },
    // In the same clock: on another one it may be another day, and that is a new decision.
    timeZone: 'Asia/Shanghai',
  })
  await ground.desk.post(`/assets/${assetId}/ownership`, { customerId: other.id, fromOn: daysAgo(1) })
  await world.jobs()
  expect(await history(requestId)).toHaveLength(before)
})

test('where the owner decides the law, a new owner is a new decision', async () => {
  const assetId = await ground.car(3, { saleCountry: null })
  const requestId = await ground.request(assetId)
  const { body: other } = await ground.desk.post('/customers', { kind: 'person', name: 'Hanna', country: 'DE' })
  await ground.desk.post(`/assets/${assetId}/ownership`, { customerId: other.id, fromOn: daysAgo(1) })
  await world.jobs()
  const [latest] = await history(requestId)
  expect(latest).toMatchObject({ cause: 'asset.transferred' })
  expect(latest.changes).toContainEqual({ fact: 'jurisdiction', from: 'CN', to: 'DE' })
})

test('what somebody found out is carried on; a closed request keeps its decision', async () => {
  const assetId = await ground.car(4)
  const requestId = await ground.request(assetId)
  const asked = { assetId, requestId, fault: { cause: 'wear' } }
  expect((await ground.desk.post('/entitlement/decisions', asked)).body).toMatchObject({ outcome: 'not_covered' })
  await world.jobs()
  expect((await requestOf(requestId)).cover.outcome).toBe('not_covered')
  await ground.desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 9_000 })
  await world.jobs()
  const [carried] = await history(requestId)
  expect((await decisionOf(carried.id)).decision.facts.fault).toMatchObject({ cause: 'wear' })
  const closed = await ground.desk.put(`/requests/${requestId}/closure`, { code: 'solved_remotely' })
  expect(closed.status).toBe(200)
  await world.jobs()
  await changeAsset(assetId, { soldOn: daysAgo(3000), deliveredOn: daysAgo(3000) })
  expect((await history(requestId))[0].id).toBe(carried.id)
})

test('two who decide at once: one after the other, one holds', async () => {
  const assetId = await ground.car(5)
  const requestId = await ground.request(assetId)
  const causes = ['wear', 'quality', 'misuse', 'accident']
  const made = await Promise.all(
    causes.map((cause) => ground.desk.post('/entitlement/decisions', { assetId, requestId, fault: { cause } })),
  )
  expect(made.map((one) => one.status)).toEqual([201, 201, 201, 201])
  const all = await history(requestId)
  expect(all).toHaveLength(5)
  expect(all.filter((one: { inForce: boolean }) => one.inForce)).toHaveLength(1)
})

test('work of another station or company is not decided about', async () => {
  const assetId = await ground.car(6)
  const requestId = await ground.request(assetId)
  const elsewhere = newId()
  for (const of of [{ requestId: elsewhere }, { visitId: elsewhere }])
    expect((await ground.desk.post('/entitlement/decisions', { assetId, ...of })).status).toBe(404)
  const rival = await (await world.makeTenant('rival')).as('service_desk')
  expect((await rival.post('/entitlement/decisions', { assetId, requestId })).status).toBe(404)
})
