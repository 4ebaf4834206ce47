import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { makeStation } from '../parties/station.fixture.ts'
import { type CoverGround, daysAgo, makeCoverGround } from './cover-ground.fixture.ts'

const world = useWorld()
let ground: CoverGround
let admin: Client
beforeAll(async () => {
  ground = await makeCoverGround(world)
  admin = await world.tenant.as('administrator')
  for (const [role, limitMinor] of [
    ['warranty_assessor', '100000'],
    ['service_manager', '1000000'],
  ])
    expect((await admin.post('/entitlement/goodwill-limits', { role, currency: 'CNY', limitMinor })).status).toBe(201)
})

const version = (n: number) => ({ 'if-match': `"${n}"` })
const old = { soldOn: daysAgo(1200), deliveredOn: daysAgo(1200) }
const shares = [
  { kind: 'part', amountMinor: '150000', manufacturerPct: 40, dealerPct: 10, customerPct: 50 },
  { kind: 'labour', amountMinor: '20000', manufacturerPct: 100, dealerPct: 0, customerPct: 0 },
]
const validTo = daysAgo(-30)
const wanted = { reasonCode: 'just_over', maintenance: 'complete', currency: 'CNY', shares, validTo }
async function asked(n: number, more: object = {}) {
  const assetId = await ground.car(n, old)
  const requestId = await ground.request(assetId)
  const made = await ground.desk.post('/entitlement/goodwill', { assetId, requestId, ...wanted, ...more })
  return { assetId, requestId, made, id: made.body.id as string }
}
const answer = (who: Client, id: string, how: string, n = 1, body: object = {}) =>
  who.put(`/entitlement/goodwill/${id}/${how}`, body, version(n))

test('asked for with reasons we know ourselves, given within the ladder, used by the decision of that request only', async () => {
  const { assetId, requestId, made, id } = await asked(1)
  expect(made.body).toMatchObject({ status: 'requested', givenMinor: '95000', can: ['withdraw'] })
  expect(made.body.inputs).toMatchObject({ daysOver: expect.any(Number), maintenance: 'complete', productsOwned: 1 })
  expect(made.body.inputs.daysOver).toBeGreaterThan(90)
  await world.jobs()
  const told = await ground.assessor.get('/notices')
  expect(told.body.items[0]).toMatchObject({ kind: 'entitlement:notice.goodwill_requested' })
  const given = await answer(ground.assessor, id, 'approval', 1, { text: 'Known pump' })
  expect(given.body).toMatchObject({ status: 'approved', decided: { role: 'warranty_assessor' }, can: [] })
  await world.jobs()
  expect((await ground.desk.get('/notices')).body.items[0]).toMatchObject({
    kind: 'entitlement:notice.goodwill_approved',
  })
  const { body: list } = await ground.desk.get(`/entitlement/decisions?filter[requestId]=${requestId}`)
  expect(list.items[0]).toMatchObject({ cause: 'goodwill.approved', outcome: 'partly' })
  const { body: decision } = await ground.desk.get(`/entitlement/decisions/${list.items[0].id}`)
  const paid = decision.decision.lines.map((one: object) => ({ ...one, ruleId: undefined }))
  expect(paid).toEqual([
    { lineId: 'part', kind: 'part', payer: 'goodwill', sharePct: 50 },
    { lineId: 'part', kind: 'part', payer: 'customer', sharePct: 50 },
    { lineId: 'labour', kind: 'labour', payer: 'goodwill', sharePct: 100 },
    { lineId: 'travel', kind: 'travel', payer: 'customer', sharePct: 100 },
  ])
  const next = await ground.request(assetId)
  const { body: other } = await ground.desk.get(`/entitlement/decisions?filter[requestId]=${next}`)
  expect(other.items[0].outcome).toBe('not_covered')
})

