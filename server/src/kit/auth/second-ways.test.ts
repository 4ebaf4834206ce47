import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { buildServer } from '../../server.ts'
import { newId } from '../ids.ts'
import { addUser } from './users.ts'

const world = useWorld()
const PASSWORD = 'correct horse battery'
const ORIGIN = 'http://aftercare.test'

async function employ(email: string) {
  const id = newId()
  await world.services.db.tx(world.tenant.id, async (tx) => {
    const user_id = await addUser(tx, { email, name: 'Zhang Min', password: PASSWORD })
    await tx
      .insertInto('people.person')
      .values({ id, number: `P-${id}`, name: 'Zhang Min', time_zone: 'UTC', user_id })
      .execute()
    await tx
      .insertInto('people.role_grant')
      .values({ id: newId(), person_id: id, role: 'technician', scope: 'company' })
      .execute()
  })
  return id
}

/** A browser: keeps its cookies. */
function browser(app: FastifyInstance) {
  const jar = new Map<string, string>()
  const send = async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
    const headers = { host: 'aftercare.test', origin: ORIGIN, ...(cookie ? { cookie } : {}) }
    const raw = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    for (const one of raw.cookies)
      one.value === '' || one.maxAge === 0 ? jar.delete(one.name) : jar.set(one.name, one.value)
    return {
      status: raw.statusCode,
      body: raw.body.startsWith('{') ? raw.json() : null,
      location: raw.headers.location as string | undefined,
    }
  }
  return {
    get: (url: string) => send('GET', url),
    post: (url: string, payload: object = {}) => send('POST', url, payload),
  }
}

