import net from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Client, useWorld } from '../../test/harness.ts'
import { at, tinyApp } from '../../test/tiny-app.ts'
import { afterCommit } from './db.ts'
import { edit } from './edit.ts'
import { newId } from './ids.ts'
import { notFound, problem } from './problem.ts'
import { route } from './route.ts'
import { byId, line } from './shapes.ts'

const world = useWorld()
let app: FastifyInstance
let desk: Client
let ran = 0

const skillBody = z.object({ code: line, name: z.object({ en: z.string() }), level: z.number().int().min(1).max(3) })
const skills = route({
  method: 'POST',
  path: '/tiny-skills',
  needs: 'parties.change',
  summary: 'A row per call',
  body: skillBody,
  returns: z.object({ id: z.uuid(), code: z.string(), nth: z.number() }),
  handle: async ({ tx, body }) => {
    const id = newId()
    ran += 1
    const nth = ran
    await tx
      .insertInto('people.skill')
      .values({ id, code: body.code, name: JSON.stringify(body.name) })
      .execute()
    if (body.code.startsWith('slow')) await sql`select pg_sleep(0.2)`.execute(tx)
    if (body.code === 'refused') throw problem('conflict.state', 409, { from: 'a', to: 'b' })
    if (body.code === 'bug') throw new Error('a secret of the inside')
    return { id, code: body.code, nth, secret: 'not declared, so not answered' }
  },
})
const calendar = route({
  method: 'PATCH',
  path: '/tiny-calendars/:id',
  needs: 'calendars.read',
  summary: 'Something two people can edit',
  params: byId,
  body: z.object({ name: line, timeZone: line }).partial(),
  edits: true,
  handle: ({ tx, actor, params, body, ifMatch }) =>
    edit(tx, actor, {
      table: 'kit.calendar',
      id: params.id,
      ifMatch: ifMatch!,
      patch: { name: body.name, time_zone: body.timeZone },
      news: { type: 'calendar.changed', subjectType: 'calendar' },
    }),
  returns: z.object({ name: z.string(), version: z.number() }),
})
const order: string[] = []
const file = route({
  method: 'GET',
  path: '/tiny-files',
  needs: 'parties.read',
  summary: 'Bytes, and a row that says they were fetched',
  raw: true,
  handle: async ({ tx, reply }) => {
    const code = `fetched-${newId()}`
    await tx.insertInto('people.skill').values({ id: newId(), code, name: '{}' }).execute()
    afterCommit(tx, () => order.push('committed'))
    reply.raw.once('finish', () => order.push('sent'))
    reply.type('text/plain')
    return 'bytes'
  },
})
const hidden = route({
  method: 'GET',
  path: '/tiny-things/:id',
  needs: 'parties.read',
  summary: 'Nothing is here',
  params: byId,
  handle: async () => {
    throw notFound('thing')
  },
})

beforeAll(async () => {
  app = await tinyApp(world, [skills, calendar, hidden, file])
  desk = at(app, await world.tenant.as('service_desk'))
})

afterAll(() => app.close())

const skill = (code: string) => ({ code, name: { en: code }, level: 1 })
const count = async (code: string) => {
  const rows = await world.services.db.tx(world.tenant.id, (tx) =>
    tx.selectFrom('people.skill').select('id').where('code', '=', code).execute(),
  )
  return rows.length
}
const key = (name: string) => ({ 'idempotency-key': `test-${name}` })

test('the same key gives the first answer again; another body, route or person is refused', async () => {
  const first = await desk.post('/tiny-skills', skill('once'), key('same'))
  const again = await desk.post('/tiny-skills', skill('once'), key('same'))
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body).toEqual(first.body)
  expect(first.body).not.toHaveProperty('secret')
  expect(await count('once')).toBe(1)
  const other = await desk.post('/tiny-skills', skill('other'), key('same'))
  expect([other.status, other.body.code]).toEqual([422, 'idempotency.mismatch'])
  const someone = at(app, await world.tenant.as('service_desk'))
  expect((await someone.post('/tiny-skills', skill('once'), key('same'))).status).toBe(422)
  expect((await desk.post('/tiny-skills', skill('x'), { 'idempotency-key': 'short' })).status).toBe(400)
  const elsewhere = at(app, await (await world.makeTenant('elsewhere')).as('service_desk'))
  expect((await elsewhere.post('/tiny-skills', skill('once'), key('same'))).status).toBe(201)
})

