import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../ids.ts'

const world = useWorld()
const HERE = newId()
const view = { list: 'customers', name: 'Gold in Berlin', state: { filters: { tier: 'gold' }, sort: '-createdAt' } }
let manager: Client
let desk: Client

beforeAll(async () => {
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .insertInto('network.station')
      .values({ id: HERE, number: 'ST-1', path: [HERE], kind: 'own', name: 'Here', time_zone: 'UTC' })
      .execute(),
  )
  manager = await world.tenant.as('service_manager')
  desk = await world.tenant.as('service_desk')
})
const names = async (who: Client) =>
  (await who.get('/views?list=customers')).body.items.map((one: { name: string }) => one.name)

test('a personal view is one person’s; shared ones are seen by those they are for', async () => {
  const own = await desk.post('/views', view)
  expect(own).toMatchObject({ status: 201, body: { name: 'Gold in Berlin', isMine: true, scope: 'personal' } })
  expect(await names(manager)).toEqual([])
  await manager.post('/views', { ...view, name: 'For all', scope: 'everyone' })
  await manager.post('/views', { ...view, name: 'For here', scope: 'team', stationId: HERE })
  const here = await world.tenant.as('technician', { stationId: HERE })
  const elsewhere = await world.tenant.as('technician', { country: 'US' })
  expect(await names(here)).toEqual(['For all', 'For here'])
  expect(await names(elsewhere)).toEqual(['For all'])
  expect((await manager.patch(`/views/${own.body.id}`, { name: 'x' }, { 'if-match': '1' })).status).toBe(404)
})

test('sharing needs the right to, and a station one sees', async () => {
  expect((await desk.post('/views', { ...view, scope: 'everyone' })).status).toBe(403)
  const local = await world.tenant.as('station_manager', { stationId: HERE })
  expect((await local.post('/views', { ...view, scope: 'team', stationId: newId() })).status).toBe(404)
  expect((await local.post('/views', { ...view, scope: 'team' })).body.errors[0].path).toBe('stationId')
  expect((await desk.post('/views', { ...view, list: 'secrets' })).body.errors[0].path).toBe('list')
})

test('one default per list and person; a stale change is refused with what changed', async () => {
  const first = (await desk.post('/views', { ...view, name: 'First', isDefault: true })).body
  const second = (await desk.post('/views', { ...view, name: 'Second', isDefault: true })).body
  const all = (await desk.get('/views?list=customers')).body.items
  expect(all.filter((one: { isDefault: boolean }) => one.isDefault).map((one: { id: string }) => one.id)).toEqual([
    second.id,
  ])
  const renamed = await desk.patch(`/views/${second.id}`, { name: 'Renamed' }, { 'if-match': '1' })
  expect(renamed).toMatchObject({ status: 200, body: { name: 'Renamed', version: 2 } })
  const stale = await desk.patch(`/views/${second.id}`, { name: 'Mine' }, { 'if-match': '1' })
  expect(stale.body.changes).toMatchObject([{ field: 'name', theirs: 'Renamed', yours: 'Mine' }])
  expect((await desk.delete(`/views/${first.id}`)).status).toBe(200)
  expect((await desk.delete(`/views/${first.id}`)).status).toBe(404)
})
