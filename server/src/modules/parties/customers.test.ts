import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { makeStation } from './station.fixture.ts'

const world = useWorld()

const chen = {
  kind: 'person',
  name: '陳曉明',
  country: 'CN',
  language: 'zh-CN',
  phone: '138 0013 8000',
  email: 'Chen@Example.com',
  quietFrom: '22:00',
  quietTo: '07:30',
  contacts: [{ name: '王芳', phone: '021-6288 8888', role: 'wife' }],
  addresses: [{ country: 'CN', city: '上海', line: '南京西路 1 号', lat: 31.23, lon: 121.46 }],
  consents: [{ purpose: 'service', granted: true, channel: 'phone', proof: 'said so on the call of the day' }],
}

test('a customer is registered with numbers, zone and reachability in one form', async () => {
  const desk = await world.tenant.as('service_desk')
  const made = await desk.post('/customers', chen)
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    name: '陳曉明',
    phone: '+8613800138000',
    email: 'chen@example.com',
    timeZone: 'Asia/Shanghai',
    quietFrom: '22:00',
    contacts: [{ name: '王芳', phone: '+862162888888', isPrimary: true }],
    addresses: [{ city: '上海', timeZone: 'Asia/Shanghai', isPrimary: true }],
    consents: [{ purpose: 'service', granted: true }],
    mergedInto: null,
  })
  expect(made.body.number).toMatch(/^CU-\d{4}-\d{6}$/)
  const read = await desk.get(`/customers/${made.body.id}`)
  expect(read.body).toEqual(made.body)
  const timeline = await desk.get(`/customers/${made.body.id}/timeline`)
  expect(timeline.body.items.map((one: { type: string }) => one.type)).toEqual(['customer.registered'])
})

test('the same key twice makes one customer', async () => {
  const desk = await world.tenant.as('service_desk')
  const key = { 'idempotency-key': 'customer-once-1' }
  const body = { kind: 'organisation', name: 'Once GmbH', country: 'DE' }
  const [first, second] = await Promise.all([desk.post('/customers', body, key), desk.post('/customers', body, key)])
  expect(first.body.id).toBe(second.body.id)
  const found = await desk.get('/customers?filter[name]=Once GmbH')
  expect(found.body.total.count).toBe(1)
})

test('what cannot be is refused by field', async () => {
  const desk = await world.tenant.as('service_desk')
  const phone = await desk.post('/customers', { kind: 'person', name: 'x', country: 'DE', phone: '12' })
  expect(phone.status).toBe(422)
  expect(phone.body.errors).toMatchObject([{ path: 'phone', code: 'validation.phone' }])
  const shape = await desk.post('/customers', { kind: 'robot', country: 'Germany' })
  expect(shape.body.errors.map((one: { path: string }) => one.path)).toEqual(['kind', 'name', 'country'])
  const reader = await world.tenant.as('parts_keeper')
  expect((await reader.post('/customers', { kind: 'person', name: 'x', country: 'DE' })).status).toBe(403)
})

test('a caller is found by the last digits, customers and contacts alike', async () => {
  const desk = await world.tenant.as('service_desk')
  const byCustomer = await desk.get('/customers/by-phone?tail=8000')
  expect(byCustomer.body.items).toMatchObject([
    { name: '陳曉明', phone: '+8613800138000', city: '上海', contactId: null },
  ])
  const byContact = await desk.get('/customers/by-phone?tail=021-62888888')
  expect(byContact.body.items).toMatchObject([{ name: '陳曉明', contactName: '王芳' }])
  expect((await desk.get('/customers/by-phone?tail=555999')).body.items).toEqual([])
})

test('the search finds a customer by tail, by other script, by sound and by contact', async () => {
  const desk = await world.tenant.as('service_desk')
  for (const q of ['8000', '陈晓明', 'chenxiaoming', '王芳']) {
    const found = await desk.get(`/customers?q=${encodeURIComponent(q)}`)
    expect(
      found.body.items.map((one: { name: string }) => one.name),
      q,
    ).toContain('陳曉明')
  }
})

test('a stale change is refused with what the other did', async () => {
  const desk = await world.tenant.as('service_desk')
  const made = await desk.post('/customers', { kind: 'person', name: 'Stale', country: 'DE', phone: '030 123456' })
  const url = `/customers/${made.body.id}`
  expect((await desk.patch(url, { note: 'x' })).status).toBe(428)
  const first = await desk.patch(url, { preferredChannel: 'email', quietFrom: '21:00' }, { 'if-match': '"1"' })
  expect(first.body).toMatchObject({ version: 2, preferredChannel: 'email', quietFrom: '21:00' })
  const stale = await desk.patch(url, { preferredChannel: 'sms' }, { 'if-match': '"1"' })
  expect(stale.status).toBe(409)
  expect(stale.body.changes).toContainEqual(
    expect.objectContaining({ field: 'preferredChannel', theirs: 'email', yours: 'sms' }),
  )
  const same = await desk.patch(url, { quietFrom: '21:00', phone: '+49 30 123456' }, { 'if-match': '"2"' })
  expect(same.body.version).toBe(2)
})

