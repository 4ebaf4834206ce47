import { legOf, USUAL_WAYS } from '@aftercare/dispatch'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, monday, type Plan } from './plan.fixture.ts'
import type { PlanFacts } from './plan-facts.ts'
import { dayTables } from './plan-ways.ts'
import { KM, MINUTES, onRoad, straightRoad } from './road.fixture.ts'
import { askAhead } from './ways-ahead.ts'

const world = useWorld()
let plan: Plan
let closeRoad: () => void
beforeAll(async () => {
  plan = await makePlan(world)
  closeRoad = await straightRoad(world, { traffic: true })
})
afterAll(() => closeRoad())

/** From home to the site the service says 90 minutes and 90 km; the estimate from the air line would say more than six hours. */
const STOPS = 9
const PEAK_OPEN = 1.1

test('offers, candidates and board take the ways the service has told ahead, as slow as their hour', async () => {
  const technicianId = await plan.technician({ home: onRoad(0) })
  const order = await plan.order()
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx.updateTable('dispatch.work_order').set(onRoad(STOPS)).where('id', '=', order.id).execute(),
  )
  const ask = (what: string) => plan.dispatcher.get(what)
  const first = async () => {
    const { body } = await ask(`/work-orders/${order.id}/candidates?from=${at(9)}&to=${at(18)}`)
    return body.candidates.find((one: { technician: { id: string } }) => one.technician.id === technicianId)
  }
  const estimated = Math.round(legOf(onRoad(0), onRoad(STOPS), USUAL_WAYS.pace, 'morning_peak').seconds / 60)
  expect((await first()).travelMinutes).toBe(estimated)
  const payload = { stationId: plan.stationId }
  await askAhead.handle({
    services: world.services,
    tenantId: world.tenant.id,
    payload,
    log: pino({ level: 'silent' }),
  })

  // Who begins at nine sets out in the last half hour of the morning's traffic.
  const way = Math.round(STOPS * MINUTES * PEAK_OPEN)
  const candidate = await first()
  expect(candidate.travelMinutes).toBe(way)
  expect(Date.parse(candidate.startsAt)).toBe(Date.parse(at(9)) + Math.ceil(way / 15) * 15 * 60_000)
  const { body } = await ask(`/work-orders/${order.id}/slots?days=14`)
  const slot = body.slots.find((one: { date: string; part: string }) => one.date === monday && one.part === 'morning')
  expect(slot.extraMinutes).toBe(way)
  expect(slot.technicianId).toBe(technicianId)
  expect(Date.parse(slot.startsAt)).toBe(Date.parse(candidate.startsAt))
  const { ways } = (await ask(`/board?from=${at(0)}&to=${at(24)}`)).body
  expect(ways.pace.open.morning_peak).toBe(PEAK_OPEN)
  expect(ways.kept).toContainEqual(
    expect.objectContaining({ seconds: STOPS * MINUTES * 60, metres: STOPS * KM * 1000 }),
  )
})

test('a plan drives in the traffic of the hour: out of the house in the morning, to an afternoon appointment not', () => {
  const hour = (h: number) => Date.parse(at(h))
  const [home, morning, afternoon, free] = [31.2, 31.21, 31.22, 31.23].map((lat) => ({ lat, lon: 121.5 }))
  const visit = (position: unknown, fromAt: number, toAt: number) => ({
    position,
    timeZone: 'Asia/Shanghai',
    visit: { startAt: fromAt, endAt: toAt, promised: { fromAt, toAt }, isPinned: false },
  })
  const facts = {
    fromAt: hour(0),
    toAt: hour(24),
    options: { zone: 'Asia/Shanghai', keepPromises: true },
    technicians: [{ home, shifts: [{ fromAt: hour(8), toAt: hour(17) }] }],
    running: [],
    jobs: [
      visit(morning, hour(8), hour(9)),
      visit(afternoon, hour(13), hour(15)),
      { position: free, timeZone: 'Asia/Shanghai', visit: null },
    ],
  } as unknown as PlanFacts
  const places = [home!, morning!, afternoon!, free!]
  const tables = dayTables(facts, places, USUAL_WAYS)
  const { seconds } = tables.of(tables.keyOf(monday))
  const at8 = (to: number, hours: 'morning_peak' | 'day') => legOf(home!, places[to]!, USUAL_WAYS.pace, hours).seconds
  expect(seconds[1]).toBe(at8(1, 'morning_peak'))
  expect(seconds[2]).toBe(at8(2, 'day'))
  expect(seconds[3]).toBeGreaterThan(at8(3, 'day'))
  expect(seconds[3]).toBeLessThan(at8(3, 'morning_peak'))
})
