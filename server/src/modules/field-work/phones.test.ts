import { createHash, randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, client, useWorld } from '../../../test/harness.ts'
import { SESSION_COOKIE, sealCookie } from '../../actors.ts'
import { newId } from '../../kit/ids.ts'
import { type Job, makeJob, now, ok, sentPhoto, version, visitOf } from './visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  job = await makeJob(world)
})

const register = async (who = job.technician) => ok(await who.post('/field/phones', { name: 'Android' }))
const contact = (phone: { id: string }, more: object = {}, who = job.technician) =>
  who.put(`/field/phones/${phone.id}/contact`, { waiting: 0, stuck: 0, keys: [], ...more })
const unsentBy = (phone: { id: string; secret: string }, more: object = {}) =>
  world.tenant.anonymous().post(`/public/${world.tenant.code}/phones/${phone.id}/unsent`, {
    ...{ secret: phone.secret, key: newId(), visitId: job.visitId, kind: 'report', deviceAt: now(), offsetMs: 0 },
    ...{ body: { findings: 'Board is burnt' }, ...more },
  })
const standing = (phone: { id: string; secret: string }) =>
  world.tenant.anonymous().post(`/public/${world.tenant.code}/phones/${phone.id}/standing`, { secret: phone.secret })

test('a phone reports what waits on it, and the desk reads when it was last heard from', async () => {
  const phone = await register()
  // Its clock is an hour fast, also for what waits there.
  const fast = new Date(Date.now() + 3_600_000).toISOString()
  const heard = ok(await contact(phone, { waiting: 7, stuck: 1, oldestAt: fast, deviceAt: fast, roomMb: 400 }))
  expect(heard.epoch).toMatch(/^[0-9a-f]{32}$/)
  const { items } = ok(await job.plan.dispatcher.get('/phones'))
  expect(items).toMatchObject([{ waiting: 7, stuck: 1, roomMb: 400, revokedAt: null }])
  expect(Math.abs(items[0].clockOffset + 3600)).toBeLessThan(60)
  expect(Math.abs(Date.parse(items[0].oldestAt) - Date.now())).toBeLessThan(60_000)
  const other = await world.tenant.as('technician', { stationId: job.plan.stationId })
  expect((await contact(phone, {}, other)).status).toBe(404)
  const foreign = await world.makeTenant('far')
  expect(ok(await (await foreign.as('dispatcher')).get('/phones')).items).toEqual([])
})

test('the desk reads what waits on a phone, thing by thing: what, of which visit, since when, and why', async () => {
  const phone = await register()
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const { number } = await visitOf(job.plan.dispatcher, job.visitId)
  const unsent = [
    { kind: 'report', visitId: job.visitId, at: at(30), state: 'conflict', why: 'Somebody else changed it' },
    { kind: 'photo', visitId: newId(), at: at(40), state: 'pending' },
  ]
  ok(await contact(phone, { waiting: 2, stuck: 1, deviceAt: now(), unsent }))
  const waiting = async () => ok(await job.plan.dispatcher.get(`/phones/${phone.id}/waiting`)).items
  expect(await waiting()).toMatchObject([
    { kind: 'photo', number: null, state: 'pending', why: null },
    { kind: 'report', number, state: 'conflict', why: 'Somebody else changed it' },
  ])
  const elsewhere = await world.tenant.as('dispatcher', { stationId: job.plan.otherStationId })
  const foreign = await (await world.makeTenant('waits')).as('dispatcher')
  for (const who of [elsewhere, foreign]) expect((await who.get(`/phones/${phone.id}/waiting`)).status).toBe(404)
  ok(await contact(phone))
  expect(await waiting()).toEqual([])
})

