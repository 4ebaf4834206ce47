import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../test/harness.ts'
import { type Actor, systemActor } from './actor.ts'
import { announce } from './events.ts'
import { newId } from './ids.ts'
import { type Hint, startLive } from './live.ts'
import { told } from './live-route.ts'
import { notify } from './notices/notify.ts'

const world = useWorld()
const HERE = newId()
let url: string
let live: { stop(): Promise<void> }

beforeAll(async () => {
  live = await startLive(world.services.db)
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}/api/v1/live`
})
afterAll(() => live.stop())

interface Heard {
  events: { event: string; data: Hint }[]
  status: number
  ended: Promise<void>
  close(): void
}

async function listen(who: Client): Promise<Heard> {
  const stop = new AbortController()
  const response = await fetch(url, { headers: who.headers, signal: stop.signal })
  const heard: Heard = { events: [], status: response.status, ended: Promise.resolve(), close: () => stop.abort() }
  heard.ended = (async () => {
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop()!
      for (const block of blocks) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? []
        if (event) heard.events.push({ event, data: JSON.parse(data!) })
      }
    }
  })().catch(() => {})
  return heard
}
const soon = async (condition: () => boolean) => {
  const until = Date.now() + 2_000
  while (!condition() && Date.now() < until) await new Promise((go) => setTimeout(go, 20))
}
const say = (tenantId: string, stationId: string | null) =>
  world.services.db.tx(tenantId, (tx) =>
    announce(tx, systemActor(tenantId), {
      type: 'request.opened',
      subject: { type: 'request', id: newId() },
      stationId,
    }),
  )

test('a change is heard within two seconds, by those of the company who may know', async () => {
  const desk = await listen(await world.tenant.as('service_desk'))
  const foreign = await listen(await (await world.makeTenant('foreign')).as('administrator'))
  await say(world.tenant.id, HERE)
  await soon(() => desk.events.length > 0)
  expect(desk.events).toMatchObject([{ event: 'change', data: { type: 'request.opened', subject: 'request' } }])
  expect(foreign.events).toEqual([])
  desk.close()
  foreign.close()
})

test('nothing is heard of what was undone', async () => {
  const desk = await listen(await world.tenant.as('service_desk'))
  const attempt = world.services.db.tx(world.tenant.id, async (tx) => {
    const subject = { type: 'request', id: newId() }
    await announce(tx, systemActor(world.tenant.id), { type: 'request.opened', subject })
    throw new Error('undone')
  })
  await expect(attempt).rejects.toThrow('undone')
  await say(world.tenant.id, null)
  await soon(() => desk.events.length > 0)
  expect(desk.events).toHaveLength(1)
  desk.close()
})

test('a station hears its own rows, of others only that something changed; a notice one person', async () => {
  const actor = (stations: Actor['stations']): Actor => ({ ...systemActor('t'), kind: 'person', id: 'p', stations })
  const hint: Hint = {
    tenantId: 't',
    type: 'request.noted',
    subject: 'request',
    id: 'r',
    threadId: 'r',
    stationId: 'here',
    personId: null,
  }
  expect(told(actor(['here']), hint)?.id).toBe('r')
  expect(told(actor(['there']), hint)).toBeNull()
  expect(told(actor(['there']), { ...hint, stationId: null })).toMatchObject({ id: '', threadId: null })
  expect(told(actor('all'), { ...hint, stationId: null })?.id).toBe('r')
  expect(told(actor('all'), { ...hint, personId: 'somebody else' })).toBeNull()

  const [one, two] = [await world.tenant.as('technician'), await world.tenant.as('technician')]
  const [first, second] = [await listen(one), await listen(two)]
  await world.services.db.tx(world.tenant.id, (tx) =>
    notify(tx, world.tenant.id, [one.personId!], { kind: 'common:saved' }),
  )
  await soon(() => first.events.length > 0)
  expect(first.events[0]?.data.type).toBe('notice.created')
  expect(second.events).toEqual([])
  const { body } = await one.get('/notices')
  expect(body).toMatchObject({ unread: 1, items: [{ kind: 'common:saved', readAt: null }] })
  expect((await two.put(`/notices/${body.items[0].id}/reading`)).status).toBe(404)
  expect((await one.put(`/notices/${body.items[0].id}/reading`)).body).toEqual({ unread: 0 })
  first.close()
  second.close()
})

test('after the listening connection was cut, streams are told to look again', async () => {
  const desk = await listen(await world.tenant.as('service_desk'))
  await world.services.ownerPool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()`,
  )
  await soon(() => desk.events.length > 0)
  expect(desk.events[0]?.event).toBe('resumed')
  await say(world.tenant.id, null)
  await soon(() => desk.events.length > 1)
  expect(desk.events[1]?.event).toBe('change')
  desk.close()
})

test('who looks at the same request is told to those who may see it, by name; others hear no name', async () => {
  const [desk, other] = [await world.tenant.as('service_desk'), await world.tenant.as('service_desk')]
  const { body: request } = await desk.post('/requests', { words: 'It hums', language: 'en' })
  const heard = await listen(other)
  expect((await desk.put(`/requests/${request.id}/presence`, { here: true })).status).toBe(200)
  const seen = () => heard.events.find(({ data }) => data.subject === 'viewer')
  await soon(() => seen() !== undefined)
  expect(seen()!.data).toMatchObject({ id: request.id, who: { id: desk.personId, here: true } })
  const hint = { ...seen()!.data, tenantId: world.tenant.id, stationId: null, personId: null }
  const elsewhere: Actor = { ...systemActor(world.tenant.id), stations: [HERE] }
  expect(told(elsewhere, hint)).toMatchObject({ subject: 'viewer', id: '' })
  expect(told(elsewhere, hint)).not.toHaveProperty('who')
  expect(told(elsewhere, { ...hint, stationId: newId() })).toBeNull()
  expect((await desk.put(`/requests/${newId()}/presence`, { here: true })).status).toBe(404)
  heard.close()
})

test('nobody listens without a session; a closing server ends the streams', async () => {
  expect((await listen(world.tenant.anonymous())).status).toBe(401)
  const desk = await listen(await world.tenant.as('service_desk'))
  const started = Date.now()
  await world.app.close()
  await desk.ended
  expect(Date.now() - started).toBeLessThan(2_000)
})