test('the same key many times at once has one effect and one answer', async () => {
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => desk.post('/tiny-skills', skill('slow'), key('at-once'))))
  expect(answers.map((one) => one.status)).toEqual([201, 201, 201, 201, 201])
  expect(new Set(answers.map((one) => one.body.id)).size).toBe(1)
  expect(await count('slow')).toBe(1)
})

test('what was undone frees its key', async () => {
  expect((await desk.post('/tiny-skills', skill('refused'), key('free'))).status).toBe(409)
  expect(await count('refused')).toBe(0)
  expect((await desk.post('/tiny-skills', skill('accepted'), key('free'))).status).toBe(201)
})

test('a stale version is told field by field: by whom, theirs, yours', async () => {
  const id = newId()
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx.insertInto('kit.calendar').values({ id, name: 'Office', time_zone: 'UTC', weekly: '{}' }).execute(),
  )
  const url = `/tiny-calendars/${id}`
  expect((await desk.patch(url, { name: 'A' })).body.code).toBe('if_match.missing')
  expect((await desk.patch(url, { name: 'A' }, { 'if-match': 'abc' })).body.code).toBe('if_match.malformed')
  const first = await desk.patch(url, { name: 'A', timeZone: 'Asia/Taipei' }, { 'if-match': '"1"' })
  expect([first.status, first.headers.etag]).toEqual([200, '"2"'])
  const stale = await desk.patch(url, { name: 'B' }, { 'if-match': '"1"' })
  expect([stale.status, stale.body.code, stale.body.values.version]).toEqual([409, 'conflict.version', 2])
  expect(stale.body.changes).toMatchObject([
    { field: 'name', by: 'service_desk', theirs: 'A', yours: 'B' },
    { field: 'timeZone', theirs: 'Asia/Taipei' },
  ])
  const unchanged = await desk.patch(url, { name: 'A' }, { 'if-match': '2' })
  expect(unchanged.body.version).toBe(2)
  const [one, two] = await Promise.all([
    desk.patch(url, { name: 'C' }, { 'if-match': '2' }),
    desk.patch(url, { name: 'D' }, { 'if-match': '2' }),
  ])
  expect([one.status, two.status].sort()).toEqual([200, 409])
})

test('a wrong field is named in the language of the caller', async () => {
  const wrong = { code: '', name: {}, level: 7 }
  const languages = { en: /At least|too short/i, 'zh-CN': /太短/, 'zh-TW,zh;q=0.9': /太短/ }
  for (const [language, words] of Object.entries(languages)) {
    const { status, body, headers } = await desk.post('/tiny-skills', wrong, { 'accept-language': language })
    expect([status, headers['content-type']]).toEqual([422, 'application/problem+json'])
    const errors = body.errors as { path: string; message: string }[]
    expect(errors.map((one) => one.path).sort()).toEqual(['code', 'level', 'name.en'])
    expect(errors.find((one) => one.path === 'code')?.message).toMatch(words)
    expect(body.requestId).toBe(headers['x-request-id'])
  }
  const { body: absent } = await desk.post('/tiny-skills', { code: 'x', level: 1 })
  expect(absent.errors).toMatchObject([{ path: 'name', code: 'validation.required', message: 'This is needed.' }])
  const traditional = await desk.post('/tiny-skills', wrong, { 'accept-language': 'zh-HK' })
  expect(traditional.body.title).toBe('請檢查標示的欄位。')
})

