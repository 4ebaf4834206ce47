import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'

const world = useWorld()

const body = {
  company: '星辰售后 Service',
  country: 'CN',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  language: 'zh-CN',
  name: '王芳',
  email: 'Wang.Fang@example.com',
  password: 'a good long password',
}

/** The harness has made a company; the first start knows none. */
const empty = () => world.services.ownerPool.query('truncate kit.company cascade')
const post = (payload: object) =>
  world.app.inject({
    method: 'POST',
    url: '/api/v1/setup',
    payload,
    headers: { host: 'aftercare.test', origin: 'http://aftercare.test' },
  })

test('where a company exists, the first start is over', async () => {
  expect((await world.tenant.anonymous().get('/setup')).body).toEqual({ open: false, oidc: false })
  const refused = await post(body)
  expect(refused.statusCode).toBe(409)
  expect(refused.json().code).toBe('setup.done')
})

test('of two first starts at the same time one founds the company, and its administrator is signed in', async () => {
  await empty()
  expect((await world.tenant.anonymous().get('/setup')).body).toEqual({ open: true, oidc: false })
  const answers = await Promise.all([post(body), post({ ...body, company: 'Another Ltd', email: 'other@example.com' })])
  expect(answers.map((one) => one.statusCode).sort()).toEqual([201, 409])
  const won = answers.find((one) => one.statusCode === 201)!
  const cookie = won.cookies.map((one) => `${one.name}=${encodeURIComponent(one.value)}`).join('; ')
  const get = async (url: string) =>
    (await world.app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { cookie } })).json()
  const session = await get('/session')
  expect(session).toMatchObject({
    roles: ['administrator'],
    stations: null,
    tenant: { currency: 'CNY', timeZone: 'Asia/Shanghai' },
  })
  const { items } = await get('/stations')
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ kind: 'hq', country: 'CN' })
  const page = await get(`/stations/${items[0].id}`)
  expect(page.hours.weekly['1']).toEqual([['09:00', '18:00']])
  const { rows } = await world.services.ownerPool.query(
    'select count(*)::int as n from auth."user" where email in ($1, $2)',
    ['wang.fang@example.com', 'other@example.com'],
  )
  expect(rows[0].n).toBe(1)
})

test('the administrator signs in with the password chosen then', async () => {
  await empty()
  const { rows } = await world.services.ownerPool.query('select count(*)::int as n from auth."user"')
  const done = await post({ ...body, email: 'first@example.com' })
  expect(done.statusCode).toBe(201)
  const signed = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { host: 'aftercare.test', origin: 'http://aftercare.test' },
    payload: { email: 'first@example.com', password: body.password },
  })
  expect(signed.statusCode).toBe(200)
  const after = await world.services.ownerPool.query('select count(*)::int as n from auth."user"')
  expect(after.rows[0].n).toBe(rows[0].n + 1)
})

test('a weak password founds nothing', async () => {
  await empty()
  const weak = await post({ ...body, password: 'short' })
  expect(weak.statusCode).toBe(422)
  expect(weak.json().errors[0].path).toBe('password')
  expect((await world.tenant.anonymous().get('/setup')).body).toEqual({ open: true, oidc: false })
})
