import { afterAll, beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, type Plan, version } from './plan.fixture.ts'
import { KM, MINUTES, onRoad, straightRoad } from './road.fixture.ts'
import { apply, ownStation, planned } from './scenario.fixture.ts'

// Two plans of one day side by side. The day lies on a straight road, so that every figure can be summed up by hand:
// "moves 1 promise by 15 min, saves 20 km, places 1 more job" against "moves none, saves 40 km, places none".
const world = useWorld()
let plan: Plan
let closeRoad = () => {}
let customerId = ''
let addresses: string[] = []
beforeAll(async () => {
  plan = await makePlan(world)
  closeRoad = await straightRoad(world)
  const lines = [1, 2, 3].map((stop) => ({ country: 'CN', city: '上海', line: `${stop} 号`, ...onRoad(stop) }))
  const made = await plan.desk.post('/customers', {
    ...{ kind: 'organisation', name: 'Straight Road Ltd', country: 'CN', addresses: lines },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const kept = (await plan.desk.get(`/customers/${made.body.id}`)).body.addresses as { id: string; lon: number }[]
  customerId = made.body.id
  addresses = kept.sort((a, b) => a.lon - b.lon).map((one) => one.id)
})
afterAll(() => closeRoad())

interface Item {
  id: string
  kind: string
  workOrderId: string
  technician: { id: string } | null
  startsAt: string
  promiseMinutes: number
}
type Stop = { technicianId: string; startsAt: string; workOrderId: string }

/** The kilometres of a day, from home at the beginning of the road through what everybody does, in the order of time. */
function kilometres(stops: readonly Stop[], places: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const own of Map.groupBy(stops, (one) => one.technicianId).values()) {
    let last = 0
    for (const { workOrderId } of own.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
      const next = places.get(workOrderId)!
      sum += Math.abs(next - last) * KM
      last = next
    }
  }
  return sum
}

const stopsOf = (items: readonly Item[]): Stop[] =>
  items.flatMap(({ technician, startsAt, workOrderId }) =>
    technician ? [{ technicianId: technician.id, startsAt, workOrderId }] : [],
  )

/**
 * One has told times at stops 1, 1 and 2; the other goes to and fro between 3 and 1 with promises that hold all day. Work
 * of 130 minutes at stop 2 waits: it fits nobody's day as it was told.
 */
async function zigzag() {
  const stationId = await ownStation(world)
  const home = onRoad(0)
  const told = await plan.technician({ stationId, home, skills: ['cooling'] })
  const free = await plan.technician({ stationId, home, skills: ['high_voltage'], certificateUntil: '2099-01-01' })
  const places = new Map<string, number>()
  const order = async (stop: number, skill: string, plannedMinutes = 60) => {
    const request = await plan.request({ stationId, addressId: addresses[stop - 1], customerId })
    const made = await plan.order({ requestId: request.id, plannedMinutes, skillCodes: [skill] })
    places.set(made.id, stop)
    return made.id as string
  }
  const book = async (stop: number, technicianId: string, start: string, promised?: object) => {
    const workOrderId = await order(stop, technicianId === told ? 'cooling' : 'high_voltage')
    const made = await plan.dispatcher.post('/visits', { workOrderId, technicianId, start, minutes: 60, promised })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return { ...made.body, workOrderId, technicianId, startsAt: start } as Stop & { id: string; version: number }
  }
  const first = await book(1, told, at(10))
  const second = await book(1, told, at(13))
  const third = await book(2, told, at(15))
  const allDay = { from: at(9), to: at(17) }
  const toAndFro = [
    await book(3, free, at(9, 30), allDay),
    await book(1, free, at(11, 30), allDay),
    await book(3, free, at(13, 30), allDay),
  ]
  const waiting = await order(2, 'cooling', 130)
  return { stationId, told, free, places, first, second, third, toAndFro, waiting }
}

test('two plans of a day stand side by side with figures that are the sums of their visits', async () => {
  const day = await zigzag()
  const now = [day.first, day.second, day.third, ...day.toAndFro]
  expect(kilometres(now, day.places)).toBe(20 + 70)
  const kept = await planned(world, plan, day.stationId, { keepPromises: true, name: 'Kept' })
  const moved = await planned(world, plan, day.stationId, { keepPromises: false, name: 'Moved' })
  const listed = await plan.dispatcher.get(`/scenarios?stationId=${day.stationId}`)
  const shown = listed.body.items as { name: string; figures: Record<string, unknown> }[]
  expect(shown.map((one) => one.name)).toEqual(['Moved', 'Kept'])

  const before = { jobs: 6, technicians: 2, km: 90, travelMinutes: 90, workMinutes: 360, shiftMinutes: 1080 }
  // 0→1→1→2 and 0→1→3→3; then 0→1→2→1→2 beside the same.
  const withoutWaiting = { ...before, km: 50, travelMinutes: 50 }
  const withWaiting = { ...before, jobs: 7, km: 70, travelMinutes: 70, workMinutes: 490 }
  expect(shown[1]!.figures).toMatchObject({
    ...{ before, after: withoutWaiting, promisesMoved: 0, mostMovedMinutes: 0, placed: 0, left: 1 },
    ...{ savedKm: 40, savedTravelMinutes: 40, unplaced: 0, stuck: 0 },
  })
  expect(shown[0]!.figures).toMatchObject({
    ...{ before, after: withWaiting, promisesMoved: 1, mostMovedMinutes: 15, placed: 1, left: 0 },
    ...{ savedKm: 20, savedTravelMinutes: 20, unplaced: 0, stuck: 0 },
  })
  const wasAt = new Map(now.map((one) => [one.workOrderId, Date.parse(one.startsAt)]))
  for (const scenario of [kept, moved]) {
    const { items, figures } = scenario as { items: Item[]; figures: typeof kept.figures }
    const stops = stopsOf(items)
    expect(figures.after.km).toBe(kilometres(stops, day.places))
    expect(figures.after.travelMinutes).toBe((kilometres(stops, day.places) / KM) * MINUTES)
    expect(figures.after.jobs).toBe(stops.length)
    expect(figures.after.utilisation).toBeCloseTo(figures.after.workMinutes / 1080, 3)
    const others = stops.filter(
      (one) => wasAt.has(one.workOrderId) && wasAt.get(one.workOrderId) !== Date.parse(one.startsAt),
    )
    expect(figures.movedVisits).toBe(others.length)
    expect(figures.promisesMoved).toBe(items.filter((one) => one.promiseMinutes > 0).length)
  }
  // Told one o'clock, a quarter of an hour is no broken promise, and half past one is planned: 15 minutes too late.
  const late = moved.items.find((one: Item) => one.promiseMinutes > 0)
  expect(late).toMatchObject({ workOrderId: day.second.workOrderId, startsAt: at(13, 30), promiseMinutes: 15 })
})

test('half of a plan is applied, the half that cannot stand alone is refused, and the rest follows', async () => {
  const day = await zigzag()
  const scenario = await planned(world, plan, day.stationId)
  const item = (workOrderId: string) => scenario.items.find((one: Item) => one.workOrderId === workOrderId)
  const status = async () => (await plan.dispatcher.get(`/work-orders/${day.waiting}`)).body.status
  const alone = await apply(plan.dispatcher, scenario, { itemIds: [item(day.waiting).id] })
  expect([alone.status, alone.body.code], JSON.stringify(alone.body)).toEqual([409, 'conflict.plan_moved'])
  expect(alone.body.values.visits).toMatchObject([{ workOrderId: day.waiting, reason: 'taken' }])
  expect(await status()).toBe('unscheduled')

  const half = [item(day.waiting).id, item(day.second.workOrderId).id]
  const some = await apply(plan.dispatcher, scenario, { itemIds: half })
  expect(some.body, JSON.stringify(some.body)).toMatchObject({ state: 'partly_applied' })
  expect(await status()).toBe('scheduled')
  const visit = async (id: string) => (await plan.dispatcher.get(`/visits/${id}`)).body
  expect((await visit(day.second.id)).startsAt).toBe(at(13, 30))
  for (const one of day.toAndFro) expect((await visit(one.id)).startsAt).toBe(one.startsAt)

  // What is now: 0→1→2→1→2 and still 0→3→1→3; the next plan begins with these sums.
  const next = await planned(world, plan, day.stationId, { keepPromises: true })
  expect(next.figures).toMatchObject({ before: { jobs: 7, km: 40 + 70 }, after: { jobs: 7, km: 40 + 30 }, savedKm: 40 })
  const rest = await apply(plan.dispatcher, some.body)
  expect(rest.body, JSON.stringify(rest.body)).toMatchObject({ state: 'applied' })
  // The plan made in between rests on visits that have moved since.
  const late = await apply(plan.dispatcher, next)
  expect([late.status, late.body.code]).toEqual([409, 'conflict.plan_moved'])
  expect(late.body.values.visits.map((one: { reason: string }) => one.reason)).toContain('moved')
})

test('when the day has moved on a plan is refused whole, with each visit and why, and the rest can still be taken', async () => {
  const day = await zigzag()
  const scenario = await planned(world, plan, day.stationId)
  const [x, y] = day.toAndFro
  const cancelled = await plan.dispatcher.put(
    `/visits/${x!.id}/cancellation`,
    { reason: 'customer_asked' },
    version(x!.version),
  )
  expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(200)
  const admin = await world.tenant.as('administrator')
  const sick = await admin.post(`/people/${day.told}/absences`, { kind: 'sick', from: at(8), to: at(19) })
  expect(sick.status, JSON.stringify(sick.body)).toBeLessThan(300)

  const whole = await apply(plan.dispatcher, scenario)
  expect([whole.status, whole.body.code]).toEqual([409, 'conflict.plan_moved'])
  expect(whole.body.values.visits).toMatchObject([{ visitId: x!.id, reason: 'gone', by: 'dispatcher' }])
  const ids = (person: string, except: string[] = []) =>
    scenario.items
      .filter(
        (one: Item) =>
          ['move', 'book'].includes(one.kind) && one.technician?.id === person && !except.includes(one.workOrderId),
      )
      .map((one: Item) => one.id)
  const away = await apply(plan.dispatcher, scenario, { itemIds: ids(day.told) })
  expect([away.status, away.body.code]).toEqual([409, 'conflict.plan_moved'])
  expect(new Set(away.body.values.visits.map((one: { reason: string }) => one.reason))).toEqual(new Set(['unfit']))
  expect((await plan.dispatcher.get(`/work-orders/${day.waiting}`)).body.status).toBe('unscheduled')
  expect((await plan.dispatcher.get(`/visits/${day.second.id}`)).body.startsAt).toBe(at(13))
  const rest = await apply(plan.dispatcher, scenario, { itemIds: ids(day.free, [x!.workOrderId]) })
  expect(rest.body, JSON.stringify(rest.body)).toMatchObject({ state: 'partly_applied' })
  expect((await plan.dispatcher.get(`/visits/${y!.id}`)).body.startsAt).not.toBe(y!.startsAt)
})