test('what a technician gives up the desk reads whole, once, whatever it is; it is nobody else’s to say', async () => {
  const phone = await register()
  const fileId = await sentPhoto(job.technician)
  const given = (more: object = {}, who = job.technician) =>
    who.post(`/field/phones/${phone.id}/given-up`, {
      ...{ key: newId(), visitId: job.visitId, kind: 'photo', deviceAt: now(), offsetMs: 0, isSure: true },
      ...{ body: { kind: 'after', fileId, refusal: 'Photo is blurred' }, ...more },
    })
  const same = { key: newId() }
  for (const _ of [1, 2]) expect((await given(same)).status).toBe(201)
  expect((await given({ kind: 'of_tomorrow', visitId: newId(), body: {} })).status).toBe(201)
  const { items } = ok(await job.manager.get('/late-facts?filter[lateReason]=field_work.given_up'))
  expect(items.map((one: { toldKind: string }) => one.toldKind).sort()).toEqual(['of_tomorrow', 'photo'])
  const photo = items.find((one: { toldKind: string }) => one.toldKind === 'photo')
  expect(photo).toMatchObject({ visitId: job.visitId, content: { kind: 'after', refusal: 'Photo is blurred' } })
  expect((await visitOf(job.plan.dispatcher, job.visitId)).photos).toEqual([])
  expect((await job.manager.get(`/files/${photo.fileId}`)).status).toBe(200)
  const other = await world.tenant.as('technician', { stationId: job.plan.stationId })
  expect((await given({}, other)).status).toBe(404)
})

test('a file a phone saved is read in by who plans: each thing once, in the name of whose phone it was, with its picture', async () => {
  const phone = await register()
  const key = newId()
  const read = async (who = job.plan.dispatcher, more: object = {}) =>
    who.post('/late-facts/from-file', {
      ...{ key, phoneId: phone.id, personId: job.technician.personId, visitId: job.visitId, kind: 'photo' },
      ...{ deviceAt: now(), offsetMs: 0, isSure: true, fileId: await sentPhoto(who) },
      ...{ body: { kind: 'after', takenAt: now() }, ...more },
    })
  expect(ok(await read())).toEqual({ isNew: true })
  expect(ok(await read())).toEqual({ isNew: false })
  const { items } = ok(await job.plan.dispatcher.get('/late-facts?filter[lateReason]=field_work.from_file'))
  expect(items).toMatchObject([{ toldKind: 'photo', technicianId: job.technician.personId, visitId: job.visitId }])
  const { photos } = await visitOf(job.plan.dispatcher, job.visitId)
  expect(photos.map((one: { fileId: string }) => one.fileId)).toEqual([items[0].fileId])
  const elsewhere = await world.tenant.as('dispatcher', { stationId: job.plan.otherStationId })
  expect((await read(elsewhere, { key: newId() })).status).toBe(404)
  expect((await read(job.technician, { key: newId() })).status).toBe(403)
  ok(await job.technician.delete(`/visits/${job.visitId}/photos/${photos[0].id}`))
})

test('put back to before a phone was known: it makes itself known again and is asked about what it told; nobody takes its place', async () => {
  const lost = { id: newId(), secret: 'a-secret-of-a-phone-nobody-knows' }
  expect((await contact(lost)).status).toBe(404)
  const again = (who = job.technician) => who.put(`/field/phones/${lost.id}`, { name: 'Android', secret: lost.secret })
  ok(await again())
  ok(await again())
  expect(ok(await contact(lost, { keys: ['told-before-it'] })).unknown).toEqual(['told-before-it'])
  expect(ok(await standing(lost)).standing).toBe('welcome')
  const other = await world.tenant.as('technician', { stationId: job.plan.stationId })
  expect((await again(other)).status).toBe(404)
  // Another company may have a phone of that id: it is not this one.
  ok(await again(await (await world.makeTenant('beyond')).as('technician')))
  ok(await job.manager.put(`/phones/${lost.id}/revocation`))
  job.technician = await signInAgain()
  expect((await again()).body.code).toBe('field_work.phone_revoked')
})

