import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { movedBy, noteMoved } from '../parties/index.ts'
import { type Catalogue, makeCatalogue } from './catalogue.fixture.ts'

const world = useWorld()
let desk: Client
let catalogue: Catalogue
beforeAll(async () => {
  catalogue = await makeCatalogue(world)
  desk = await world.tenant.as('service_desk')
})

const customer = async (body: object) =>
  (await desk.post('/customers', { kind: 'organisation', name: 'Müller GmbH', country: 'DE', ...body })).body

test('those who look alike are found with reasons, the surest first', async () => {
  const one = await customer({
    phone: '030 111222',
    email: 'a@mueller.de',
    addresses: [{ country: 'DE', city: 'Köln', line: '1' }],
  })
  const sure = await customer({ phone: '+49 30 111222', email: 'a@mueller.de', name: 'Otto' })
  const maybe = await customer({ name: 'Mueller', addresses: [{ country: 'DE', city: 'köln', line: '2' }] })
  const found = (await desk.get(`/customers/duplicates?customerId=${one.id}`)).body.items
  expect(found.map((item: { id: string; reasons: string[] }) => [item.id, [...item.reasons].sort()])).toEqual([
    [sure.id, ['email', 'phone']],
    [maybe.id, ['name_city']],
  ])
  expect(found[0].score).toBe(94)
  const typed = await desk.get('/customers/duplicates?name=MÜLLER&city=Köln&country=DE&phone=030-111222')
  expect(typed.body.items).toHaveLength(3)
  const pairs = (await desk.get('/customers/duplicate-pairs')).body.items
  expect(pairs.map((pair: { score: number }) => pair.score)).toEqual([94, 60])
  await desk.put(`/customers/${maybe.id}/apart/${one.id}`)
  expect((await desk.get('/customers/duplicate-pairs')).body.items).toHaveLength(1)
  expect((await desk.get(`/customers/duplicates?customerId=${one.id}`)).body.items).toHaveLength(1)
})

test('a merge moves everything, loses nothing and can be taken back', async () => {
  const kept = await customer({ name: 'Kept', phone: '030 555001', contacts: [{ name: 'Kim' }] })
  const other = await customer({ name: 'Other', phone: '030 555002', email: 'o@o.de', contacts: [{ name: 'Olga' }] })
  await desk.post(`/customers/${other.id}/consents`, {
    purpose: 'survey',
    granted: true,
    channel: 'phone',
    proof: 'call',
  })
  const asset = (await desk.post('/assets', { modelId: catalogue.cooler, serial: 'M-1', customerId: other.id })).body
  const merge = await desk.post(`/customers/${kept.id}/merge`, { otherId: other.id, take: ['email'] })
  expect(merge.status).toBe(201)

  const now = (await desk.get(`/customers/${kept.id}`)).body
  expect(now).toMatchObject({ phone: '+4930555001', email: 'o@o.de', consents: [{ purpose: 'survey' }] })
  expect(now.contacts.map((one: { name: string }) => one.name)).toEqual(['Kim', 'Olga'])
  expect((await desk.get(`/customers/${other.id}`)).body.mergedInto).toMatchObject({ id: kept.id, name: 'Kept' })
  expect((await desk.get(`/assets/${asset.id}`)).body).toMatchObject({
    customer: { id: kept.id },
    ownership: [{ customer: { id: kept.id } }],
  })
  expect((await desk.get('/customers?q=555002')).body.items).toEqual([])
  const late = await desk.patch(`/customers/${other.id}`, { note: 'x' }, { 'if-match': `"${other.version + 1}"` })
  expect([late.status, late.body.code]).toEqual([409, 'parties.merged'])

  await world.services.db.tx(world.tenant.id, (tx) => noteMoved(tx, merge.body.id, 'request', [asset.id]))
  const undone = await desk.delete(`/customers/merges/${merge.body.id}`)
  expect(undone.status).toBe(200)
  expect((await desk.get(`/customers/${kept.id}`)).body).toMatchObject({
    email: null,
    contacts: [{ name: 'Kim' }],
    consents: [],
  })
  expect((await desk.get(`/customers/${other.id}`)).body).toMatchObject({
    mergedInto: null,
    contacts: [{ name: 'Olga' }],
  })
  expect((await desk.get(`/assets/${asset.id}`)).body.customer.id).toBe(other.id)
  expect(await world.services.db.tx(world.tenant.id, (tx) => movedBy(tx, merge.body.id, 'request'))).toEqual([asset.id])
  expect((await desk.delete(`/customers/merges/${merge.body.id}`)).body.code).toBe('parties.merge_undone')
})

test('what was changed since the merge is not taken back by its undo', async () => {
  const kept = await customer({ name: 'A', note: 'old' })
  const other = await customer({ name: 'B', note: 'theirs' })
  const merge = await desk.post(`/customers/${kept.id}/merge`, { otherId: other.id, take: ['note', 'name'] })
  const { version } = (await desk.get(`/customers/${kept.id}`)).body
  await desk.patch(`/customers/${kept.id}`, { note: 'newer' }, { 'if-match': `"${version}"` })
  await desk.delete(`/customers/merges/${merge.body.id}`)
  expect((await desk.get(`/customers/${kept.id}`)).body).toMatchObject({ name: 'A', note: 'newer' })
})

test('merges that cannot be are refused; two at once merge once', async () => {
  const a = await customer({ name: 'Same' })
  const b = await customer({ name: 'Same too' })
  expect((await desk.post(`/customers/${a.id}/merge`, { otherId: a.id })).body.code).toBe('parties.merge_self')
  expect((await desk.post(`/customers/${a.id}/merge`, { otherId: newId() })).status).toBe(404)
  const technician = await world.tenant.as('technician')
  expect((await technician.post(`/customers/${a.id}/merge`, { otherId: b.id })).status).toBe(403)
  const foreign = await (await world.makeTenant('merge-rival')).as('service_desk')
  expect((await foreign.post(`/customers/${a.id}/merge`, { otherId: b.id })).status).toBe(404)
  const both = await Promise.all([
    desk.post(`/customers/${a.id}/merge`, { otherId: b.id }),
    desk.post(`/customers/${b.id}/merge`, { otherId: a.id }),
  ])
  expect(both.map((one) => one.status).sort()).toEqual([201, 409])
})
