import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { type Catalogue, makeCatalogue, vin } from '../assets/catalogue.fixture.ts'
import { makeStation } from '../parties/station.fixture.ts'
import { recordRepair } from './index.ts'
import { keepLimits } from './limit-keeping.ts'

const world = useWorld()
let catalogue: Catalogue
let desk: Client
let owner: string
const DAY = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY)
const date = (at: Date) => at.toISOString().slice(0, 10)

beforeAll(async () => {
  catalogue = await makeCatalogue(world)
  desk = await world.tenant.as('service_desk')
  owner = await customer('李雷')
})

const customer = async (name: string) =>
  (await desk.post('/customers', { kind: 'person', name, country: 'CN' })).body.id as string
/** A car that is ten months old, with a reading of last week, paid 200,000 yuan. */
const car = async (n: number, over: object = {}) => {
  const bought = date(daysAgo(300))
  const sold = { saleCountry: 'CN', buyerKind: 'consumer', soldOn: bought, deliveredOn: bought }
  const paid = { priceMinor: '20000000', priceCurrency: 'CNY' }
  const body = { modelId: catalogue.car, serial: vin(n), customerId: owner, ...sold, ...paid, ...over }
  const { id } = (await desk.post('/assets', body)).body
  await desk.post(`/assets/${id}/meter-readings`, { kind: 'km', value: 9000, at: daysAgo(7).toISOString() })
  return id as string
}
const repair = (assetId: string, over: Partial<Parameters<typeof recordRepair>[1]> = {}) =>
  world.services.db.tx(world.tenant.id, (tx) =>
    recordRepair(tx, {
      assetId,
      source: { type: 'visit', id: newId() },
      inAt: daysAgo(60),
      outAt: daysAgo(59.5),
      timeZone: 'Asia/Shanghai',
      symptomCode: 'STALL',
      under: 'statute',
      ...over,
    }),
  )
const sameFault = 'CN-AUTO43-24-4-COUNT'
const listed = async (assetId: string, who = desk) => {
  const { body } = await who.get(`/limit-watch?filter[assetId]=${assetId}&filter[ruleId]=${sameFault}`)
  return body.items[0]
}
const news = async (assetId: string) =>
  world.services.db.tx(world.tenant.id, async (tx) => {
    const rows = await tx
      .selectFrom('kit.event')
      .select(['type', 'data'])
      .where('type', 'in', ['limit.approached', 'limit.reached'])
      .orderBy('id')
      .execute()
    const mine = rows.map(({ type, data }) => ({ type, ...(data as { assetId: string; ruleId: string }) }))
    return mine.filter((one) => one.assetId === assetId && one.ruleId === sameFault).map((one) => one.type)
  })

test('the desk sees it coming at four, and the right at five; each is told once', async () => {
  const assetId = await car(1)
  for (let n = 0; n < 3; n++) await repair(assetId)
  await world.jobs()
  expect(await listed(assetId)).toMatchObject({ count: 3, distance: 2, state: 'far', serial: vin(1) })
  expect(await news(assetId)).toEqual([])
  await repair(assetId)
  await world.jobs()
  // 200,000 less the use: 200,000 × 9,000 km ÷ 1,000 × 0.5 %.
  expect(await listed(assetId)).toMatchObject({
    count: 4,
    reachedAt: 5,
    distance: 1,
    state: 'near',
    subject: 'STALL',
    remedies: ['replace', 'refund'],
    stakeMinor: '19100000',
    stakeCurrency: 'CNY',
    country: 'CN',
    customerName: '李雷',
  })
  expect(await news(assetId)).toEqual(['limit.approached'])
  await desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 9100 })
  await world.jobs()
  expect(await news(assetId)).toEqual(['limit.approached'])
  const fifth = { source: { type: 'visit', id: newId() } }
  await repair(assetId, fifth)
  await repair(assetId, fifth)
  await world.jobs()
  expect(await listed(assetId)).toMatchObject({ count: 5, distance: 0, state: 'reached' })
  expect(await news(assetId)).toEqual(['limit.approached', 'limit.reached'])
})

test('the count follows the car to its next owner, and a reading past the limit ends it', async () => {
  const assetId = await car(2)
  for (let n = 0; n < 4; n++) await repair(assetId)
  const next = await customer('韩梅梅')
  await desk.post(`/assets/${assetId}/ownership`, { customerId: next, fromOn: date(daysAgo(1)) })
  await world.jobs()
  expect(await listed(assetId)).toMatchObject({ count: 4, state: 'near', customerId: next, customerName: '韩梅梅' })
  await desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 50_001 })
  await world.jobs()
  expect(await listed(assetId)).toMatchObject({ count: 4, state: 'expired' })
})

