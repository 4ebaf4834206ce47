import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { PNG, sentFile } from '../../../test/upload.ts'
import { newId } from '../ids.ts'

const world = useWorld()

test('the administrator changes the company; others read it; two at once are told', async () => {
  const admin = await world.tenant.as('administrator')
  const desk = await world.tenant.as('service_desk')
  const before = await desk.get('/company')
  expect(before.body).toMatchObject({ code: 'acme', name: 'acme Ltd', phone: null, version: 1 })
  expect((await desk.patch('/company', { name: 'x' }, { 'if-match': '1' })).status).toBe(403)
  expect((await admin.patch('/company', { name: 'x' })).status).toBe(428)
  const changed = await admin.patch('/company', { name: 'Acme', phone: '+86 10 1' }, { 'if-match': '1' })
  expect(changed).toMatchObject({ status: 200, body: { name: 'Acme', phone: '+86 10 1', version: 2 } })
  expect(changed.headers.etag).toBe('"2"')
  const stale = await admin.patch('/company', { name: 'Other', phone: '+1' }, { 'if-match': '1' })
  expect(stale.status).toBe(409)
  expect(stale.body.changes).toEqual([
    expect.objectContaining({ field: 'name', theirs: 'Acme', yours: 'Other', by: 'administrator' }),
    expect.objectContaining({ field: 'phone', theirs: '+86 10 1', yours: '+1' }),
  ])
  expect((await admin.patch('/company', { phone: null }, { 'if-match': '2' })).body.phone).toBeNull()
  const wrong = await admin.patch(
    '/company',
    { currency: 'XXY', timeZone: 'Moon/Base', website: 'javascript:1' },
    { 'if-match': '3' },
  )
  expect(wrong.status).toBe(422)
  expect(wrong.body.errors.map((one: { path: string }) => one.path).sort()).toEqual(['currency', 'timeZone', 'website'])
  const history = await admin.get(`/events?subjectType=company&subjectId=${world.tenant.id}`)
  expect(history.body.items[1].data.changes.name).toEqual({ from: 'acme Ltd', to: 'Acme' })
  expect((await desk.get(`/events?subjectType=company&subjectId=${world.tenant.id}`)).status).toBe(403)
})

test('anyone may know the name and see the logo, nothing else', async () => {
  const admin = await world.tenant.as('administrator')
  const visitor = world.tenant.anonymous()
  const logoFileId = await sentFile(admin, 'photo', { name: 'logo.png', type: 'image/png', content: PNG })
  const { version } = (await admin.get('/company')).body
  const set = await admin.patch('/company', { logoFileId }, { 'if-match': String(version) })
  const seen = await visitor.get('/public/acme')
  expect(seen.body.logoUrl).toBe(set.body.logoUrl)
  expect(Object.keys(seen.body)).not.toContain('id')
  const logo = await visitor.get(seen.body.logoUrl.replace('/api/v1', ''))
  expect([logo.status, logo.headers['content-type']]).toEqual([200, 'image/png'])
  expect((await visitor.get(`/public/acme/logo/${newId()}`)).status).toBe(404)
  expect((await visitor.get('/public/none')).status).toBe(404)
  const forged = await admin.patch('/company', { logoFileId: newId() }, { 'if-match': String(version + 1) })
  expect(forged.status).toBe(422)
})

test('tiles of the map: a template, from where browsers may load, told to nobody outside', async () => {
  const admin = await world.tenant.as('administrator')
  const { version, code } = (await admin.get('/company')).body
  const set = (mapTiles: string) => admin.patch('/company', { mapTiles }, { 'if-match': String(version) })
  expect((await set('https://tiles.example.com/one.png')).body.errors).toMatchObject([{ path: 'mapTiles' }])
  const url = 'https://tiles.example.com/{z}/{x}/{y}.png'
  expect((await set(url)).body.errors).toMatchObject([{ path: 'mapTiles', code: 'validation.map_origin' }])
  world.services.settings.mapOrigins.push('https://tiles.example.com')
  expect((await set(url)).body).toMatchObject({ mapTiles: url, mapDatum: 'wgs84' })
  const drawn = (mapDatum: string) => admin.patch('/company', { mapDatum }, { 'if-match': String(version + 1) })
  expect((await drawn('bd09')).body.errors).toMatchObject([{ path: 'mapDatum' }])
  expect((await drawn('gcj02')).body).toMatchObject({ mapTiles: url, mapDatum: 'gcj02' })
  const keep = (mapKeepMb: number | null) => admin.patch('/company', { mapKeepMb }, { 'if-match': String(version + 2) })
  expect((await keep(5000)).body.errors).toMatchObject([{ path: 'mapKeepMb' }])
  const technician = await world.tenant.as('technician')
  const given = async () => (await technician.get('/field/today')).body.map
  expect(await given()).toEqual({ url, attribution: '', datum: 'gcj02', keepMb: null })
  expect((await keep(20)).body).toMatchObject({ mapKeepMb: 20 })
  expect(await given()).toMatchObject({ keepMb: 20 })
  expect((await admin.get(`/public/${code}`)).body).not.toHaveProperty('mapTiles')
})
