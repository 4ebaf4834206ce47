import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'

const world = useWorld()
const version = (n: number) => ({ 'if-match': `"${n}"` })
let admin: Client
let hq: string
let china: string

async function station(fields: object, by: Client = admin) {
  const made = await by.post('/stations', { name: 'Station', kind: 'authorised', parentId: china, ...fields })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}

beforeAll(async () => {
  admin = await world.tenant.as('administrator')
  hq = (await station({ kind: 'hq', name: 'HQ', parentId: null, country: 'CN' })).id
  china = (await station({ kind: 'country', name: 'China', parentId: hq })).id
})

test('a station takes country, zone and language from above, gets a number, and is found', async () => {
  const made = await station({ name: '广州天河服务站', city: '广州市', phone: '020-8888 1234' })
  expect(made).toMatchObject({ country: 'CN', timeZone: 'Asia/Shanghai', language: 'en', version: 1, isActive: true })
  expect(made.number).toMatch(/^ST-\d{4}-\d{6}$/)
  expect(made.way.map((one: { name: string }) => one.name)).toEqual(['HQ', 'China', '广州天河服务站'])
  const found = await admin.get(`/stations?q=${encodeURIComponent('天河')}`)
  expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([made.id])
})

test('a changed station has a new version; a stale one is refused with what changed', async () => {
  const { id } = await station({ name: 'Before' })
  const first = await admin.patch(`/stations/${id}`, { name: 'After', phone: '12345' }, version(1))
  expect(first.body).toMatchObject({ name: 'After', version: 2 })
  const stale = await admin.patch(`/stations/${id}`, { name: 'Mine' }, version(1))
  expect(stale.status).toBe(409)
  expect(stale.body.changes).toEqual(
    expect.arrayContaining([expect.objectContaining({ field: 'name', theirs: 'After', yours: 'Mine' })]),
  )
  expect((await admin.patch(`/stations/${id}`, { name: 'Mine' })).status).toBe(428)
})

test('moving takes the whole branch along', async () => {
  const region = await station({ kind: 'region', name: 'South', parentId: hq })
  const dealer = await station({ kind: '4s', name: 'Dealer' })
  const outlet = await station({ kind: 'chain', name: 'Outlet', parentId: dealer.id })
  const moved = await admin.put(`/stations/${dealer.id}/place`, { parentId: region.id }, version(1))
  expect(moved.status).toBe(200)
  const below = await admin.get(`/stations/${outlet.id}`)
  expect(below.body.way.map((one: { name: string }) => one.name)).toEqual(['HQ', 'South', 'Dealer', 'Outlet'])
  const again = await admin.put(`/stations/${dealer.id}/place`, { parentId: china }, version(1))
  expect(again.status).toBe(409)
})

test('nothing goes below itself, and no region below a dealer', async () => {
  const region = await station({ kind: 'region', name: 'East', parentId: hq })
  const dealer = await station({ kind: '4s', name: 'East dealer', parentId: region.id })
  const itself = await admin.put(`/stations/${region.id}/place`, { parentId: region.id }, version(1))
  expect(itself.body.code).toBe('network.own_branch')
  const under = await admin.put(`/stations/${region.id}/place`, { parentId: dealer.id }, version(1))
  expect(under.body.code).toBe('network.own_branch')
  const other = await station({ kind: '4s', name: 'Other dealer' })
  const wrong = await admin.put(`/stations/${region.id}/place`, { parentId: other.id }, version(1))
  expect(wrong.body.code).toBe('network.not_below')
})

test('two branches moved below each other at the same time: one of the moves is refused, no circle', async () => {
  const one = await station({ kind: 'region', name: 'One', parentId: hq })
  const two = await station({ kind: 'region', name: 'Two', parentId: hq })
  const answers = await Promise.all([
    admin.put(`/stations/${one.id}/place`, { parentId: two.id }, version(1)),
    admin.put(`/stations/${two.id}/place`, { parentId: one.id }, version(1)),
  ])
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  const { rows } = await world.services.ownerPool.query(
    'select count(*)::int as n from network.station s left join network.station p on p.id = s.parent_id where s.path is distinct from coalesce(p.path, $1) || s.id',
    [[]],
  )
  expect(rows[0].n).toBe(0)
})

test('a manager sees the own station and what is below it, and nothing else exists', async () => {
  const mine = await station({ name: 'Mine' })
  const below = await station({ name: 'Below mine', parentId: mine.id })
  const other = await station({ name: 'Other' })
  const manager = await world.tenant.as('station_manager', { stationId: mine.id })
  const tree = await manager.get('/stations/tree')
  expect(tree.body.items.map((one: { id: string; parentId: string | null }) => [one.id, one.parentId])).toEqual([
    [mine.id, null],
    [below.id, mine.id],
  ])
  expect((await manager.get('/stations')).body.items).toHaveLength(2)
  expect((await manager.get(`/stations/${mine.id}`)).body.way).toHaveLength(1)
  expect((await manager.get(`/stations/${other.id}`)).status).toBe(404)
  expect((await manager.put(`/stations/${other.id}/staff`, { staff: [] })).status).toBe(404)
  expect((await manager.post('/stations', { name: 'X', kind: 'own', parentId: mine.id })).status).toBe(403)
  const stranger = await (await world.makeTenant('stranger')).as('administrator')
  expect((await stranger.get(`/stations/${mine.id}`)).status).toBe(404)
  expect((await stranger.put(`/stations/${mine.id}/place`, { parentId: hq }, version(1))).status).toBe(404)
})

