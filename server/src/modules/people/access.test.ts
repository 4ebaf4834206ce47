import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, client, useWorld } from '../../../test/harness.ts'
import { addUser } from '../../kit/auth/users.ts'
import { newId } from '../../kit/ids.ts'
import { DEMO_PASSWORD } from './demo-logins.ts'
import { jobs } from './reactions.ts'

const world = useWorld()
const PASSWORD = 'correct horse battery'
let admin: Client

beforeAll(async () => {
  admin = await world.tenant.as('administrator')
})

interface Mail {
  to_address: string
  template: string
  language: string
  details: Record<string, string>
}
async function lastMail(): Promise<Mail> {
  const { rows } = await world.services.ownerPool.query(
    'select * from kit.mail order by created_at desc, id desc limit 1',
  )
  return rows[0]
}
const cookiesOf = (answer: { raw: { cookies: { name: string; value: string }[] } }) =>
  answer.raw.cookies.map((one) => `${one.name}=${encodeURIComponent(one.value)}`).join('; ')
const withCookie = (cookie: string) => client(world.app, null, { cookie })
const anyone = () => world.tenant.anonymous()
async function signIn(email: string, password: string) {
  const headers = { host: 'aftercare.test', origin: 'http://aftercare.test' }
  const raw = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers,
    payload: { email, password },
  })
  return { status: raw.statusCode, body: raw.json(), raw }
}

async function invited(email: string) {
  const made = await admin.post('/people', {
    name: 'Invited',
    email,
    language: 'zh-TW',
    grants: [{ role: 'service_desk', scope: 'company' }],
  })
  expect((await admin.post(`/people/${made.body.id}/invitation`, {})).status).toBe(201)
  const mail = await lastMail()
  const link = new URL(mail.details.link!)
  return {
    id: made.body.id,
    mail,
    token: link.searchParams.get('token')!,
    base: `/public/${link.searchParams.get('company')}/invitations`,
  }
}

test('an invitation leads by mail to a password, a session and the roles given', async () => {
  const { id, mail, token, base } = await invited('new@example.com')
  expect(mail).toMatchObject({ to_address: 'new@example.com', template: 'invitation', language: 'zh-TW' })
  expect((await admin.get(`/people/${id}`)).body.invitation).toMatchObject({
    email: 'new@example.com',
    isExpired: false,
  })
  const shown = await anyone().get(`${base}/${token}`)
  expect(shown.body).toMatchObject({ state: 'open', email: 'new@example.com', isKnown: false, company: 'acme Ltd' })
  expect((await anyone().post(`${base}/${token}/acceptance`, { password: 'short' })).status).toBe(422)
  const accepted = await anyone().post(`${base}/${token}/acceptance`, { password: PASSWORD })
  expect(accepted.body).toEqual({ signedIn: true })
  const session = await withCookie(cookiesOf(accepted)).get('/session')
  expect(session.body).toMatchObject({ person: { id, language: 'zh-TW' }, roles: ['service_desk'] })
  expect((await signIn('new@example.com', PASSWORD)).status).toBe(200)
  expect((await anyone().post(`${base}/${token}/acceptance`, { password: PASSWORD })).body.code).toBe('link.used')
  expect((await admin.get(`/people/${id}`)).body).toMatchObject({
    invitation: null,
    signIn: { email: 'new@example.com', twoFactor: false },
  })
})

test('two clicks at the same time accept once', async () => {
  const { token, base } = await invited('twice@example.com')
  const both = await Promise.all([1, 2].map(() => anyone().post(`${base}/${token}/acceptance`, { password: PASSWORD })))
  expect(both.map((one) => one.status).sort()).toEqual([201, expect.any(Number)])
  expect(both.filter((one) => one.status === 201)).toHaveLength(1)
  expect(both.every((one) => one.status < 500)).toBe(true)
})