test('nobody approves their own, nor more than their role may; of two approvers one is second', async () => {
  const { id } = await asked(2, { shares: [{ ...shares[0], amountMinor: '1500000', customerPct: 0, dealerPct: 60 }] })
  expect((await answer(ground.desk, id, 'approval')).status).toBe(403)
  expect((await answer(ground.assessor, id, 'approval')).body.code).toBe('entitlement.goodwill_limit')
  expect((await answer(ground.manager, id, 'approval')).body.code).toBe('entitlement.goodwill_limit')
  const page = await ground.manager.get(`/entitlement/goodwill/${id}`)
  expect(page.body).toMatchObject({ can: ['reject'], ladder: [{ enough: false }, { enough: false }] })
  expect((await answer(admin, id, 'approval', 7)).status).toBe(409)
  const both = await Promise.all([
    answer(admin, id, 'approval'),
    answer(await world.tenant.as('administrator'), id, 'approval'),
  ])
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  const assetId = await ground.car(3, old)
  const own = await ground.manager.post('/entitlement/goodwill', { assetId, ...wanted })
  expect((await answer(ground.manager, own.body.id, 'approval')).body.code).toBe('entitlement.own_goodwill')
  expect((await answer(ground.assessor, own.body.id, 'withdrawal')).body.code).toBe('entitlement.not_yours')
  expect((await answer(ground.manager, own.body.id, 'withdrawal')).body.status).toBe('withdrawn')
})

test('refused with a reason; what a right pays already is not asked for; shares come to a hundred', async () => {
  const { id, assetId } = await asked(4)
  expect((await answer(ground.assessor, id, 'rejection')).status).toBe(422)
  const no = await answer(ground.assessor, id, 'rejection', 1, { text: 'No maintenance for two years' })
  expect(no.body).toMatchObject({ status: 'rejected', decided: { text: 'No maintenance for two years' } })
  const young = await ground.car(5)
  await ground.desk.post(`/assets/${young}/meter-readings`, { kind: 'km', value: 9_000 })
  const owed = await ground.desk.post('/entitlement/goodwill', { assetId: young, ...wanted })
  expect(owed.body.errors[0]).toMatchObject({ path: 'shares.0.kind', code: 'entitlement.goodwill_not_needed' })
  const wrong = await ground.desk.post('/entitlement/goodwill', {
    assetId,
    ...wanted,
    shares: [
      { ...shares[0], customerPct: 60 },
      { ...shares[1], manufacturerPct: 0, customerPct: 100 },
    ],
  })
  expect(wrong.body.errors.map((one: { code: string }) => one.code)).toEqual([
    'entitlement.shares_sum',
    'entitlement.nothing_given',
  ])
})

test('goodwill of another station or company does not exist; limits are set by administrators, with the version they saw', async () => {
  const { id, assetId } = await asked(6)
  const station = await makeStation(world, world.tenant.id)
  const there = await world.tenant.as('station_manager', { stationId: station })
  const rival = await (await world.makeTenant('rival')).as('service_manager')
  for (const stranger of [there, rival]) {
    expect((await stranger.get(`/entitlement/goodwill/${id}`)).status).toBe(404)
    expect((await answer(stranger, id, 'approval')).status).toBe(404)
    expect((await stranger.post('/entitlement/goodwill', { assetId, ...wanted })).status).toBe(404)
  }
  const limit = { role: 'station_manager', currency: 'CNY', limitMinor: '50000' }
  expect((await ground.manager.post('/entitlement/goodwill-limits', limit)).status).toBe(403)
  const { body } = await admin.post('/entitlement/goodwill-limits', limit)
  const mine = body.items.find((one: { role: string }) => one.role === 'station_manager')
  expect((await admin.post('/entitlement/goodwill-limits', limit)).status).toBe(422)
  const set = (n: number) => admin.patch(`/entitlement/goodwill-limits/${mine.id}`, { limitMinor: '60000' }, version(n))
  expect([(await set(1)).status, (await set(1)).status]).toEqual([200, 409])
})