test('the board is told by technician: heard from last, and what is not sent on all their phones; revoked ones do not count', async () => {
  const technician = await world.tenant.as('technician', { stationId: job.plan.stationId })
  const [one, two, lost] = [await register(technician), await register(technician), await register(technician)]
  ok(await contact(one, { waiting: 4, stuck: 1, oldestAt: '2026-01-05T03:00:00Z', app: 'Dq81LmVz' }, technician))
  ok(await contact(two, { waiting: 3, oldestAt: '2026-01-05T02:00:00Z' }, technician))
  ok(await contact(lost, { waiting: 90 }, technician))
  ok(await job.manager.put(`/phones/${lost.id}/revocation`))
  const mine = { technicianId: technician.personId }
  const standing = async (who = job.plan.dispatcher) =>
    ok(await who.get('/phone-standings')).items.filter((item: typeof mine) => item.technicianId === mine.technicianId)
  expect(await standing()).toMatchObject([
    { ...mine, phones: 2, waiting: 7, stuck: 1, oldestAt: '2026-01-05T02:00:00.000Z' },
  ])
  const { items } = ok(
    await job.plan.dispatcher.get(`/phones?filter[technicianId]=${mine.technicianId}&filter[app]=Dq81LmVz`),
  )
  expect(items).toMatchObject([{ id: one.id, app: 'Dq81LmVz' }])
  expect(await standing(await world.tenant.as('dispatcher', { stationId: job.plan.otherStationId }))).toEqual([])
  expect(await standing(await (await world.makeTenant('standing')).as('dispatcher'))).toEqual([])
  expect((await job.technician.get('/phone-standings')).status).toBe(403)
})

test('it asks which of its own are not known: another one’s key counts as unknown', async () => {
  const phone = await register()
  const mine = newId()
  const at = new URLSearchParams({ at: now(), phone: phone.id })
  const { version: known } = await visitOf(job.technician, job.visitId)
  const body = { status: 'en_route', at: now() }
  const headers = { ...version(known), 'idempotency-key': mine, 'x-told': `${at}` }
  ok(await job.technician.put(`/visits/${job.visitId}/status`, body, headers))
  const never = newId()
  expect(ok(await contact(phone, { keys: [mine, never] })).unknown).toEqual([never])
  expect(ok(await job.technician.post('/field/unknown-keys', { keys: [mine, never] })).unknown).toEqual([never])
  const other = await world.tenant.as('technician', { stationId: job.plan.stationId })
  expect(ok(await other.post('/field/unknown-keys', { keys: [mine] })).unknown).toEqual([mine])
})

test('the part of the key is given again to its own person only, and never to a revoked phone', async () => {
  const phone = await register()
  expect(ok(await job.technician.put(`/field/phones/${phone.id}/key`)).keyPart).toBe(phone.keyPart)
  const other = await world.tenant.as('technician', { stationId: job.plan.stationId })
  expect((await other.put(`/field/phones/${phone.id}/key`)).status).toBe(404)
  expect((await unsentBy(phone)).body.code).toBe('field_work.phone_not_revoked')
  expect(ok(await job.manager.put(`/phones/${phone.id}/revocation`))).toBeNull()
  expect((await job.technician.put(`/field/phones/${phone.id}/key`)).status).toBe(401)
  job.technician = await signInAgain()
  expect((await job.technician.put(`/field/phones/${phone.id}/key`)).body.code).toBe('field_work.phone_revoked')
  expect((await contact(phone)).body.code).toBe('field_work.phone_revoked')
})

/** The session was ended with the phone: the person signs in anew. */
async function signInAgain(): Promise<Client> {
  const token = newId()
  await world.services.db.tx(world.tenant.id, (tx) =>
    sql`insert into auth."session" (id, "expiresAt", token, "updatedAt", "userId")
      select ${newId()}, now() + interval '1 day', ${token}, now(), user_id from people.person
      where id = ${job.technician.personId}`.execute(tx),
  )
  const cookie = `${SESSION_COOKIE}=${encodeURIComponent(sealCookie(token, world.services.secret))}`
  return client(world.app, job.technician.personId, { cookie })
}