test('facts that are set right set the count right: price, dates, what is scrapped', async () => {
  const assetId = await car(3, { priceMinor: null, priceCurrency: null })
  for (let n = 0; n < 4; n++) await repair(assetId)
  await world.jobs()
  expect(await listed(assetId)).toMatchObject({ stakeMinor: null, state: 'near' })
  const change = async (body: object) => {
    const { version } = (await desk.get(`/assets/${assetId}`)).body
    const answer = await desk.patch(`/assets/${assetId}`, body, { 'if-match': `"${version}"` })
    await world.jobs()
    return answer
  }
  expect((await change({ priceMinor: '100' })).body.errors).toMatchObject([{ path: 'priceCurrency' }])
  expect((await change({ priceMinor: '15000000', priceCurrency: 'XXQ' })).status).toBe(422)
  const priced = await change({ priceMinor: '15000000', priceCurrency: 'CNY' })
  expect(priced.body).toMatchObject({ priceMinor: '15000000', priceCurrency: 'CNY' })
  expect(await listed(assetId)).toMatchObject({ stakeMinor: '14325000' })
  await change({ buyerKind: 'business' })
  expect(await listed(assetId)).toBeUndefined()
  await change({ buyerKind: 'consumer' })
  expect(await listed(assetId)).toMatchObject({ count: 4 })
  await change({ status: 'scrapped' })
  expect(await listed(assetId)).toBeUndefined()
})

test('who works on it and who runs the service hear of it, once', async () => {
  const manager = await world.tenant.as('service_manager')
  const assetId = await car(7)
  const { body: request } = await desk.post('/requests', { kind: 'repair', assetId, words: 'It stalls again' })
  await desk.put(
    `/requests/${request.id}/assignment`,
    { ownerId: desk.personId },
    { 'if-match': `"${request.version}"` },
  )
  for (let n = 0; n < 4; n++) await repair(assetId)
  await world.jobs()
  expect(await listed(assetId)).toMatchObject({ state: 'near', requestId: request.id })
  const told = async (who: Client) =>
    (await who.get('/notices')).body.items.filter(
      (one: { kind: string; details: { serial: string; counter: string } }) =>
        one.details.serial === vin(7) && one.details.counter === 'repairs.sameQualityProblem.count',
    )
  for (const who of [desk, manager])
    expect(await told(who)).toMatchObject([
      {
        kind: 'limits:notice.approached',
        details: { n: 4, reachedAt: 5 },
        subject: { type: 'request', id: request.id },
      },
    ])
})

test('the page of the product shows every limit with its clause; the request page the same', async () => {
  const assetId = await car(4)
  await repair(assetId, { inAt: daysAgo(5), outAt: null, severeSafety: true })
  const { body } = await desk.get(`/assets/${assetId}/limits`)
  const of = (ruleId: string) => body.items.find((one: { ruleId: string }) => one.ruleId === ruleId)
  expect(of('CN-AUTO43-LOANER')).toMatchObject({
    count: 5,
    reachedAt: 6,
    state: 'near',
    clause: { law: 'cn-order43', article: '21' },
    reachedOn: expect.any(String),
  })
  expect(of(sameFault)).toMatchObject({ count: 1, state: 'far', until: expect.any(String) })
  expect(of('CN-AUTO43-24-1')).toMatchObject({ count: 1, needsNextFault: true })
})

test('the nightly pass counts open repairs on, and a rebuild writes the same rows again', async () => {
  const assetId = await car(5)
  await repair(assetId, { inAt: daysAgo(4), outAt: null })
  await world.jobs()
  const rows = () =>
    world.services.db.tx(world.tenant.id, (tx) =>
      tx
        .selectFrom('entitlement.limit_watch')
        .selectAll()
        .where('asset_id', '=', assetId)
        .orderBy('limit_id')
        .execute(),
    )
  const before = await rows()
  // As the pass of an earlier day left them.
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx.updateTable('entitlement.limit_watch').set({ count: 1, distance: 5 }).where('asset_id', '=', assetId).execute(),
  )
  const manager = await world.tenant.as('service_manager')
  expect((await manager.post('/limit-watch/rebuild')).body).toEqual({ queued: true })
  await world.jobs()
  const still = ({ updated_at: _, ...row }: (typeof before)[number]) => row
  expect((await rows()).map(still)).toEqual(before.map(still))
  expect((await desk.post('/limit-watch/rebuild')).status).toBe(403)
})

test('two who count at once write one row and tell it once', async () => {
  const assetId = await car(8)
  for (let n = 0; n < 4; n++) await repair(assetId)
  const now = new Date()
  await Promise.all([1, 2, 3].map(() => world.services.db.tx(world.tenant.id, (tx) => keepLimits(tx, assetId, now))))
  expect(await news(assetId)).toEqual(['limit.approached'])
  await world.jobs()
  expect(await news(assetId)).toEqual(['limit.approached'])
})

test('two repairs told at once are counted as two', async () => {
  const assetId = await car(6)
  await Promise.all([repair(assetId), repair(assetId, { inAt: daysAgo(40), outAt: daysAgo(39) })])
  await world.jobs()
  expect(await listed(assetId)).toMatchObject({ count: 2 })
})

