import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { buildServer } from '../../server.ts'
import { newId } from '../ids.ts'
import { makeSignIn } from './sign-in.ts'
import { addUser } from './users.ts'

const world = useWorld()
const PASSWORD = 'correct horse battery'

async function employ(email: string, password = PASSWORD, company = world.tenant.id) {
  const id = newId()
  const userId = await world.services.db.tx(company, async (tx) => {
    const user = await addUser(tx, { email, name: 'Li Wei', password })
    await tx
      .insertInto('people.person')
      .values({ id, number: `P-${id}`, name: 'Li Wei', email, time_zone: 'Asia/Shanghai', user_id: user })
      .execute()
    await tx
      .insertInto('people.role_grant')
      .values({ id: newId(), person_id: id, role: 'service_desk', scope: 'company' })
      .execute()
    return user
  })
  return { id, userId }
}

async function call(method: 'GET' | 'POST', url: string, payload?: object, headers: Record<string, string> = {}) {
  const host = 'aftercare.test'
  const own = { host, origin: `http://${host}`, 'user-agent': 'Vitest', ...headers }
  const raw = await world.app.inject({ method, url, headers: own, ...(payload ? { payload } : {}) })
  const cookies = raw.cookies.map((one) => `${one.name}=${encodeURIComponent(one.value)}`).join('; ')
  return { status: raw.statusCode, body: raw.body ? raw.json() : null, cookies, headers: raw.headers, set: raw.cookies }
}
const signIn = (email: string, password = PASSWORD, headers = {}) =>
  call('POST', '/api/auth/sign-in/email', { email, password }, headers)