test('an expired link says so and offers a new one, which goes to the same address', async () => {
  const { id, token, base } = await invited('late@example.com')
  await world.services.ownerPool.query(
    `update people.invitation set expires_at = now() - interval '1 hour' where person_id = $1`,
    [id],
  )
  expect((await anyone().get(`${base}/${token}`)).body.state).toBe('expired')
  expect((await anyone().post(`${base}/${token}/acceptance`, { password: PASSWORD })).body.code).toBe('link.expired')
  expect((await anyone().post(`${base}/${token}/renewal`)).status).toBe(201)
  const mail = await lastMail()
  expect(mail.to_address).toBe('late@example.com')
  const fresh = new URL(mail.details.link!).searchParams.get('token')!
  expect((await anyone().post(`${base}/${token}/renewal`)).body.code).toBe('link.superseded')
  expect((await anyone().post(`${base}/${fresh}/acceptance`, { password: PASSWORD })).status).toBe(201)
})

test('a second invitation ends the first; a wrong token and another company’s address show nothing', async () => {
  const { id, token, base } = await invited('again@example.com')
  await admin.post(`/people/${id}/invitation`, {})
  expect((await anyone().get(`${base}/${token}`)).body.state).toBe('expired')
  expect((await anyone().get(`${base}/${'x'.repeat(43)}`)).status).toBe(404)
  await world.makeTenant('elsewhere')
  const fresh = new URL((await lastMail()).details.link!).searchParams.get('token')!
  expect((await anyone().get(`/public/elsewhere/invitations/${fresh}`)).status).toBe(404)
  expect((await anyone().get(`/public/nobody/invitations/${fresh}`)).status).toBe(404)
})

test('somebody known from another company joins with the password they have, and switches between the two', async () => {
  const other = await world.makeTenant('second')
  const boss = await other.as('administrator')
  const { base, token } = await invited('both@example.com')
  await anyone().post(`${base}/${token}/acceptance`, { password: PASSWORD })
  const made = await boss.post('/people', {
    name: 'Both',
    email: 'both@example.com',
    grants: [{ role: 'dispatcher', scope: 'company' }],
  })
  await boss.post(`/people/${made.body.id}/invitation`, {})
  const second = new URL((await lastMail()).details.link!).searchParams.get('token')!
  const there = `/public/second/invitations/${second}`
  expect((await anyone().get(there)).body.isKnown).toBe(true)
  const wrong = await anyone().post(`${there}/acceptance`, { password: 'another password' })
  expect(wrong.body.code).toBe('sign_in.failed')
  const accepted = await anyone().post(`${there}/acceptance`, { password: PASSWORD })
  const both = withCookie(cookiesOf(accepted))
  const first = (await both.get('/session')).body
  expect(first.companies.map((one: { code: string }) => one.code)).toEqual(['acme', 'second'])
  expect(first.tenant.code).toBe('acme')
  expect((await both.get('/session', { 'x-company': other.id })).body).toMatchObject({
    tenant: { code: 'second' },
    roles: ['dispatcher'],
  })
  const foreign = await world.makeTenant('foreign')
  expect((await both.get('/session', { 'x-company': foreign.id })).status).toBe(401)
  const chosen = await both.put('/session/company', { id: other.id })
  const remembered = withCookie(`${cookiesOf(accepted)}; ${cookiesOf(chosen)}`)
  expect((await remembered.get('/session')).body.tenant.code).toBe('second')
  expect((await both.put('/session/company', { id: foreign.id })).status).toBe(404)
})

test('a reset mail leads to a new password and ends all sessions; unknown addresses get the same answer and no mail', async () => {
  const { base, token } = await invited('forgot@example.com')
  const accepted = await anyone().post(`${base}/${token}/acceptance`, { password: PASSWORD })
  const headers = { host: 'aftercare.test', origin: 'http://aftercare.test' }
  const ask = (email: string) =>
    world.app.inject({
      method: 'POST',
      url: '/api/auth/request-password-reset',
      headers,
      payload: { email, redirectTo: '/console/sign-in/reset' },
    })
  const unknown = await ask('nobody@example.com')
  const before = await lastMail()
  const known = await ask('forgot@example.com')
  expect(known.json()).toEqual(unknown.json())
  const mail = await lastMail()
  expect(before.template).not.toBe('password-reset')
  expect(mail).toMatchObject({ template: 'password-reset', to_address: 'forgot@example.com', language: 'zh-TW' })
  const reset = new URL(mail.details.link!).searchParams.get('token')
  const set = (newPassword: string) =>
    world.app.inject({
      method: 'POST',
      url: '/api/auth/reset-password',
      headers,
      payload: { newPassword, token: reset },
    })
  expect((await set('brand new password')).statusCode).toBe(200)
  expect((await withCookie(cookiesOf(accepted)).get('/session')).status).toBe(401)
  expect((await signIn('forgot@example.com', 'brand new password')).status).toBe(200)
  expect((await signIn('forgot@example.com', PASSWORD)).status).toBe(401)
  const used = await set('once more please')
  expect(used.statusCode).toBe(410)
  expect(used.json().code).toBe('link.expired')
})