test('contacts and addresses are changed in place and removed without a trace lost', async () => {
  const desk = await world.tenant.as('service_desk')
  const { body } = await desk.post('/customers', { kind: 'organisation', name: 'Kälte AG', country: 'DE' })
  const url = `/customers/${body.id}`
  const ann = await desk.post(`${url}/contacts`, { name: 'Ann', isPrimary: true })
  const bea = await desk.post(`${url}/contacts`, { name: 'Bea', isPrimary: true, phone: '+1 202 555 0143' })
  expect(bea.body).toMatchObject({ name: 'Bea', phone: '+12025550143', isPrimary: true })
  const site = await desk.post(`${url}/addresses`, {
    country: 'US',
    line: '1 Main St',
    city: 'Denver',
    lat: 39.74,
    lon: -104.99,
  })
  expect(site.body.timeZone).toBe('America/Denver')
  const moved = await desk.patch(
    `${url}/addresses/${site.body.id}`,
    { lat: 34.05, lon: -118.24 },
    { 'if-match': '"1"' },
  )
  expect(moved.body.timeZone).toBe('America/Los_Angeles')
  expect((await desk.delete(`${url}/contacts/${ann.body.id}`)).status).toBe(200)
  expect((await desk.delete(`${url}/contacts/${ann.body.id}`)).status).toBe(404)
  const read = await desk.get(url)
  expect(read.body.contacts.map((one: { name: string }) => one.name)).toEqual(['Bea'])
  const types = (await desk.get(`${url}/timeline`)).body.items.map((one: { type: string }) => one.type)
  expect(types.slice(0, 2)).toEqual(['contact.removed', 'address.changed'])
})

test('consents pile up and are never changed', async () => {
  const desk = await world.tenant.as('service_desk')
  const { body } = await desk.post('/customers', { kind: 'person', name: 'Consenting', country: 'DE' })
  const say = (granted: boolean, at?: string) =>
    desk.post(`/customers/${body.id}/consents`, {
      purpose: 'marketing',
      granted,
      channel: 'letter',
      proof: 'letter 12',
      at,
    })
  await say(true, '2026-01-01T10:00:00Z')
  await say(false)
  const { consents } = (await desk.get(`/customers/${body.id}`)).body
  expect(consents.map((one: { granted: boolean }) => one.granted)).toEqual([false, true])
  expect((await say(true, '2999-01-01T00:00:00Z')).status).toBe(422)
  const change = world.services.db.tx(world.tenant.id, (tx) =>
    tx.updateTable('parties.consent').set({ granted: true }).execute(),
  )
  await expect(change).rejects.toThrow(/permission denied/)
})

test('another company and another station do not see a customer', async () => {
  const home = await makeStation(world, world.tenant.id)
  const away = await makeStation(world, world.tenant.id)
  const here = await world.tenant.as('station_manager', { stationId: home })
  const there = await world.tenant.as('station_manager', { stationId: away })
  const { body } = await here.post('/customers', {
    kind: 'person',
    name: 'Local',
    country: 'CN',
    phone: '139 1111 2222',
  })
  expect((await here.get(`/customers/${body.id}`)).status).toBe(200)
  expect((await here.get('/customers')).body.items.map((one: { name: string }) => one.name)).toEqual(['Local'])
  const other = await (await world.makeTenant('rival')).as('service_desk')
  for (const stranger of [there, other]) {
    expect((await stranger.get(`/customers/${body.id}`)).status).toBe(404)
    expect((await stranger.patch(`/customers/${body.id}`, { name: 'x' }, { 'if-match': '"1"' })).status).toBe(404)
    expect((await stranger.post(`/customers/${body.id}/contacts`, { name: 'x' })).status).toBe(404)
    expect((await stranger.get(`/customers/${body.id}/timeline`)).status).toBe(404)
    expect((await stranger.get('/customers?q=Local')).body.items).toEqual([])
    expect((await stranger.get('/customers/by-phone?tail=11112222')).body.items).toEqual([])
  }
  expect((await here.get('/customers/by-phone?tail=11112222')).body.items).toHaveLength(1)
  expect((await here.post('/customers', { kind: 'person', name: 'x', country: 'CN', stationId: away })).status).toBe(
    404,
  )
  expect((await here.get(`/customers/${newId()}`)).status).toBe(404)
})
