import { expect, test } from 'vitest'
import { buildDemo, DEMO_TENANT } from '../../../../db/demo/build.ts'
import { useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { dashboard, slices } from './dashboard.ts'

const world = useWorld()
const NOW = new Date('2026-11-21T10:00:00Z')
const PERIOD = { from: '2025-11-21', to: '2026-11-22' }

test('the demo company is built once, whole, and its figures stand', { timeout: 120_000 }, async () => {
  const sizes = { customers: 300, assets: 500, requests: 900 }
  expect(await buildDemo(world.services.db, NOW, sizes)).toBe(true)
  expect(await buildDemo(world.services.db, NOW, sizes)).toBe(false)
  const actor = systemActor(DEMO_TENANT)
  const figures = await world.services.db.tx(DEMO_TENANT, (tx) => dashboard(tx, actor, PERIOD, 'Asia/Shanghai'))
  for (const figure of figures) expect(figure.value, figure.key).not.toBeNull()
  const arrival = figures.find((one) => one.key === 'arrivalOnTime')!
  expect(arrival.value).toBeCloseTo((arrival.n! / arrival.of!) * 100, 9)
  expect(arrival.trend.length).toBeGreaterThan(10)
  const by = await world.services.db.tx(DEMO_TENANT, (tx) => slices(tx, actor, PERIOD))
  expect(by.country.map((one) => one.label)).toEqual(expect.arrayContaining(['CN', 'DE', 'US']))
})

test('a station sees figures of its own requests only; another company sees none', async () => {
  const all = systemActor(DEMO_TENANT)
  const one = await world.services.db.tx(DEMO_TENANT, async (tx) => {
    const station = await tx
      .selectFrom('network.station')
      .select('id')
      .where('number', '=', 'ST-01')
      .executeTakeFirstOrThrow()
    const own = await slices(tx, { ...all, stations: [station.id] }, PERIOD)
    return { own, every: await slices(tx, all, PERIOD) }
  })
  const total = (rows: { requests: number }[]) => rows.reduce((sum, row) => sum + row.requests, 0)
  expect(total(one.own.country)).toBeGreaterThan(0)
  expect(total(one.own.country)).toBeLessThan(total(one.every.country))
  const stranger = await world.tenant.as('service_manager')
  const answer = await stranger.get('/insight/dashboard?from=2025-11-21&to=2026-11-22&zone=Asia/Shanghai')
  expect(answer.status).toBe(200)
  expect(total(answer.body.slices.country)).toBe(0)
  const technician = await world.tenant.as('technician')
  expect((await technician.get('/insight/dashboard')).status).toBe(403)
})
