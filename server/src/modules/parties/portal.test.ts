import { expect, test } from 'vitest'
import { client, useWorld } from '../../../test/harness.ts'
import { CUSTOMER_COOKIE } from '../../actors.ts'

const world = useWorld()

const ask = (body: object) => world.tenant.anonymous().post('/public/acme/codes', body, { 'accept-language': 'zh-TW' })
const open = (body: object) => world.tenant.anonymous().post('/public/acme/session', body)

/** What the mail would say: the code leaves the server only there. */
async function mailedCode(to: string): Promise<string | undefined> {
  const mails = await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .selectFrom('kit.mail')
      .select(['details', 'language'])
      .where('to_address', '=', to)
      .orderBy('created_at', 'desc')
      .execute(),
  )
  return (mails[0]?.details as { code?: string } | undefined)?.code
}
function signedIn(answer: Awaited<ReturnType<typeof open>>) {
  const cookie = answer.raw.cookies.find((one) => one.name === CUSTOMER_COOKIE)!
  return client(world.app, null, { cookie: `${cookie.name}=${cookie.value}` })
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('a known customer signs in with the code, once, and signs out', async () => {
  const desk = await world.tenant.as('service_desk')
  const { body } = await desk.post('/customers', {
    kind: 'person',
    name: '林小姐',
    country: 'CN',
    email: 'Lin@Example.com',
  })
  const sent = await ask({ email: 'LIN@example.com' })
  expect([sent.status, sent.body.minutes]).toEqual([202, 10])
  const code = (await mailedCode('lin@example.com'))!
  expect(code).toMatch(/^\d{6}$/)
  expect((await open({ email: 'lin@example.com', code: wrong(code) })).body.code).toBe('sign_in.code_wrong')
  const both = await Promise.all([open({ email: 'lin@example.com', code }), open({ email: 'lin@example.com', code })])
  expect(both.map((one) => one.status).sort()).toEqual([201, 401])
  const me = signedIn(both.find((one) => one.status === 201)!)
  expect((await me.get('/portal/me')).body).toMatchObject({ id: body.id, name: '林小姐' })
  expect((await me.get(`/customers/${body.id}`)).status).toBe(403)
  const out = await me.delete('/portal/session')
  expect(out.raw.cookies).toMatchObject([{ name: CUSTOMER_COOKIE, value: '' }])
  expect((await world.tenant.anonymous().get('/portal/me')).status).toBe(401)
})

test('the answer does not tell who is a customer; a stranger who proves an address becomes one', async () => {
  const known = await ask({ email: 'lin@example.com' })
  const stranger = await ask({ email: 'new@example.com' })
  expect(Object.keys(stranger.body)).toEqual(Object.keys(known.body))
  const code = (await mailedCode('new@example.com'))!
  const nameless = await open({ email: 'new@example.com', code })
  expect([nameless.status, nameless.body.errors]).toEqual([422, [expect.objectContaining({ path: 'name' })]])
  const made = await open({ email: 'new@example.com', code, name: 'New Person' })
  expect(made.body).toMatchObject({ name: 'New Person', email: 'new@example.com', kind: 'person' })
  expect((await signedIn(made).get('/portal/me')).body.id).toBe(made.body.id)
})

test('five wrong tries use a code up, and the count outlives the refusals', async () => {
  await ask({ email: 'tries@example.com' })
  const code = (await mailedCode('tries@example.com'))!
  for (let i = 0; i < 5; i++) expect((await open({ email: 'tries@example.com', code: wrong(code) })).status).toBe(401)
  expect((await open({ email: 'tries@example.com', code, name: 'x' })).status).toBe(401)
})

test('an old code opens nothing; too many codes are refused', async () => {
  await ask({ email: 'late@example.com' })
  const code = (await mailedCode('late@example.com'))!
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .updateTable('parties.sign_in_code')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('address', '=', 'late@example.com')
      .execute(),
  )
  expect((await open({ email: 'late@example.com', code, name: 'x' })).status).toBe(401)
  await ask({ email: 'late@example.com' })
  await ask({ email: 'late@example.com' })
  const fourth = await ask({ email: 'late@example.com' })
  expect([fourth.status, fourth.body.code]).toEqual([429, 'sign_in.slowed'])
})

test('a phone works too; nothing is asked without an address; another company knows none of it', async () => {
  const desk = await world.tenant.as('service_desk')
  await desk.post('/customers', { kind: 'person', name: 'Phone', country: 'CN', phone: '13900001111' })
  expect((await ask({ phone: '139 0000 1111' })).status).toBe(202)
  expect((await ask({})).status).toBe(422)
  expect((await ask({ phone: '1' })).body.errors[0].code).toBe('validation.phone')
  await world.makeTenant('rival')
  await ask({ email: 'lin@example.com' })
  const code = (await mailedCode('lin@example.com'))!
  const elsewhere = await world.tenant
    .anonymous()
    .post('/public/rival/session', { email: 'lin@example.com', code, name: 'x' })
  expect(elsewhere.status).toBe(401)
})