test('what is no JSON, no id, no text or no known type is refused, never a 500', async () => {
  const raw = (payload: string | Buffer, type: string) => desk.post('/tiny-skills', payload, { 'content-type': type })
  expect((await raw('{"code": ', 'application/json')).body).toMatchObject({ status: 400, code: 'validation.malformed' })
  expect((await raw('', 'application/json')).status).toBe(400)
  expect((await raw('<a/>', 'application/xml')).status).toBe(415)
  expect((await raw('[]', 'application/json')).status).toBe(422)
  expect((await raw(`{"__proto__": {"x": 1}}`, 'application/json')).status).toBe(400)
  expect((await raw(JSON.stringify({ code: 'x'.repeat(3e6) }), 'application/json')).status).toBe(413)
  expect((await raw('hello', 'text/plain')).body).toMatchObject({ status: 415, code: 'media_type' })
  for (const unusable of ['nul\u0000', 'half a \ud800 character']) {
    const { status, body } = await desk.post('/tiny-skills', { ...skill('ok'), name: { en: unusable } })
    expect([status, body.errors]).toMatchObject([422, [{ path: 'name.en', code: 'validation.invalid' }]])
  }
  const address = await app.inject({ url: '/api/v1/tiny-things/%zz', headers: { 'accept-language': 'zh-CN' } })
  expect(address.json()).toMatchObject({ status: 400, code: 'validation.malformed', title: '无法读取提交的内容。' })
  expect((await desk.get('/tiny-things/7')).status).toBe(404)
  expect((await desk.get('/no-such-place')).status).toBe(404)
})

test('what is no request is refused in the same form', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as net.AddressInfo
  const answerTo = async (sent: string) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(sent))
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk)
    const [head, body] = Buffer.concat(chunks).toString().split('\r\n\r\n')
    return [head!.split('\r\n')[0], JSON.parse(body!).code]
  }
  const long = `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`
  expect(await answerTo(long)).toEqual(['HTTP/1.1 431 Request Header Fields Too Large', 'headers_too_large'])
  expect(await answerTo('hello\r\n\r\n')).toEqual(['HTTP/1.1 400 Bad Request', 'validation.malformed'])
})

test('bytes leave after the commit, like every answer', async () => {
  expect((await desk.get('/tiny-files')).body).toBe('bytes')
  expect(order).toEqual(['committed', 'sent'])
})

test('a bug says nothing of the inside; who may not is told, who is nobody must sign in', async () => {
  const bug = await desk.post('/tiny-skills', skill('bug'))
  expect([bug.status, bug.body.code]).toEqual([500, 'internal'])
  expect(bug.raw.body).not.toContain('secret of the inside')
  expect((await at(app, await world.tenant.as('technician')).post('/tiny-skills', skill('x'))).status).toBe(403)
  expect((await at(app, world.tenant.anonymous()).post('/tiny-skills', skill('x'))).status).toBe(401)
})

test('another site cannot act with our cookie', async () => {
  const foreign = await desk.post('/tiny-skills', skill('foreign'), {
    origin: 'https://evil.example',
    host: 'aftercare.test',
  })
  expect([foreign.status, foreign.body.code]).toEqual([403, 'forbidden.origin'])
  const own = await desk.post('/tiny-skills', skill('own'), { origin: 'http://aftercare.test', host: 'aftercare.test' })
  expect(own.status).toBe(201)
})

test('who looks for what is not theirs leaves a line in the log', async () => {
  const lines: Record<string, unknown>[] = []
  const { log } = world.services
  const heard = log.child({}, { level: 'warn' })
  heard.warn = ((values: Record<string, unknown>, text: string) => lines.push({ ...values, text })) as never
  const loud = await tinyApp(
    { ...world, services: { ...world.services, log: { ...log, child: () => heard } as never } },
    [hidden],
  )
  const id = newId()
  expect((await at(loud, desk).get(`/tiny-things/${id}`)).status).toBe(404)
  expect(lines).toMatchObject([{ what: 'thing', actor: desk.personId, params: { id }, text: 'refused: not visible' }])
})

test('what waits for the commit happens after it, and not at all without one', async () => {
  const heard: string[] = []
  await world.services.db.tx(world.tenant.id, async (tx) => {
    afterCommit(tx, () => heard.push('committed'))
    expect(heard).toEqual([])
  })
  const undone = world.services.db.tx(world.tenant.id, async (tx) => {
    afterCommit(tx, () => heard.push('never'))
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(heard).toEqual(['committed'])
})
