import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { sendSmsJob } from './job.ts'
import { queueSms } from './queue.ts'
import { openTexter } from './transport.ts'

const world = useWorld()

/** A gateway as an operator would connect it: it takes JSON with a secret and answers as it is told to. */
let gateway: http.Server
let heard: { headers: http.IncomingHttpHeaders; body: Record<string, string> }[] = []
let answer: { status: number; location?: string } = { status: 202 }
beforeAll(async () => {
  gateway = http.createServer(async (request, reply) => {
    let text = ''
    for await (const chunk of request) text += chunk
    heard.push({ headers: request.headers, body: JSON.parse(text) })
    reply.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end('{}')
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
})
afterAll(() => new Promise((done) => gateway.close(done)))
beforeEach(() => {
  heard = []
  answer = { status: 202 }
})

const urlOf = () => `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/messages`
const connected = () => ({
  ...world.services,
  texter: openTexter({ smsUrl: urlOf(), smsSecret: 's3cret' }, world.services.log),
})
const run = (smsId: string) =>
  sendSmsJob.handle({
    services: connected(),
    tenantId: world.tenant.id,
    payload: { smsId },
    log: world.services.log,
  })
const queue = (more: { expiresAt?: Date; language?: string } = {}) =>
  world.services.db.tx(world.tenant.id, (tx) =>
    queueSms(tx, {
      to: '+8613900100001',
      language: 'zh-CN',
      template: 'one_time_code',
      values: { code: '123456', minutes: 10 },
      ...more,
    }),
  )
const row = (id: string) =>
  world.services.db.tx(world.tenant.id, (tx) =>
    tx.selectFrom('kit.sms').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

test('posted once to the gateway with the secret, in the language of the customer; what it said is forgotten', async () => {
  const id = await queue()
  await Promise.all([run(id), run(id), run(id)])
  expect(heard).toHaveLength(1)
  expect(heard[0]!.headers).toMatchObject({ authorization: 'Bearer s3cret', 'idempotency-key': id })
  expect(heard[0]!.body).toMatchObject({ id, to: '+8613900100001', language: 'zh-CN' })
  expect(heard[0]!.body.text).toMatch(/acme Ltd.*123456.*10 分钟/)
  expect(await row(id)).toMatchObject({ state: 'sent', details: {}, sent_at: expect.any(Date) })
})

test('a gateway that is away is tried again; one that refuses is not', async () => {
  const id = await queue()
  answer = { status: 503 }
  await expect(run(id)).rejects.toThrow('503')
  expect(await row(id)).toMatchObject({ state: 'queued', reason: expect.stringContaining('503') })
  answer = { status: 429 }
  await expect(run(id)).rejects.toThrow('429')
  answer = { status: 200 }
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'sent', reason: null })
  expect(new Set(heard.map((one) => one.headers['idempotency-key']))).toEqual(new Set([id]))

  const senseless = await queue()
  answer = { status: 400 }
  await run(senseless)
  expect(await row(senseless)).toMatchObject({ state: 'failed', details: {} })
})

test('a code that has run out is not sent, and no redirect is followed', async () => {
  const late = await queue({ expiresAt: new Date(Date.now() - 1000) })
  await run(late)
  expect(heard).toEqual([])
  expect((await row(late)).state).toBe('suppressed')

  answer = { status: 302, location: 'http://127.0.0.1:1/elsewhere' }
  const led = await queue()
  await expect(run(led)).rejects.toThrow()
  expect((await row(led)).state).toBe('queued')
})

test('a code asked for by phone goes that way, and without a gateway the log has it', async () => {
  const asked = await world.tenant.anonymous().post('/public/acme/codes', { phone: '+8613900100002' })
  expect(asked.status).toBe(202)
  const { rows } = await world.services.db.tx(world.tenant.id, async (tx) => ({
    rows: await tx.selectFrom('kit.sms').selectAll().where('to_phone', '=', '+8613900100002').execute(),
  }))
  expect(rows).toMatchObject([{ state: 'queued', template: 'one_time_code' }])
  const lines: object[] = []
  const log = { ...world.services.log, warn: (line: object) => lines.push(line) }
  await sendSmsJob.handle({
    services: { ...world.services, texter: openTexter({ smsUrl: null, smsSecret: null }, log as never) },
    tenantId: world.tenant.id,
    payload: { smsId: rows[0]!.id },
    log: world.services.log,
  })
  const { code } = rows[0]!.details as { code: string }
  expect(lines).toMatchObject([{ to: '+8613900100002', text: expect.stringContaining(code) }])
  const signedIn = await world.tenant
    .anonymous()
    .post('/public/acme/session', { phone: '+8613900100002', code, name: 'By Phone' })
  expect(signedIn.status).toBeLessThan(300)
})
