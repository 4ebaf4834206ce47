import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { PNG, sendFile } from '../../../test/upload.ts'
import { systemActor } from '../actor.ts'
import { newId } from '../ids.ts'
import { choice, defineList } from '../list/definition.ts'
import { sign } from '../signed.ts'
import { customersOwn } from '../subjects.ts'
import { visibleTo } from '../visible.ts'
import { attachFiles } from './attach.ts'

const world = useWorld()
const HERE = '00000000-0000-7000-8000-00000000000a'
const THERE = '00000000-0000-7000-8000-00000000000b'

let desk: Client
let here: Client
let there: Client

// A thing with stations, as a module would declare one: files stand in for its table.
defineList({
  name: 'tiny-things',
  path: '/tiny-things',
  needs: 'requests.read',
  summary: 'Things of this test',
  from: 'kit.file f',
  id: 'f.subject_id',
  visible: (actor) => visibleTo(actor, 'f.station_id'),
  columns: { type: choice('f.type', ['image/png']) },
  sort: 'type',
  subject: 'tiny_thing',
})

beforeAll(async () => {
  await world.services.db.tx(world.tenant.id, async (tx) => {
    for (const [id, number] of [
      [HERE, 'ST-A'],
      [THERE, 'ST-B'],
    ] as const)
      await tx
        .insertInto('network.station')
        .values({ id, number, path: [id], kind: 'own', name: number, time_zone: 'UTC' })
        .execute()
  })
  desk = await world.tenant.as('service_desk')
  here = await world.tenant.as('station_manager', { stationId: HERE })
  there = await world.tenant.as('station_manager', { stationId: THERE })
})

const upload = (who: Client, url: string, name: string, type: string, content: Buffer) =>
  sendFile(who, url, { name, type, content })