test('a revoked phone hands over what it had not sent: once, for the desk, never as done', async () => {
  const phone = await register()
  ok(await job.manager.put(`/phones/${phone.id}/revocation`))
  expect(ok(await standing(phone)).standing).toBe('revoked')
  const report = { key: newId() }
  for (const _ of [1, 2]) expect((await unsentBy(phone, report)).status).toBe(201)
  const picture = { kind: 'photo', body: { kind: 'after', takenAt: now() }, picture: png(40_000).toString('base64') }
  expect((await unsentBy(phone, picture)).status).toBe(201)
  job.technician = await signInAgain()
  const visit = await visitOf(job.plan.dispatcher, job.visitId)
  expect([visit.report.findings, visit.photos.length]).toEqual([null, 1])
  const { items } = ok(await job.plan.dispatcher.get('/late-facts?filter[lateReason]=field_work.phone_revoked'))
  expect(items).toMatchObject([{ toldKind: 'photo' }, { toldKind: 'report', content: { findings: 'Board is burnt' } }])
  // Whoever guesses, or has the secret of another phone, learns nothing.
  const guessed = { id: phone.id, secret: 'x'.repeat(43) }
  expect([(await unsentBy(guessed)).status, (await standing(guessed)).status]).toEqual([404, 404])
})

test('a revoked phone hands over a film in parts, cut off in between; its picture of another fact is not lost either', async () => {
  const phone = await register()
  const film = Buffer.concat([MP4, randomBytes(5_000_000)])
  const refused = await putUnsent(phone, film, 0)
  expect([refused.status, refused.body.code]).toEqual([409, 'field_work.phone_not_revoked'])
  ok(await job.manager.put(`/phones/${phone.id}/revocation`))
  expect((await putUnsent({ ...phone, secret: 'x'.repeat(43) }, film, 0)).status).toBe(404)
  let offset = 0
  for (let parts = 0; offset < film.length; parts++) {
    const { body } = await putUnsent(phone, film, offset)
    offset = body.offset
    // Begun anew after a cut: the answer says from where.
    if (parts === 2) expect((await putUnsent(phone, film, 0)).body.offset).toBe(offset)
  }
  job.technician = await signInAgain()
  const said = { kind: 'photo', key: newId(), sha256: hashOf(film), body: { kind: 'other', takenAt: now() } }
  for (const _ of [1, 2]) expect((await unsentBy(phone, said)).status).toBe(201)
  const none = { kind: 'signature', sha256: hashOf(Buffer.from('never sent')), body: { name: 'Li Wei' } }
  expect((await unsentBy(phone, none)).body.code).toBe('file.missing')
  const { photos } = await visitOf(job.plan.dispatcher, job.visitId)
  const kept = photos.at(-1)
  expect(kept.mediaType).toBe('video/mp4')
  expect((await job.plan.dispatcher.get(`/files/${kept.fileId}`)).raw.rawPayload.equals(film)).toBe(true)
  expect((await putUnsent(phone, Buffer.from('MZ no picture'), 0)).status).toBe(415)
})

test('the picture of a signature that waits for a judgement belongs to the fact: nobody sweeps it away', async () => {
  const phone = await register()
  ok(await job.manager.put(`/phones/${phone.id}/revocation`))
  job.technician = await signInAgain()
  const bytes = png(3000)
  await putUnsent(phone, bytes, 0, 'signature.png')
  const said = { kind: 'signature', key: newId(), sha256: hashOf(bytes), body: { name: 'Li Wei' } }
  expect((await unsentBy(phone, said)).status).toBe(201)
  const { items } = ok(await job.plan.dispatcher.get('/late-facts?filter[toldKind]=signature'))
  const [file] = await world.services.db.tx(world.tenant.id, (tx) =>
    tx.selectFrom('kit.file').select(['subject_type', 'subject_id']).where('id', '=', items[0].fileId).execute(),
  )
  expect(file).toEqual({ subject_type: 'told', subject_id: items[0].id })
  expect((await job.plan.dispatcher.get(`/files/${items[0].fileId}`)).raw.rawPayload.equals(bytes)).toBe(true)
})

/** How a film begins. */
const MP4 = Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d703431', 'hex')

async function putUnsent(phone: { id: string; secret: string }, bytes: Buffer, from: number, name = 'other.mp4') {
  const path = `/api/v1/public/${world.tenant.code}/phones/${phone.id}/uploads/${hashOf(bytes)}`
  const raw = await world.app.inject({
    ...{ method: 'PUT', url: `${path}?offset=${from}&bytes=${bytes.length}&name=${name}` },
    payload: bytes.subarray(from, from + 1_000_000),
    headers: { 'content-type': 'application/offset+octet-stream', 'x-phone-secret': phone.secret },
  })
  return { status: raw.statusCode, body: raw.json() }
}