test('the tables have every column the library expects', async () => {
  const { services } = world
  const questions = { mayEnter: async () => true, sendReset: async () => {} }
  const library = makeSignIn({ ...services, db: services.db.untenanted, questions })
  const context = await library.$context
  const wrong: string[] = []
  for (const table of Object.values(context.tables)) {
    const columns = ['id', ...Object.entries(table.fields).map(([key, field]) => field.fieldName ?? key)]
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_schema = 'auth' and table_name = ${table.modelName}`.execute(
      services.db.untenanted,
    )
    const present = new Set(rows.map((row) => row.name))
    wrong.push(...columns.filter((column) => !present.has(column)).map((column) => `${table.modelName}.${column}`))
  }
  expect(wrong).toEqual([])
})

test('the cookie of a real sign-in opens our own routes, and signing out closes them at once', async () => {
  await employ('li.wei@example.com')
  const signed = await signIn('Li.Wei@example.com')
  expect(signed.status).toBe(200)
  const cookie = signed.set.find((one) => one.name === 'aftercare.session_token')!
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const session = await call('GET', '/api/v1/session', undefined, { cookie: signed.cookies })
  expect(session.status).toBe(200)
  expect(session.body).toMatchObject({
    kind: 'person',
    person: { name: 'Li Wei' },
    roles: ['service_desk'],
    stations: null,
  })
  expect(session.body.can).toContain('requests.open')
  const out = await call('POST', '/api/auth/sign-out', {}, { cookie: signed.cookies })
  expect(out.status).toBe(200)
  expect((await call('GET', '/api/v1/session', undefined, { cookie: signed.cookies })).status).toBe(401)
})

test('a changed cookie opens nothing', async () => {
  await employ('forged@example.com')
  const signed = await signIn('forged@example.com')
  const forged = signed.cookies.replace(/session_token=(.)/, (_, first) => `session_token=${first === 'a' ? 'b' : 'a'}`)
  expect((await call('GET', '/api/v1/session', undefined, { cookie: forged })).status).toBe(401)
})

test('wrong password, unknown address and nonsense look the same, in the caller’s language', async () => {
  await employ('known@example.com')
  const wrong = await signIn('known@example.com', 'not the password', { 'accept-language': 'zh-CN' })
  const unknown = await signIn('nobody@example.com', PASSWORD, { 'accept-language': 'zh-CN' })
  expect(wrong.status).toBe(401)
  expect(wrong.body.code).toBe('sign_in.failed')
  expect(wrong.body.title).toMatch(/密码/)
  expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
  expect((await signIn('no address')).status).toBe(401)
})

test('twenty wrong sign-ins are slowed down; the right password has to wait like the others, then counts', async () => {
  await employ('guessed@example.com')
  const answers = []
  for (let n = 0; n < 20; n++) answers.push(await signIn('guessed@example.com', `guess number ${n}`))
  const slowed = answers.filter((one) => one.status === 429)
  expect(answers.slice(0, 5).every((one) => one.status === 401)).toBe(true)
  expect(slowed.length).toBeGreaterThanOrEqual(5)
  expect(slowed[0]!.body).toMatchObject({ code: 'sign_in.slowed', values: { seconds: expect.any(Number) } })
  expect(Number(slowed[0]!.headers['retry-after'])).toBeGreaterThan(0)
  const tooEarly = await signIn('guessed@example.com')
  expect(tooEarly.status).toBe(429)
  await sql`update auth.attempt set last_at = last_at - interval '2 minutes'`.execute(world.services.db.untenanted)
  expect((await signIn('guessed@example.com')).status).toBe(200)
  expect((await signIn('guessed@example.com', 'one slip again')).status).toBe(401)
})

test('refused and slowed sign-ins are in the log, without address or password', async () => {
  await employ('logged@example.com')
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  const app = await buildServer({ ...world.services, log })
  const guess = (n: number) =>
    app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: 'logged@example.com', password: `guess ${n}` },
    })
  for (let n = 0; n < 7; n++) await guess(n)
  await app.close()
  const messages = lines.map((line) => JSON.parse(line))
  expect(messages.filter((one) => one.msg === 'sign-in refused' && one.code === 'sign_in.failed')).toHaveLength(5)
  expect(messages.filter((one) => one.msg === 'sign-in slowed down').length).toBeGreaterThanOrEqual(1)
  expect(lines.join()).not.toMatch(/logged@example|guess \d/)
})

test('guesses all at once are counted like guesses in a row', async () => {
  await employ('burst@example.com')
  await sql`delete from auth.attempt`.execute(world.services.db.untenanted)
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => signIn('burst@example.com', `guess at once ${n}`)),
  )
  expect(answers.filter((one) => one.status === 401).length).toBeLessThanOrEqual(5)
  expect(answers.filter((one) => one.status === 429).length).toBeGreaterThanOrEqual(7)
})

test('another website cannot sign in or act with the cookie', async () => {
  await employ('csrf@example.com')
  const signed = await signIn('csrf@example.com')
  const elsewhere = { cookie: signed.cookies, origin: 'https://evil.example' }
  expect((await signIn('csrf@example.com', PASSWORD, elsewhere)).body.code).toBe('forbidden.origin')
  const acted = await call('POST', '/api/auth/sign-out', {}, elsewhere)
  expect(acted.status).toBe(403)
  const profile = await world.app.inject({
    method: 'PUT',
    url: '/api/v1/session/profile',
    headers: { ...elsewhere, host: 'aftercare.test' },
    payload: { name: 'X' },
  })
  expect(profile.statusCode).toBe(403)
  expect((await call('GET', '/api/v1/session', undefined, { cookie: signed.cookies })).status).toBe(200)
})

test('nobody signs up, and only what the apps use of the library is open', async () => {
  const signUp = await call('POST', '/api/auth/sign-up/email', {
    email: 'new@example.com',
    password: PASSWORD,
    name: 'New',
  })
  expect(signUp.status).toBe(404)
  expect((await call('POST', '/api/auth/delete-user', {})).status).toBe(404)
  expect((await call('GET', '/api/auth/list-sessions')).status).toBe(404)
})

test('who works for no company any more does not get in', async () => {
  const { id } = await employ('left@example.com')
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx.updateTable('people.person').set({ is_active: false }).where('id', '=', id).execute(),
  )
  const refused = await signIn('left@example.com')
  expect(refused.status).toBe(403)
  expect(refused.body.code).toBe('sign_in.no_company')
})

test('too short and too long passwords are refused with the field', async () => {
  await employ('short@example.com')
  const signed = await signIn('short@example.com')
  const body = { currentPassword: PASSWORD, newPassword: 'short' }
  const short = await call('POST', '/api/auth/change-password', body, { cookie: signed.cookies })
  expect(short.status).toBe(422)
  expect(short.body.errors[0]).toMatchObject({ path: 'newPassword', code: 'validation.password_weak' })
  const wrong = await call(
    'POST',
    '/api/auth/change-password',
    { currentPassword: 'x'.repeat(12), newPassword: 'a much better one' },
    { cookie: signed.cookies },
  )
  expect(wrong.body.code).toBe('sign_in.password_wrong')
  const good = await call(
    'POST',
    '/api/auth/change-password',
    { ...body, newPassword: 'a much better one' },
    { cookie: signed.cookies },
  )
  expect(good.status).toBe(200)
  expect((await signIn('short@example.com', 'a much better one')).status).toBe(200)
})