test('whoever works for one country opens stations there and nowhere else', async () => {
  const german = await world.tenant.as('service_manager', { country: 'CN' })
  const made = await station({ name: 'In the country' }, german)
  expect((await german.get(`/stations/${made.id}`)).status).toBe(200)
  const abroad = await german.post('/stations', { name: 'Abroad', kind: 'own', parentId: china, country: 'DE' })
  expect(abroad.status).toBe(422)
})

test('hours come from the nearest calendar above, on the clock of the station', async () => {
  const hours = { '1': [['09:00', '17:00']], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] }
  const calendar = await admin.post('/calendars', {
    name: 'Mondays',
    timeZone: 'Europe/Berlin',
    weekly: hours,
    holidays: ['2026-05-01'],
  })
  expect(calendar.status).toBe(201)
  const parent = await station({ name: 'With hours', timeZone: 'Europe/Berlin', calendarId: calendar.body.id })
  const child = await station({ name: 'Without', parentId: parent.id, timeZone: 'America/New_York' })
  expect(child.hours).toMatchObject({ name: 'Mondays', inheritedFrom: 'With hours', timeZone: 'America/New_York' })
  expect((await admin.get(`/stations/${parent.id}`)).body.hours).toMatchObject({
    inheritedFrom: null,
    timeZone: 'Europe/Berlin',
  })
  const same = await admin.patch(`/calendars/${calendar.body.id}`, { holidays: ['2026-05-01'] }, version(1))
  expect(same.body.version).toBe(1)
  const changed = await admin.patch(
    `/calendars/${calendar.body.id}`,
    { holidays: ['2026-10-03', '2026-05-01'] },
    version(1),
  )
  expect(changed.body).toMatchObject({ version: 2, holidays: ['2026-05-01', '2026-10-03'] })
})

test('hours that do not add up are refused when they are saved', async () => {
  const week = { '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] }
  const refused = await admin.post('/calendars', {
    name: 'Wrong',
    timeZone: 'UTC',
    weekly: { ...week, '1': [['12:00', '09:00']] },
  })
  expect(refused.status).toBe(422)
  const unknownZone = await admin.post('/calendars', {
    name: 'Nowhere',
    timeZone: 'Mars/Olympus',
    weekly: { ...week, '1': [] },
  })
  expect(unknownZone.body.errors[0].path).toBe('timeZone')
})

test('staff: one home per person, dates in order, only people one may see', async () => {
  const first = await station({ name: 'First' })
  const second = await station({ name: 'Second' })
  const technician = await world.tenant.as('technician', { stationId: first.id })
  const personId = technician.personId
  const put = (by: Client, id: string, staff: object[]) => by.put(`/stations/${id}/staff`, { staff })
  expect((await put(admin, first.id, [{ personId, fromOn: '2026-01-01' }])).status).toBe(200)
  expect((await put(admin, second.id, [{ personId, fromOn: '2026-02-01' }])).status).toBe(200)
  expect((await admin.get(`/stations/${first.id}`)).body.staff).toMatchObject([
    { personId, isHome: false, roles: ['technician'] },
  ])
  expect((await admin.get(`/stations/${second.id}`)).body.staff).toMatchObject([{ personId, isHome: true }])
  expect((await put(admin, first.id, [{ personId, fromOn: '2026-02-01', toOn: '2026-01-01' }])).status).toBe(422)
  const manager = await world.tenant.as('station_manager', { stationId: second.id })
  const invisible = (await world.tenant.as('technician', { stationId: china })).personId
  expect((await put(manager, second.id, [{ personId: invisible, fromOn: '2026-01-01' }])).status).toBe(404)
})

test('documents expire in order, and a station with active ones below stays open', async () => {
  const place = await station({ name: 'Licensed' })
  await admin.post(`/stations/${place.id}/documents`, { name: 'Fire licence', expiresOn: '2027-03-01' })
  const late = await admin.post(`/stations/${place.id}/documents`, { name: 'Contract', expiresOn: '2026-12-01' })
  const list = await admin.get(`/station-documents?filter[stationId]=${place.id}`)
  expect(list.body.items.map((one: { name: string }) => one.name)).toEqual(['Contract', 'Fire licence'])
  expect((await admin.delete(`/stations/${place.id}/documents/${late.body.id}`)).status).toBe(200)
  expect((await admin.delete(`/stations/${place.id}/documents/${late.body.id}`)).status).toBe(404)
  await station({ name: 'Below', parentId: place.id })
  const closing = await admin.patch(`/stations/${place.id}`, { isActive: false }, version(1))
  expect(closing.body.code).toBe('network.in_use')
})

test('what is not there is a 404, what is no id too, what is wrong is named', async () => {
  expect((await admin.get(`/stations/${newId()}`)).status).toBe(404)
  expect((await admin.get('/stations/none')).status).toBe(404)
  const wrong = await admin.post('/stations', { name: '', kind: 'castle', parentId: china })
  expect(wrong.status).toBe(422)
  expect(wrong.body.errors.map((one: { path: string }) => one.path).sort()).toEqual(['kind', 'name'])
  expect((await admin.post('/stations', { name: 'X', kind: 'own', parentId: newId() })).status).toBe(404)
})

test('the same key opens a station once', async () => {
  const key = { 'idempotency-key': 'open-this-once' }
  const body = { name: 'Once', kind: 'own', parentId: china }
  const first = await admin.post('/stations', body, key)
  const second = await admin.post('/stations', body, key)
  expect(second.body).toEqual(first.body)
  expect((await admin.post('/stations', { ...body, name: 'Twice' }, key)).status).toBe(422)
})
