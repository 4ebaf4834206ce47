import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { useWorld } from '../../../test/harness.ts'
import { at, tinyApp } from '../../../test/tiny-app.ts'
import { newId } from '../ids.ts'
import { route } from '../route.ts'
import { sign } from '../signed.ts'
import { serveApps } from './apps.ts'

const world = useWorld()
let root: string
let apps: FastifyInstance

beforeAll(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-apps-'))
  const dist = path.join(root, 'console/dist')
  fs.mkdirSync(path.join(dist, 'assets'), { recursive: true })
  fs.writeFileSync(path.join(dist, 'index.html'), '<!doctype html><title>console</title>')
  fs.writeFileSync(path.join(dist, 'assets/main-B4x9Kq2z.js'), 'export {}')
  fs.writeFileSync(path.join(dist, 'sw.js'), 'self')
  fs.writeFileSync(path.join(root, 'secret.txt'), 'of the inside')
  apps = Fastify()
  await serveApps(apps, root)
})
afterAll(async () => {
  await apps.close()
  fs.rmSync(root, { recursive: true, force: true })
})

// As kit/signed.ts makes them: payload, dot, signature.
const label = sign('secret', 'label', { id: newId(), v: 1 })
const get = (url: string, headers: Record<string, string> = {}) => apps.inject({ url, headers })

test('screens are the app, files are files, a missing file stays missing', async () => {
  for (const url of [
    '/console/',
    '/console/requests/SR-2026-000001',
    '/console/a/b/c?x=1',
    `/console/q/acme/${label}`,
  ]) {
    const page = await get(url)
    expect([page.statusCode, page.body.includes('<title>console'), page.headers['cache-control']]).toEqual([
      200,
      true,
      'no-cache',
    ])
  }
  const hashed = await get('/console/assets/main-B4x9Kq2z.js')
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await get('/console/sw.js')).headers['cache-control']).toBe('no-cache')
  expect((await get('/console/assets/none-B4x9Kq2z.js')).statusCode).toBe(404)
  const etag = String(hashed.headers.etag)
  expect((await get('/console/assets/main-B4x9Kq2z.js', { 'if-none-match': etag })).statusCode).toBe(304)
})

test('nothing outside of the app is served', async () => {
  for (const url of [
    '/console/../secret.txt',
    '/console/..%2f..%2fsecret.txt',
    '/console/%2e%2e/%2e%2e/secret.txt',
    '/console/assets/..%5c..%5csecret.txt',
  ])
    expect((await get(url)).body).not.toContain('of the inside')
})

test('short addresses lead on; an app that is not built says what to do', async () => {
  expect((await get('/')).headers.location).toBe('/console/')
  expect((await get('/console')).headers.location).toBe('/console/')
  expect((await get('/q/acme/tok.en')).headers.location).toMatch(/^\/portal\/.*acme.*tok\.en$/)
  const page = await get('/field/', { 'accept-language': 'zh-TW' })
  expect([page.statusCode, page.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8'])
  expect(page.body).toContain('尚未建置')
  expect(page.body).toContain('npm run build')
})

test('pages and answers carry the headers that keep them safe', async () => {
  const { headers } = await world.app.inject({ url: '/healthz' })
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
  expect(policy).toContain("worker-src 'self' blob:")
  expect(policy).toContain("object-src 'none'")
  expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' })
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('health is told to balancers, figures to Prometheus', async () => {
  expect((await world.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' })
  const ready = await world.app.inject({ url: '/readyz' })
  expect([ready.statusCode, ready.json()]).toMatchObject([
    200,
    { status: 'ready', database: { ok: true }, worker: { waiting: 0 } },
  ])
  await (await world.tenant.as('service_desk')).get('/company')
  const { body } = await world.app.inject({ url: '/metrics' })
  expect(body).toContain('aftercare_requests_total{method="GET",route="/api/v1/company",status="200"} 1')
  expect(body).toMatch(/aftercare_database_connections\{state="idle"\} \d/)
  expect(body).toContain('aftercare_jobs{state="lag_seconds"} 0')
})

test('the figures are for whoever has the token, where one is set', async () => {
  world.services.settings.metricsToken = 'prometheus'
  expect((await world.app.inject({ url: '/metrics' })).statusCode).toBe(401)
  const asked = await world.app.inject({ url: '/metrics', headers: { authorization: 'Bearer prometheus' } })
  expect(asked.statusCode).toBe(200)
  world.services.settings.metricsToken = null
})

test('no answer is kept by a browser or by whoever stands between: its tag is of the record, it says more than that', async () => {
  const admin = await world.tenant.as('administrator')
  const first = await admin.get('/company')
  const again = await admin.get('/company', { 'if-none-match': String(first.headers.etag) })
  expect([again.status, again.headers.etag, again.body.code]).toEqual([200, first.headers.etag, 'acme'])
  const refused = [await admin.get('/customers/none'), await world.tenant.anonymous().get('/customers')]
  expect(refused.map(({ status }) => status)).toEqual([404, 401])
  for (const { headers } of [first, again, ...refused]) expect(headers['cache-control']).toBe('no-store')
})

test('large answers are compressed, small ones are not', async () => {
  const ask = (url: string) => world.app.inject({ url, headers: { 'accept-encoding': 'br' } })
  const large = await ask('/metrics')
  expect(large.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(large.rawPayload).toString()).toContain('aftercare_requests_total')
  expect((await ask('/healthz')).headers['content-encoding']).toBeUndefined()
})

test('a narrow limit counts each caller alone and says when to come back', async () => {
  const guess = route({
    method: 'POST',
    path: '/public/:company/tiny-guesses',
    needs: 'public',
    summary: 'Something to guess',
    params: z.object({ company: z.string() }),
    ratePerMinute: 3,
    handle: async () => null,
  })
  const app = await tinyApp(world, [guess])
  const send = (remoteAddress: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/public/acme/tiny-guesses',
      remoteAddress,
      headers: { 'accept-language': 'zh-CN' },
    })
  for (let i = 0; i < 3; i++) expect((await send('10.0.0.1')).statusCode).toBe(201)
  const refused = await send('10.0.0.1')
  expect([refused.statusCode, refused.json().code]).toEqual([429, 'rate_limited'])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await send('10.0.0.2')).statusCode).toBe(201)
  // One household with IPv6 has more addresses than there are grains of sand; it is one caller.
  for (let i = 0; i < 3; i++) await send(`2001:db8:1:1::${i}`)
  expect((await send('2001:db8:1:1:ffff::9')).statusCode).toBe(429)
  const person = at(app, await world.tenant.as('technician'))
  expect((await person.post('/public/acme/tiny-guesses')).status).toBe(201)
})