test('devices are listed and ended one by one or all but this one, at once', async () => {
  const { base, token } = await invited('devices@example.com')
  const here = withCookie(cookiesOf(await anyone().post(`${base}/${token}/acceptance`, { password: PASSWORD })))
  const phone = withCookie(cookiesOf(await signIn('devices@example.com', PASSWORD)))
  const laptop = withCookie(cookiesOf(await signIn('devices@example.com', PASSWORD)))
  const { items } = (await here.get('/session/devices')).body
  expect(items).toHaveLength(3)
  expect(items[0]).toMatchObject({ isThis: true, address: '127.0.0.1' })
  expect((await phone.get('/session')).status).toBe(200)
  const other = (await phone.get('/session/devices')).body.items[0]
  expect((await here.delete(`/session/devices/${other.id}`)).status).toBe(200)
  expect((await phone.get('/session')).status).toBe(401)
  expect((await admin.delete(`/session/devices/${items[0].id}`)).status).toBe(404)
  expect((await here.delete('/session/devices')).body).toEqual({ ended: 1 })
  expect((await laptop.get('/session')).status).toBe(401)
  expect((await here.get('/session')).status).toBe(200)
})

test('one’s own profile changes language and zone at once', async () => {
  const desk = await world.tenant.as('service_desk')
  const changed = await desk.put('/session/profile', { name: 'New Name', language: 'zh-TW', timeZone: 'Asia/Taipei' })
  expect(changed.body.person).toMatchObject({ name: 'New Name', language: 'zh-TW', timeZone: 'Asia/Taipei' })
  expect((await desk.put('/session/profile', { timeZone: 'Mars/Olympus' })).status).toBe(422)
})

test('a session in use goes on; one at its end is over', async () => {
  const desk = await world.tenant.as('service_desk')
  await world.services.ownerPool.query(
    `update auth.session set "updatedAt" = now() - interval '3 days', "expiresAt" = now() + interval '1 hour'
     where "userId" = (select user_id from people.person where id = $1)`,
    [desk.personId],
  )
  const kept = await desk.get('/session')
  expect(kept.raw.cookies[0]).toMatchObject({ name: 'aftercare.session_token', maxAge: 14 * 86_400 })
  const { rows } = await world.services.ownerPool.query(
    `select "expiresAt" > now() + interval '13 days' as long from auth.session where "userId" = (select user_id from people.person where id = $1)`,
    [desk.personId],
  )
  expect(rows[0].long).toBe(true)
})

test('what has run out is swept away at night, what holds stays', async () => {
  const desk = await world.tenant.as('service_desk')
  await world.services.ownerPool.query(`
    insert into auth.session (id, "expiresAt", token, "updatedAt", "userId")
      select 'old', now() - interval '2 days', 'old', now(), user_id from people.person where id = '${desk.personId}'`)
  await world.services.ownerPool.query(
    `insert into auth.attempt values ('old', 9, now() - interval '2 days'), ('new', 9, now())`,
  )
  const tidy = jobs.find((one) => one.name === 'tidy-sign-in')!
  await tidy.handle({ services: world.services, tenantId: world.tenant.id, payload: {}, log: world.services.log })
  const left = await world.services.ownerPool.query(
    `select token as what from auth.session where token = 'old' union all select key from auth.attempt where key in ('old', 'new')`,
  )
  expect(left.rows).toEqual([{ what: 'new' }])
  expect((await desk.get('/session')).status).toBe(200)
})

