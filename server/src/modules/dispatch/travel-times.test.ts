import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { legOf, wayAt } from '@aftercare/dispatch'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { makePlan, type Plan } from './plan.fixture.ts'
import { learnFromStamps } from './road-learning.ts'
import { waysAmong } from './travel-times.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const PLACES = [
  { lat: 31.23, lon: 121.47 },
  { lat: 31.25, lon: 121.5 },
  { lat: 31.2, lon: 121.44 },
]
const servers: http.Server[] = []
const asked: { url: string; body: string }[] = []
afterEach(async () => {
  world.services.settings.routingUrl = null
  for (const one of servers.splice(0)) one.close()
  asked.length = 0
  await world.services.db.tx(world.tenant.id, (tx) => sql`delete from dispatch.way`.execute(tx))
})

/** A little service of the kind, on a real port. */
type Answering = (from: number, to: number) => [number, unknown]

async function service(kind: 'osrm' | 'valhalla', answer: Answering) {
  const server = http.createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += piece
    })
    request.on('end', () => {
      asked.push({ url: request.url!, body })
      const count = (name: string) => new URL(request.url!, 'http://x').searchParams.get(name)!.split(';').length
      const { sources, targets } = body
        ? JSON.parse(body)
        : { sources: { length: count('sources') }, targets: { length: count('destinations') } }
      const [status, sent] = answer(sources.length, targets.length)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(typeof sent === 'string' ? sent : JSON.stringify(sent))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  world.services.settings.routingUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  world.services.settings.routingKind = kind
}
const table = (n: number, value: (from: number, to: number) => unknown, m = n) =>
  Array.from({ length: n }, (_, from) => Array.from({ length: m }, (_, to) => value(from, to)))
const osrm = (n: number, m: number): [number, unknown] => [
  200,
  {
    code: 'Ok',
    durations: table(n, (a, b) => (a === b ? 0 : 600.4 + a), m),
    distances: table(n, (a, b) => (a === b ? 0 : 7000.2), m),
  },
]
/** The table of all ways at noon. */
async function ways(places = PLACES) {
  const log = pino({ level: 'silent' })
  const { source, note, ways } = await waysAmong({ services: world.services, tenantId: world.tenant.id, log }, places)
  const all = places.flatMap((from) => places.map((to) => wayAt(ways, from, to, 'day')))
  return { source, note, seconds: all.map((one) => one.seconds), metres: all.map((one) => one.metres) }
}

describe('a matrix service', () => {
  test('that speaks OSRM is asked once for all ways, then never again for the same', async () => {
    await service('osrm', osrm)
    const first = await ways()
    expect(first).toMatchObject({ source: 'service', note: null })
    expect([...first.seconds]).toEqual([0, 600, 600, 601, 0, 601, 602, 602, 0])
    expect(first.metres[1]).toBe(7000)
    expect(asked).toHaveLength(1)
    expect(asked[0]!.url).toMatch(/^\/table\/v1\/driving\/121\.470000,31\.230000;/)
    const again = await ways()
    expect([...again.seconds]).toEqual([...first.seconds])
    expect(asked).toHaveLength(1)
    await ways([...PLACES, { lat: 31.3, lon: 121.6 }])
    // What is new: its row and its column.
    expect(asked).toHaveLength(3)
  })

  test('that speaks Valhalla is asked in its way', async () => {
    await service('valhalla', (n) => [
      200,
      {
        sources_to_targets: table(n, (a, b) => ({
          from_index: a,
          to_index: b,
          time: a === b ? 0 : 480,
          distance: 3.25,
        })),
      },
    ])
    const found = await ways()
    expect(found.source).toBe('service')
    expect([found.seconds[1], found.metres[1]]).toEqual([480, 3250])
    expect(asked).toHaveLength(1)
    expect(JSON.parse(asked[0]!.body)).toMatchObject({ costing: 'auto', sources: PLACES, targets: PLACES })
  })

  test.each([
    ['refuses', 400, { code: 'TooBig' }, 'service_refused'],
    ['answers nonsense', 200, '<html>', 'service_nonsense'],
    ['answers half a table', 200, { code: 'Ok', durations: [[0]], distances: [[0]] }, 'service_nonsense'],
    [
      'answers negative ways',
      200,
      { code: 'Ok', durations: table(3, () => -1), distances: table(3, () => 1) },
      'service_nonsense',
    ],
  ])('that %s costs a reason, not the plan', async (_, status, answer, code) => {
    await service('osrm', () => [status as number, answer])
    const found = await ways()
    expect(found).toMatchObject({ source: 'own', note: code })
    expect(found.seconds[1]).toBe(legOf(PLACES[0]!, PLACES[1]!).seconds)
  })

  test('that is away costs a reason; a way it does not know is estimated', async () => {
    world.services.settings.routingUrl = 'http://127.0.0.1:9'
    expect(await ways()).toMatchObject({ source: 'own', note: 'service_away' })
    await service('osrm', (n) => [
      200,
      { code: 'Ok', durations: table(n, (a, b) => (a === 0 && b === 1 ? null : 100)), distances: table(n, () => 50) },
    ])
    const found = await ways()
    expect(found.seconds[1]).toBe(legOf(PLACES[0]!, PLACES[1]!).seconds)
    expect(found.seconds[2]).toBe(100)
  })
})

test('the own table learns from the stamps of setting out and arriving, and is used', async () => {
  const technicianId = await plan.technician()
  const orderIds = [(await plan.order()).id, (await plan.order()).id]
  const [from, to] = [PLACES[0]!, PLACES[1]!]
  const estimate = legOf(from, to).seconds
  const driven = 300 + (estimate - 300) * 1.8
  await world.services.db.tx(world.tenant.id, async (tx) => {
    for (const [i, place] of [from, to].entries())
      await sql`update dispatch.work_order set lat = ${place.lat}, lon = ${place.lon} where id = ${orderIds[i]}`.execute(
        tx,
      )
    for (let day = 1; day <= 40; day++) {
      const noon = Date.parse('2026-11-18T04:00:00Z') - (Math.floor(day * 7) * 86_400_000) / 5
      const start = Math.floor(noon / 86_400_000) * 86_400_000 + 4 * 3_600_000
      const left = new Date(start)
      const arrived = new Date(start + driven * 1000)
      for (const [i, stamps] of [
        [0, { setOut: new Date(start - 7_200_000), arrived: new Date(start - 3_600_000), done: left }],
        [1, { setOut: left, arrived, done: new Date(arrived.getTime() + 3_600_000) }],
      ] as const)
        await sql`insert into dispatch.visit (id, number, work_order_id, request_id, technician_id, status, planned, en_route_at, arrived_at, finished_at)
          select gen_random_uuid(), ${`L${day}-${i}`}, w.id, w.request_id, ${technicianId}, 'done', tstzrange(${stamps.arrived}, ${stamps.done}),
            ${stamps.setOut}, ${stamps.arrived}, ${stamps.done} from dispatch.work_order w where w.id = ${orderIds[i]}`.execute(
          tx,
        )
    }
    await learnFromStamps(tx, new Date('2026-11-22T00:00:00Z'))
  })
  const dispatcher = plan.dispatcher
  const { body } = await dispatcher.get('/travel-times')
  const learnt = body.paces.find((one: { area: string; hours: string }) => one.area === 'town' && one.hours === 'day')
  expect(learnt.samples).toBeGreaterThan(15)
  expect(learnt.factor).toBeGreaterThan(1.3)
  expect(learnt.factor).toBeLessThan(1.81)
  expect((await ways()).seconds[1]).toBeGreaterThan(estimate * 1.15)
  expect((await (await world.tenant.as('parts_keeper')).get('/travel-times')).status).toBe(403)
  const foreign = await (await world.makeTenant('other')).as('dispatcher')
  const theirs = (await foreign.get('/travel-times')).body.paces
  expect(theirs.every((one: { samples: number }) => one.samples === 0)).toBe(true)
})