test('filters, order, search, export; strangers see nothing', async () => {
  const near = await desk.get('/limit-watch?filter[state]=near,reached&sort=distance')
  const distances = near.body.items.map((one: { distance: number }) => one.distance)
  expect(distances).toEqual([...distances].sort((a, b) => a - b))
  expect(distances.length).toBeGreaterThan(1)
  expect((await desk.get('/limit-watch?sort=-stakeRank&filter[stakeCurrency]=CNY')).body.items[0].stakeMinor).toBe(
    '19100000',
  )
  const found = await desk.get(`/limit-watch?q=${vin(1)}`)
  expect(new Set(found.body.items.map((one: { serial: string }) => one.serial))).toEqual(new Set([vin(1)]))
  const [row] = found.body.items
  expect((await desk.get('/limit-watch/export?format=csv')).raw.body).toContain(vin(1))
  const station = await makeStation(world, world.tenant.id)
  const there = await world.tenant.as('station_manager', { stationId: station })
  const rival = await (await world.makeTenant('rival')).as('service_desk')
  for (const stranger of [there, rival]) {
    expect((await stranger.get('/limit-watch')).body.items).toEqual([])
    expect((await stranger.get(`/assets/${row.assetId}/limits`)).status).toBe(404)
  }
})

test('the coefficient of use on the certificate counts instead of the legal maximum, up to it', async () => {
  const assetId = await car(60, { useCoefficient: 0.003 })
  for (let n = 0; n < 4; n++) await repair(assetId)
  await world.jobs()
  // 200,000 less 200,000 × 9,000 km ÷ 1,000 × 0.3 %.
  expect(await listed(assetId)).toMatchObject({ stakeMinor: '19460000' })
  const { body } = await desk.get(`/assets/${assetId}`)
  expect(body.useCoefficient).toBe(0.003)
  const change = (useCoefficient: number | null, n: number) =>
    desk.patch(`/assets/${assetId}`, { useCoefficient }, { 'if-match': `"${n}"` })
  expect((await change(0.05, body.version)).status).toBe(422)
  expect((await change(0.008, body.version)).body.useCoefficient).toBe(0.008)
  await world.jobs()
  expect(await listed(assetId)).toMatchObject({ stakeMinor: '19100000' })
})

test('money at stake is sorted within its currency: yen are not more than yuan because there are more of them', async () => {
  const paid: [minor: string, currency: string][] = [
    ['500000000', 'JPY'],
    ['30000000', 'CNY'],
    ['900000', 'JPY'],
  ]
  for (const [index, [priceMinor, priceCurrency]] of paid.entries()) {
    const assetId = await car(70 + index, { priceMinor, priceCurrency })
    for (let n = 0; n < 4; n++) await repair(assetId)
  }
  await world.jobs()
  const { body } = await desk.get(`/limit-watch?sort=-stakeRank&filter[ruleId]=${sameFault}`)
  const shown = body.items
    .filter((one: { stakeMinor: string | null }) => one.stakeMinor)
    .map((one: { stakeMinor: string; stakeCurrency: string }) => [one.stakeCurrency, Number(one.stakeMinor)])
  const currencies = shown.map(([currency]: [string, number]) => currency)
  expect(new Set(currencies)).toEqual(new Set(['JPY', 'CNY']))
  expect(currencies).toEqual([...currencies].sort().reverse())
  for (const currency of ['JPY', 'CNY']) {
    const mine = shown.filter(([of]: [string, number]) => of === currency).map(([, minor]: [string, number]) => minor)
    expect(mine).toEqual([...mine].sort((a, b) => b - a))
  }
})

test('the symptom is named by the family of the product, or by the company for every family; a part keeps its code', async () => {
  const { manager } = catalogue
  const shown = async (assetId: string) => {
    const { body } = await desk.get(`/assets/${assetId}/limits`)
    const card = body.items.find((one: { ruleId: string }) => one.ruleId === sameFault)
    return [(await listed(assetId)).subjectName, card.subjectName]
  }
  const assetId = await car(80)
  for (let n = 0; n < 2; n++) await repair(assetId, { symptomCode: 'RATTLE' })
  await world.jobs()
  expect(await shown(assetId)).toEqual([null, null])
  const code = { kind: 'symptom', code: 'RATTLE' }
  const anywhere = { en: 'Rattles', 'zh-CN': '异响' }
  await manager.post('/failure-codes', { ...code, name: anywhere })
  expect(await shown(assetId)).toEqual([anywhere, anywhere])
  const families = (await manager.get('/families')).body.items as { id: string; code: string }[]
  const family = (which: string) => families.find((one) => one.code === which)!.id
  await manager.post('/failure-codes', { ...code, familyId: family('AC'), name: { en: 'Fan rattles' } })
  await manager.post('/failure-codes', { ...code, familyId: family('CAR'), name: { en: 'Rattles while driving' } })
  expect(await shown(assetId)).toEqual([{ en: 'Rattles while driving' }, { en: 'Rattles while driving' }])
  const csv = (await desk.get(`/limit-watch/export?format=csv&q=${vin(80)}`)).raw.body
  expect(csv).toContain('Rattles while driving')
})