const photo = async (who: Client) => (await upload(who, '/files?purpose=photo', 'fault.png', 'image/png', PNG)).body.id
async function attach(ids: string[], stationId: string | null, isPublic = false): Promise<string> {
  const id = newId()
  const actor = { ...systemActor(world.tenant.id), kind: 'person', id: desk.personId } as const
  await world.services.db.tx(world.tenant.id, (tx) =>
    attachFiles(tx, actor, ids, { type: 'tiny_thing', id, stationId, isPublic }),
  )
  return id
}
test('an upload is kept and comes back with safe headers, whole or in part', async () => {
  const sent = await upload(desk, '/files?purpose=photo', '故障 照片.png', 'image/png', PNG)
  expect(sent).toMatchObject({ status: 201, body: { name: '故障 照片.png', type: 'image/png', width: 1, height: 1 } })
  const got = await desk.get(`/files/${sent.body.id}`)
  expect(got.raw.rawPayload).toEqual(PNG)
  expect(got.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
  expect(got.headers['content-security-policy']).toContain("default-src 'none'")
  const part = await desk.get(`/files/${sent.body.id}`, { range: 'bytes=1-3' })
  expect([part.status, part.raw.payload]).toEqual([206, 'PNG'])
  const again = await desk.get(`/files/${sent.body.id}`, { 'if-none-match': String(got.headers.etag) })
  expect(again.status).toBe(304)
  const saved = await desk.get(`/files/${sent.body.id}?download=true`)
  expect(saved.headers['content-disposition']).toMatch(/^attachment/)
})

test('what is disguised, of a wrong type, empty, missing or no upload at all is refused', async () => {
  const refused = async (name: string, type: string, content: Buffer, url = '/files?purpose=photo') => {
    const { status, body } = await upload(desk, url, name, type, content)
    return [status, body.code]
  }
  expect(await refused('photo.png', 'image/png', Buffer.from('MZ this is a program'))).toEqual([415, 'file.disguised'])
  expect(await refused('page.html', 'text/html', Buffer.from('<html><script>'))).toEqual([415, 'file.type_refused'])
  expect(await refused('logo.svg', 'image/svg+xml', Buffer.from('<svg></svg>'))).toEqual([415, 'file.type_refused'])
  expect(await refused('a.png', 'image/png', Buffer.alloc(0))).toEqual([422, 'file.empty'])
  expect(await refused('a.png', 'image/png', PNG, '/files?purpose=everything')).toEqual([422, 'validation.failed'])
  const bare = '--x\r\ncontent-disposition: form-data; name="note"\r\n\r\nhello\r\n--x--\r\n'
  const noFile = await desk.post('/files', Buffer.from(bare), { 'content-type': 'multipart/form-data; boundary=x' })
  expect([noFile.status, noFile.body.code]).toEqual([422, 'file.missing'])
  expect((await desk.post('/files', { file: 'x' })).status).toBe(415)
})

test('an upload that ends in the middle is refused, and is no bug of ours', async () => {
  const type = { 'content-type': 'multipart/form-data; boundary=----cut' }
  const head = '------cut\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
  for (const sent of ['------cut\r\ncontent-disp', Buffer.concat([Buffer.from(head), PNG]), head]) {
    const { status, body } = await desk.post('/files?purpose=photo', sent, type)
    expect([status, body.code], String(sent).slice(0, 80)).toEqual([400, 'validation.malformed'])
  }
})

test('too large: refused while it is being sent', async () => {
  const large = Buffer.concat([PNG, randomBytes(21_000_000)])
  const { status, body } = await upload(desk, '/files?purpose=photo', 'large.png', 'image/png', large)
  expect([status, body.code]).toEqual([413, 'file.too_large'])
})

test('a file belongs to its uploader until it is attached, then to those who see the thing', async () => {
  const id = await photo(desk)
  expect((await here.get(`/files/${id}`)).status).toBe(404)
  await attach([id], HERE)
  expect((await here.get(`/files/${id}`)).status).toBe(200)
  expect((await there.get(`/files/${id}`)).status).toBe(404)
  const integrator = await world.tenant.as('integrator')
  expect((await integrator.get(`/files/${id}`)).status).toBe(404)
  const foreign = await (await world.makeTenant('elsewhere')).as('administrator')
  expect((await foreign.get(`/files/${id}`)).status).toBe(404)
  expect((await world.tenant.anonymous().get(`/files/${id}`)).status).toBe(401)
  expect((await desk.get(`/files/${newId()}`)).status).toBe(404)
})

test('an id read somewhere attaches nothing, and a file is attached once', async () => {
  const foreign = await photo(there)
  await expect(attach([foreign], HERE)).rejects.toMatchObject({ status: 422 })
  const own = await photo(desk)
  await attach([own], HERE)
  await expect(attach([own], THERE)).rejects.toMatchObject({ status: 422 })
})

test('the portal uploads without sign-in, smaller and rarer; a customer sees what is public and theirs', async () => {
  const visitor = world.tenant.anonymous()
  const sent = await upload(visitor, '/public/acme/files', 'fault.png', 'image/png', PNG)
  expect(sent.status).toBe(201)
  expect((await upload(visitor, '/public/nobody/files', 'a.png', 'image/png', PNG)).status).toBe(404)
  const sheet = await upload(visitor, '/public/acme/files', 'a.csv', 'text/csv', Buffer.from('a,b'))
  expect(sheet.body.code).toBe('file.type_refused')

  const customerId = newId()
  const owned: string[] = []
  customersOwn('tiny_thing', async (_tx, customer, id) => customer === customerId && owned.includes(id))
  const session = { tenantId: world.tenant.id, customerId, name: 'Ann', language: 'en', timeZone: 'UTC' }
  const token = sign(world.services.secret, 'customer-session', { ...session, exp: Date.now() / 1000 + 60 })
  const asCustomer = { authorization: `Bearer ${token}` }
  const [open, internal] = [await photo(desk), await photo(desk)]
  owned.push(await attach([open], HERE, true), await attach([internal], HERE, false))
  const see = async (id: string) => (await visitor.get(`/portal/files/${id}`, asCustomer)).status
  expect([await see(open), await see(internal), await see(sent.body.id)]).toEqual([200, 404, 404])
  owned.length = 0
  expect(await see(open)).toBe(404)

  const statuses: number[] = []
  for (let i = 0; i < 30; i++)
    statuses.push((await upload(visitor, '/public/acme/files', 'a.png', 'image/png', PNG)).status)
  expect(statuses).toContain(429)
  await world.services.db.tx(world.tenant.id, (tx) => sql`delete from kit.file where subject_id is null`.execute(tx))
})