test('somebody who was dismissed: the phone hands over and is told so', async () => {
  const phone = await register()
  expect(ok(await standing(phone)).standing).toBe('welcome')
  const admin = await world.tenant.as('administrator')
  const { version: at } = ok(await admin.get(`/people/${job.technician.personId}`))
  ok(await admin.put(`/people/${job.technician.personId}/deactivation`, {}, version(at)))
  expect(ok(await standing(phone)).standing).toBe('revoked')
  expect((await unsentBy(phone)).status).toBe(201)
})

const put = async (who: Client, bytes: Buffer, from: number, to: number, sha = hashOf(bytes)) => {
  const raw = await world.app.inject({
    ...{ method: 'PUT', url: `/api/v1/uploads/${sha}?offset=${from}&bytes=${bytes.length}&name=photo.png` },
    ...{
      payload: bytes.subarray(from, to),
      headers: { ...who.headers, 'content-type': 'application/offset+octet-stream' },
    },
  })
  return { status: raw.statusCode, body: raw.json() }
}
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** A picture of about this many bytes that nothing can make smaller. */
function png(bytes: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const head = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0])
  const data = deflateSync(randomBytes(bytes))
  const magic = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

test('an upload that was cut goes on where it stopped; the last answer may be lost', async () => {
  const who = await world.tenant.as('technician', { stationId: job.plan.stationId })
  const bytes = png(300_000)
  const sha = hashOf(bytes)
  expect((await put(who, bytes, 0, 100_000)).body).toEqual({ offset: 100_000, fileId: null })
  expect(ok(await who.get(`/uploads/${sha}`)).offset).toBe(100_000)
  // The same part again, and one that leaves a gap: told from where to go on, nothing is written.
  for (const from of [0, 200_000]) expect((await put(who, bytes, from, from + 50_000)).body.offset).toBe(100_000)
  const other = await world.tenant.as('technician', { stationId: job.plan.stationId })
  expect(ok(await other.get(`/uploads/${sha}`)).offset).toBe(0)
  const done = (await put(who, bytes, 100_000, bytes.length)).body
  expect(done).toMatchObject({ offset: bytes.length, fileId: expect.any(String) })
  expect(ok(await who.get(`/uploads/${sha}`))).toEqual(done)
  expect((await put(who, bytes, 0, 100_000)).body).toEqual(done)
  expect((await who.get(`/files/${done.fileId}`)).raw.rawPayload.equals(bytes)).toBe(true)
})

test('parts that make another file than was announced are thrown away; what is no picture or too large is refused', async () => {
  const who = await world.tenant.as('technician', { stationId: job.plan.stationId })
  const bytes = png(1000)
  const wrong = hashOf(Buffer.from('another'))
  expect((await put(who, bytes, 0, bytes.length, wrong)).body.code).toBe('file.damaged')
  expect(ok(await who.get(`/uploads/${wrong}`)).offset).toBe(0)
  expect((await put(who, Buffer.from('MZ no picture'), 0, 13)).status).toBe(415)
  const film = `/api/v1/uploads/${wrong}?offset=0&bytes=4000000000&name=film.mp4`
  const headers = { ...who.headers, 'content-type': 'application/offset+octet-stream' }
  const large = await world.app.inject({ method: 'PUT', url: film, payload: bytes, headers })
  expect([large.statusCode, large.json().code]).toEqual([413, 'file.too_large'])
})

test('two tabs send the same file at once: one file each time, never a broken one', async () => {
  const who = await world.tenant.as('technician', { stationId: job.plan.stationId })
  const bytes = png(60_000)
  const send = async () => {
    let offset = 0
    for (let tries = 0; tries < 20; tries++) {
      const { body } = await put(who, bytes, offset, Math.min(offset + 20_000, bytes.length))
      if (body.fileId) return body.fileId as string
      offset = body.offset ?? 0
    }
    throw new Error('never done')
  }
  for (const id of await Promise.all([send(), send()]))
    expect((await who.get(`/files/${id}`)).raw.rawPayload.equals(bytes)).toBe(true)
})
