import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, client, useWorld } from '../../../test/harness.ts'
import { CUSTOMER_COOKIE } from '../../actors.ts'
import { sign } from '../../kit/signed.ts'
import { type Catalogue, makeCatalogue } from '../assets/catalogue.fixture.ts'
import { labelToken } from '../assets/index.ts'
import { openRecallOn } from '../campaigns/campaign.fixture.ts'

const world = useWorld()
let catalogue: Catalogue
let desk: Client
let stranger: Client
beforeAll(async () => {
  catalogue = await makeCatalogue(world)
  desk = await world.tenant.as('service_desk')
  stranger = world.tenant.anonymous()
})

const product = async (serial: string, body: object = {}) =>
  (await desk.post('/assets', { modelId: catalogue.cooler, serial, saleCountry: 'CN', ...body })).body
const label = (assetId: string, version = 1) =>
  `/public/acme/labels/${labelToken(world.services.secret, assetId, version)}`
async function signedInCustomer(name: string) {
  const { body } = await desk.post('/customers', { kind: 'person', name, country: 'CN' })
  const exp = Math.floor(Date.now() / 1000) + 600
  const session = {
    tenantId: world.tenant.id,
    customerId: body.id,
    name,
    language: 'en',
    timeZone: 'Asia/Shanghai',
    exp,
  }
  const cookie = `${CUSTOMER_COOKIE}=${sign(world.services.secret, 'customer-session', session)}`
  return { id: body.id as string, client: client(world.app, null, { cookie }) }
}

test('anyone learns from a label what it is and until when it is covered, and nothing about its owner', async () => {
  const owner = (
    await desk.post('/customers', { kind: 'person', name: 'Secret Person', country: 'CN', phone: '138 0013 8000' })
  ).body.id
  const { id } = await product('LABEL-20250001', {
    customerId: owner,
    registeredOn: '2026-01-01',
    soldOn: '2025-12-30',
  })
  const seen = await stranger.get(label(id), { 'accept-language': 'zh-CN' })
  expect(seen.body).toMatchObject({
    genuine: true,
    reason: null,
    product: { name: '清凉 35', model: 'KFR-35', family: '空调' },
    serialMasked: 'LAB******0001',
    registered: true,
    mine: false,
  })
  expect(seen.body.coverage).toContainEqual(
    expect.objectContaining({ layer: 'warranty', kind: 'part', name: '备件', end: '2032-01-01' }),
  )
  expect(seen.raw.body).not.toMatch(/Secret|8000|LABEL20250001/)
  const typed = await stranger.get('/public/acme/serials/label-2025 0001', { 'accept-language': 'en' })
  expect(typed.body).toMatchObject({ genuine: true, product: { name: 'Cool 35' } })
})

test('a made-up, replaced or scrapped one is told apart, without a dead end', async () => {
  const { id } = await product('FAKE-1')
  const forged = sign('another secret', 'label', { a: id, v: 1 })
  expect((await stranger.get(`/public/acme/labels/${forged}`)).body).toMatchObject({
    genuine: false,
    reason: 'unknown',
    product: null,
  })
  expect((await stranger.get('/public/acme/labels/nonsense')).status).toBe(200)
  expect((await stranger.get('/public/acme/serials/NEVER-MADE')).body.reason).toBe('unknown')
  expect((await stranger.get('/public/nobody/serials/FAKE-1')).status).toBe(404)
  await desk.post(`/assets/${id}/label-renewal`)
  expect((await stranger.get(label(id, 1))).body).toMatchObject({ genuine: false, reason: 'superseded' })
  const now = await stranger.get(label(id, 2))
  expect(now.body.genuine).toBe(true)
  const { version } = (await desk.get(`/assets/${id}`)).body
  await desk.patch(`/assets/${id}`, { status: 'scrapped' }, { 'if-match': `"${version}"` })
  expect((await stranger.get(label(id, 2))).body.reason).toBe('scrapped')
  expect((await stranger.get('/public/acme/serials/FAKE-1')).body).toMatchObject({ genuine: false, reason: 'scrapped' })
})

test('what is open on it is told whoever scans it, also behind an old label, and no longer once it is withdrawn', async () => {
  const { id } = await product('RECALLED-1')
  const campaignId = await openRecallOn(world, id)
  const recalls = async (version = 1) => (await stranger.get(label(id, version))).body.recalls
  const told = { kind: 'recall', isSafety: true, title: 'Fan may burn', advice: 'Switch it off' }
  expect(await recalls()).toMatchObject([told])
  expect((await stranger.get('/public/acme/serials/RECALLED-1')).body.recalls).toMatchObject([told])
  await desk.post(`/assets/${id}/label-renewal`)
  expect(await recalls(1)).toMatchObject([told])
  await world.services.db.tx(world.tenant.id, (tx) =>
    sql`update campaigns.campaign set status = 'withdrawn' where id = ${campaignId}`.execute(tx),
  )
  expect(await recalls(2)).toEqual([])
})

test('the label of one company says nothing in another', async () => {
  await world.makeTenant('rival')
  const { id } = await product('RIVAL-1')
  const token = labelToken(world.services.secret, id, 1)
  expect((await stranger.get(`/public/rival/labels/${token}`)).body).toMatchObject({
    genuine: false,
    reason: 'unknown',
  })
})

test('a signed-in customer registers what was scanned; its cover starts; nobody takes over what is another’s', async () => {
  const { id } = await product('MINE-1', { status: 'in_stock' })
  const me = await signedInCustomer('Me')
  expect((await stranger.post(`${label(id)}/registration`, {})).status).toBe(401)
  expect((await me.client.post(`${label(id)}/registration`, { soldOn: '2999-01-01' })).status).toBe(422)
  const mine = await me.client.post(`${label(id)}/registration`, { soldOn: '2026-01-02' })
  expect(mine.body).toMatchObject({ registered: true, mine: true })
  expect((await desk.get(`/assets/${id}`)).body).toMatchObject({
    customer: { id: me.id },
    soldOn: '2026-01-02',
    status: 'in_use',
  })
  expect((await me.client.get('/portal/assets')).body.items).toMatchObject([{ id }])
  const other = await signedInCustomer('Other')
  expect((await other.client.post(`${label(id)}/registration`, {})).body.code).toBe('assets.owned')
  expect((await other.client.get('/portal/assets')).body.items).toEqual([])
  expect((await me.client.post(`${label(id)}/registration`, {})).body.code).toBe('assets.registered')
  expect((await me.client.get(`/assets/${id}`)).status).toBe(403)
})
