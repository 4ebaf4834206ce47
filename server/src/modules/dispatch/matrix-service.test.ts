import { legOf, wayAt } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { type Routing, roadSeconds, routing } from './routing.fixture.ts'
import { waysAmong } from './travel-times.ts'

const world = useWorld()
const open: Routing[] = []
afterEach(async () => {
  for (const one of open.splice(0)) one.close()
  await world.services.db.tx(world.tenant.id, (tx) => sql`delete from dispatch.way`.execute(tx))
})

async function service(...args: Parameters<typeof routing> extends [unknown, ...infer R] ? R : never) {
  const found = await routing(world, ...args)
  open.push(found)
  return found
}

/** Places of a town, all different doors. */
const town = (count: number): Position[] =>
  Array.from({ length: count }, (_, i) => ({ lat: 31 + (i % 40) / 100, lon: 121 + Math.floor(i / 40) / 100 }))
const ways = (places: Position[]) =>
  waysAmong({ services: world.services, tenantId: world.tenant.id, log: pino({ level: 'silent' }) }, places)
const rowsKept = async () => {
  const { rows } = await world.services.db.tx(world.tenant.id, (tx) =>
    sql<{ all: number; none: number }>`
      select count(*)::int as all, count(*) filter (where seconds is null)::int as none from dispatch.way`.execute(tx),
  )
  return rows[0]!
}
async function mustBeAll(places: Position[]) {
  const found = await ways(places)
  expect(found).toMatchObject({ source: 'service', note: null })
  for (const [from, to] of [[0, 1], [1, 0], [0, places.length - 1], [places.length - 1, 3]]) // biome-ignore format: pairs
    expect(wayAt(found.ways, places[from!]!, places[to!]!, 'day').seconds).toBe(
      roadSeconds(places[from!]!, places[to!]!),
    )
}

describe.each(['osrm', 'valhalla'] as const)('a matrix service that speaks %s', (kind) => {
  test('is asked for more places than it takes at once in blocks, a few at a time, and never again', async () => {
    const told = await service(kind)
    const places = town(120)
    await mustBeAll(places)
    expect(told.asked).toHaveLength(9)
    expect(told.mostAtOnce).toBeLessThanOrEqual(4)
    expect(told.mostAtOnce).toBeGreaterThan(1)
    expect(await rowsKept()).toEqual({ all: 120 * 119, none: 0 })
    await mustBeAll(places)
    expect(told.asked).toHaveLength(9)
  })

  test('is asked only for what is missing: one new place is a row and a column', async () => {
    const told = await service(kind)
    const places = town(100)
    await ways(places.slice(0, 99))
    const before = told.asked.length
    await mustBeAll(places)
    const cells = told.asked.slice(before).reduce((sum, [sources, targets]) => sum + sources * targets, 0)
    expect(cells).toBe(2 * 99)
  })

  test('that knows no way is believed and not asked again; the own estimate stands', async () => {
    const [a, b] = town(3)
    const isIsland = (one: Position) => one.lat === a!.lat && one.lon === a!.lon
    const told = await service(kind, { isReachable: (from, to) => !isIsland(from) && !isIsland(to) })
    const found = await ways(town(3))
    expect(found).toMatchObject({ source: 'service', note: null })
    expect(wayAt(found.ways, a!, b!, 'day')).toEqual(legOf(a!, b!))
    expect(await rowsKept()).toEqual({ all: 6, none: 4 })
    await ways(town(3))
    expect(told.asked).toHaveLength(1)
  })

  test('that stops in the middle leaves what it has told; the rest is asked for the next time', async () => {
    const away = await service(kind, { failsFrom: 5 })
    const places = town(120)
    expect(await ways(places)).toMatchObject({ source: 'service', note: 'service_refused' })
    const { all } = await rowsKept()
    expect(all).toBeGreaterThan(2000)
    expect(all).toBeLessThan(120 * 119)
    expect(away.asked.length).toBeLessThan(14)
    away.close()
    const told = await service(kind)
    await mustBeAll(places)
    expect(told.asked.length).toBeLessThan(9)
  })
})

test('a place OSRM finds no road for costs its own ways alone', async () => {
  const places = town(30)
  const told = await service('osrm', { onRoad: ({ lat, lon }) => !(lat === places[7]!.lat && lon === places[7]!.lon) })
  await mustBeAll(places)
  expect(await rowsKept()).toEqual({ all: 30 * 29, none: 2 * 29 })
  const before = told.asked.length
  await ways(places)
  expect(told.asked).toHaveLength(before)
})

test('places too far apart for Valhalla cost the ways between them alone', async () => {
  const places = [...town(10), ...town(10).map(({ lat, lon }) => ({ lat: lat + 8, lon }))]
  await service('valhalla')
  await mustBeAll([...places.slice(0, 10)])
  expect((await ways(places)).note).toBeNull()
  expect(await rowsKept()).toEqual({ all: 20 * 19, none: 2 * 100 })
})

test('a service that refuses whatever is asked is left alone soon', async () => {
  const told = await service('osrm', { onRoad: () => false })
  expect(await ways(town(120))).toMatchObject({ source: 'own', note: 'service_refused' })
  expect(told.asked.length).toBeLessThan(40)
  expect(await rowsKept()).toEqual({ all: 0, none: 0 })
})