/** RFC 6238, as the app on the phone computes it. */
function codeOf(uri: string, at = Date.now()): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...new URL(uri).searchParams.get('secret')!]
    .map((one) => letters.indexOf(one).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((one) => Number.parseInt(one, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

const credentials = (email: string) => ({ email, password: PASSWORD })

test('with a second factor the password alone opens nothing; the code or a recovery code does', async () => {
  await employ('totp@example.com')
  const first = browser(world.app)
  await first.post('/api/auth/sign-in/email', credentials('totp@example.com'))
  const enabled = await first.post('/api/auth/two-factor/enable', { password: PASSWORD })
  expect(enabled.body.totpURI).toMatch(/^otpauth:\/\/totp\/Aftercare/)
  // Not on before the first code was right.
  expect((await first.get('/api/v1/session')).body.signIn.twoFactor).toBe(false)
  expect((await first.post('/api/auth/two-factor/verify-totp', { code: '000000' })).body.code).toBe(
    'sign_in.code_wrong',
  )
  expect((await first.post('/api/auth/two-factor/verify-totp', { code: codeOf(enabled.body.totpURI) })).status).toBe(
    200,
  )
  expect((await first.get('/api/v1/session')).body.signIn.twoFactor).toBe(true)

  const second = browser(world.app)
  const asked = await second.post('/api/auth/sign-in/email', credentials('totp@example.com'))
  expect(asked.body).toMatchObject({ twoFactorRedirect: true })
  expect((await second.get('/api/v1/session')).status).toBe(401)
  expect((await second.post('/api/auth/two-factor/verify-totp', { code: '111111' })).body.code).toBe(
    'sign_in.code_wrong',
  )
  expect((await second.post('/api/auth/two-factor/verify-totp', { code: codeOf(enabled.body.totpURI) })).status).toBe(
    200,
  )
  expect((await second.get('/api/v1/session')).status).toBe(200)

  const third = browser(world.app)
  await third.post('/api/auth/sign-in/email', credentials('totp@example.com'))
  const code = enabled.body.backupCodes[0]
  expect((await third.post('/api/auth/two-factor/verify-backup-code', { code })).status).toBe(200)
  expect((await third.get('/api/v1/session')).status).toBe(200)
  const fourth = browser(world.app)
  await fourth.post('/api/auth/sign-in/email', credentials('totp@example.com'))
  expect((await fourth.post('/api/auth/two-factor/verify-backup-code', { code })).body.code).toBe('sign_in.code_wrong')
})

test('a device trusted once is not asked again; codes without a first step open nothing', async () => {
  await employ('trust@example.com')
  const own = browser(world.app)
  await own.post('/api/auth/sign-in/email', credentials('trust@example.com'))
  const { totpURI } = (await own.post('/api/auth/two-factor/enable', { password: PASSWORD })).body
  await own.post('/api/auth/two-factor/verify-totp', { code: codeOf(totpURI) })
  await own.post('/api/auth/sign-out')
  await own.post('/api/auth/sign-in/email', credentials('trust@example.com'))
  await own.post('/api/auth/two-factor/verify-totp', { code: codeOf(totpURI), trustDevice: true })
  await own.post('/api/auth/sign-out')
  const again = await own.post('/api/auth/sign-in/email', credentials('trust@example.com'))
  expect(again.body.twoFactorRedirect).toBeUndefined()
  expect((await own.get('/api/v1/session')).status).toBe(200)
  const stranger = await browser(world.app).post('/api/auth/two-factor/verify-totp', { code: codeOf(totpURI) })
  expect(stranger.body.code).toBe('sign_in.start_again')
})

test('guessing codes locks the second factor, whatever browser guesses', async () => {
  await employ('lock@example.com')
  const own = browser(world.app)
  await own.post('/api/auth/sign-in/email', credentials('lock@example.com'))
  const { totpURI } = (await own.post('/api/auth/two-factor/enable', { password: PASSWORD })).body
  await own.post('/api/auth/two-factor/verify-totp', { code: codeOf(totpURI) })
  const codes: string[] = []
  for (let round = 0; round < 3; round++) {
    const guesser = browser(world.app)
    await guesser.post('/api/auth/sign-in/email', credentials('lock@example.com'))
    for (let n = 0; n < 5; n++)
      codes.push((await guesser.post('/api/auth/two-factor/verify-totp', { code: `00000${n}` })).body.code)
  }
  expect(codes).toContain('sign_in.slowed')
})

/** An identity provider as companies run one: discovery, code, token signed with RS256, PKCE kept as sent. */
async function identityProvider(claims: () => object) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  let url = ''
  let nonce: string | undefined
  const idToken = () => {
    const now = Math.floor(Date.now() / 1000)
    const body = `${part({ alg: 'RS256', kid: 'k1' })}.${part({ iss: url, aud: 'aftercare', iat: now, exp: now + 300, ...(nonce ? { nonce } : {}), ...claims() })}`
    return `${body}.${signWith('sha256', Buffer.from(body), privateKey).toString('base64url')}`
  }
  const answers: Record<string, () => object> = {
    '/.well-known/openid-configuration': () => ({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      userinfo_endpoint: `${url}/userinfo`,
      jwks_uri: `${url}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
    }),
    '/jwks': () => ({ keys: [jwk] }),
    '/token': () => ({ access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: idToken() }),
    '/userinfo': claims,
  }
  const server = http.createServer((request, reply) => {
    const answer = answers[request.url!.split('?')[0]!]
    reply.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer?.() ?? {}))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, expectNonce: (given: string | null) => (nonce = given ?? undefined), stop: () => server.close() }
}

let claims: Record<string, unknown> = {}
let idp: Awaited<ReturnType<typeof identityProvider>>
let app: FastifyInstance
beforeAll(async () => {
  idp = await identityProvider(() => claims)
  const settings = {
    ...world.services.settings,
    oidc: { issuer: idp.url, clientId: 'aftercare', clientSecret: 'secret' },
  }
  app = await buildServer({ ...world.services, settings })
})
afterAll(async () => {
  await app.close()
  idp.stop()
})

async function throughProvider() {
  const visitor = browser(app)
  const begun = await visitor.post('/api/auth/sign-in/social', {
    provider: 'oidc',
    callbackURL: '/console/',
    errorCallbackURL: '/console/sign-in',
  })
  expect(begun.status, JSON.stringify(begun.body)).toBe(200)
  const away = new URL(begun.body.url)
  expect(away.origin).toBe(idp.url)
  expect(away.searchParams.get('code_challenge_method')).toBe('S256')
  idp.expectNonce(away.searchParams.get('nonce'))
  const back = await visitor.get(
    `/api/auth/callback/oidc?code=abc&state=${encodeURIComponent(away.searchParams.get('state')!)}`,
  )
  return { visitor, back }
}

test('the company’s identity provider signs in whom we know by a verified address', async () => {
  await employ('sso@example.com')
  claims = { sub: 'u-1', email: 'sso@example.com', email_verified: true, name: 'Zhang Min' }
  const { visitor, back } = await throughProvider()
  expect(back.status).toBe(302)
  expect(back.location).toMatch(/\/console\/$/)
  expect((await visitor.get('/api/v1/session')).body).toMatchObject({
    person: { name: 'Zhang Min' },
    roles: ['technician'],
  })
})

test('strangers of the identity provider are not signed up', async () => {
  claims = { sub: 'u-2', email: 'stranger@example.com', email_verified: true, name: 'Stranger' }
  const { visitor, back } = await throughProvider()
  expect(back.location).toMatch(/error=/)
  expect((await visitor.get('/api/v1/session')).status).toBe(401)
  const { rows } = await world.services.ownerPool.query(
    `select 1 from auth."user" where email = 'stranger@example.com'`,
  )
  expect(rows).toEqual([])
})

test('an address the provider has not verified opens nobody’s account', async () => {
  await employ('claimed@example.com')
  claims = { sub: 'u-3', email: 'claimed@example.com', email_verified: false, name: 'Somebody else' }
  const { visitor, back } = await throughProvider()
  expect(back.location).toMatch(/error=/)
  expect((await visitor.get('/api/v1/session')).status).toBe(401)
})

test('where there is no identity provider its way in does not exist', async () => {
  const none = await browser(world.app).post('/api/auth/sign-in/social', { provider: 'oidc' })
  expect(none.status).toBe(404)
})