test('an API key does what it was made for and no more; revoked it opens nothing at once', async () => {
  const integrator = await world.tenant.as('integrator')
  const beyond = await integrator.post('/api-keys', { name: 'Too much', scopes: ['people.read'] })
  expect(beyond.body).toMatchObject({ code: 'people.key_scope', values: { scopes: 'people.read' } })
  const made = await admin.post('/api-keys', { name: 'ERP', scopes: ['people.read', 'session.own'] })
  expect(made.body.key).toMatch(/^ac_[\w-]{43}$/)
  const erp = client(world.app, null, { authorization: `Bearer ${made.body.key}` })
  expect((await erp.get('/people')).status).toBe(200)
  expect((await erp.get('/session')).body).toMatchObject({
    kind: 'api_key',
    person: { name: 'ERP' },
    can: ['people.read', 'session.own'],
  })
  expect((await erp.get('/stations')).status).toBe(403)
  expect((await erp.post('/people', { name: 'X' })).status).toBe(403)
  expect((await erp.get('/session/devices')).status).toBe(403)
  const listed = (await admin.get('/api-keys')).body.items[0]
  expect(listed).toMatchObject({
    name: 'ERP',
    prefix: made.body.key.slice(0, 11),
    revokedAt: null,
    lastUsedAt: expect.any(String),
  })
  expect(JSON.stringify(listed)).not.toContain(made.body.key)
  expect((await admin.put(`/api-keys/${made.body.id}/revocation`)).status).toBe(200)
  expect((await erp.get('/people')).status).toBe(401)
})

test('a key for some stations, an expired key and a key of somebody else’s tenant stay in their bounds', async () => {
  const expired = await admin.post('/api-keys', {
    name: 'Old',
    scopes: ['people.read'],
    expiresAt: '2020-01-01T00:00:00Z',
  })
  expect(expired.status).toBe(422)
  const soon = await admin.post('/api-keys', {
    name: 'Soon',
    scopes: ['people.read'],
    expiresAt: '2099-01-01T00:00:00Z',
  })
  await world.services.ownerPool.query(
    `update people.api_key set expires_at = now() - interval '1 minute' where id = $1`,
    [soon.body.id],
  )
  const late = client(world.app, null, { authorization: `Bearer ${soon.body.key}` })
  expect((await late.get('/people')).status).toBe(401)
  const stranger = await (await world.makeTenant('stranger')).as('administrator')
  expect((await stranger.put(`/api-keys/${soon.body.id}/revocation`)).status).toBe(404)
  expect((await stranger.get('/api-keys')).body.items).toEqual([])
  const nonsense = client(world.app, null, { authorization: 'Bearer ac_nonsense' })
  expect((await nonsense.get('/people')).status).toBe(401)
})

test('demo logins are shown for a demo company only, one per role, and they work', async () => {
  expect((await anyone().get('/demo-logins')).body).toEqual({ items: [] })
  const demo = await world.makeTenant('demo')
  await world.services.db.tx(demo.id, async (tx) => {
    await sql`update kit.company set is_demo = true`.execute(tx)
    for (const n of [1, 2]) {
      const id = newId()
      const user_id = await addUser(tx, { email: `desk${n}@demo.example`, name: `Desk ${n}`, password: DEMO_PASSWORD })
      await tx
        .insertInto('people.person')
        .values({ id, number: `PE-${n}`, name: `Desk ${n}`, time_zone: 'UTC', user_id })
        .execute()
      await tx
        .insertInto('people.role_grant')
        .values({ id: newId(), person_id: id, role: 'service_desk', scope: 'company' })
        .execute()
    }
  })
  const { items } = (await anyone().get('/demo-logins')).body
  expect(items).toEqual([
    { role: 'service_desk', name: 'Desk 1', email: 'desk1@demo.example', password: DEMO_PASSWORD },
  ])
  expect((await signIn(items[0].email, items[0].password)).status).toBe(200)
})
