import { beforeAll, describe, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { makePlan, type Plan } from './plan.fixture.ts'
import { apply, ownStation, planned } from './scenario.fixture.ts'

// The rest of a day planned anew while it runs: what is done, on the way, on site, under work or pinned stays to the
// minute, whatever the cause is; only what has not begun goes elsewhere.
const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const MINUTE = 60_000
const HERE = { lat: 31.2354, lon: 121.4805 }
const query = (text: string, values: unknown[] = []) => world.services.ownerPool.query(text, values)
const begun = Math.ceil(Date.now() / (5 * MINUTE)) * 5 * MINUTE
const at = (minutes: number) => new Date(begun + minutes * MINUTE).toISOString()

/** Where it is ten in the morning: the hours before and after now belong to one day. Signs of these names are turned round. */
const ahead = ((10 - new Date(begun).getUTCHours() + 36) % 24) - 12
const ZONE = `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
const today = new Date(begun + ahead * 60 * MINUTE).toISOString().slice(0, 10)

interface Booked {
  id: string
  version: number
}

const station = () => ownStation(world, ZONE)

async function technician(stationId: string): Promise<string> {
  const id = await plan.technician({ stationId, home: HERE, skills: ['cooling'] })
  const day = [['04:00', '22:00']]
  const weekly = JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [n, day])))
  await query('update people.shift set time_zone = $2, weekly = $3 where person_id = $1', [id, ZONE, weekly])
  return id
}

async function order(stationId: string, more: object = {}) {
  return plan.order({ requestId: (await plan.request({ stationId })).id, plannedMinutes: 60, ...more })
}

/** A visit of an hour so many minutes from now, in a state it is brought to by its stamps. */
async function visit(stationId: string, technicianId: string, from: number, status = 'scheduled'): Promise<Booked> {
  const { id: workOrderId } = await order(stationId)
  // Nobody books what has passed: it is booked for later, and then it has been.
  const start = at(from < 0 ? from + 480 : from)
  const booked = await plan.dispatcher.post('/visits', { workOrderId, technicianId, start, overrideReason: '今天' })
  expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  if (from < 0)
    await query('update dispatch.visit set planned = tstzrange($2, $3) where id = $1', [
      booked.body.id,
      at(from),
      at(from + 60),
    ])
  const since = {
    en_route: ['en_route'],
    on_site: ['en_route', 'arrived'],
    working: ['en_route', 'arrived', 'started'],
    done: ['en_route', 'arrived', 'started', 'finished'],
  }[status]
  if (!since) return booked.body
  const stamps = since.map((one, i) => `${one}_at = timestamptz '${at(Math.min(from, 0) - 10 + 5 * i)}'`)
  await query(`update dispatch.visit set status = $2, ${stamps.join(', ')} where id = $1`, [booked.body.id, status])
  return booked.body
}

/** A day that runs: of one technician everything there is, of the second the way to somebody, of the third nothing begun. */
async function runningDay() {
  const stationId = await station()
  const [one, two, three] = [await technician(stationId), await technician(stationId), await technician(stationId)]
  const working = await visit(stationId, one, -30, 'working')
  const pinned = await visit(stationId, one, 240)
  const fixed = {
    done: await visit(stationId, one, -150, 'done'),
    working,
    pinned,
    enRoute: await visit(stationId, two, 10, 'en_route'),
    onSite: await visit(stationId, three, -20, 'on_site'),
  }
  expect((await plan.dispatcher.put(`/visits/${pinned.id}/pin`, { pinned: true })).status).toBe(200)
  const open = [await visit(stationId, one, 60), await visit(stationId, two, 100), await visit(stationId, three, 100)]
  return { stationId, one, two, three, fixed, open }
}

/** Everything of a visit that a plan could touch, its version included. */
async function standing(visits: readonly Booked[]) {
  const { rows } = await query(
    `select id, technician_id, status, planned::text, is_pinned, version from dispatch.visit where id = any($1) order by id`,
    [visits.map(({ id }) => id)],
  )
  return rows
}

const replanned = (stationId: string, cause: object, more: object = {}) =>
  planned(world, plan, stationId, { kind: 'replan', from: today, cause, ...more })

type Item = { kind: string; visitId: string | null; workOrderId: string; startsAt: string; technician: { id: string } }

/** Applied whole; nothing that had begun or was pinned is other than before, to the version. */
async function applyLeaving(scenario: { id: string; version: number; items: Item[] }, fixed: Record<string, Booked>) {
  const ids = new Set(Object.values(fixed).map(({ id }) => id))
  const touched = scenario.items.filter(({ visitId, kind }) => visitId !== null && ids.has(visitId) && kind !== 'keep')
  expect(touched).toEqual([])
  const before = await standing(Object.values(fixed))
  const applied = await apply(plan.dispatcher, scenario)
  expect(applied.status, JSON.stringify(applied.body)).toBe(200)
  expect(await standing(Object.values(fixed))).toEqual(before)
}

const placed = async ({ id }: Booked) => {
  const { body } = await plan.dispatcher.get(`/visits/${id}`)
  return { technicianId: body.technician.id as string, from: Date.parse(body.startsAt), to: Date.parse(body.endsAt) }
}

describe('the rest of a running day', () => {
  test('somebody is away: what they had not begun goes to others behind what those are doing', async () => {
    const { stationId, one, fixed, open } = await runningDay()
    // Who is away leaves the work under their hands as it is; pinned to them is no place to stay.
    const { pinned: _, ...stays } = fixed
    await applyLeaving(await replanned(stationId, { kind: 'absence', technicianId: one, from: at(35) }), stays)
    const moved = await placed(open[0]!)
    expect(moved.technicianId).not.toBe(one)
    expect((await placed(fixed.pinned)).technicianId).not.toBe(one)
    expect(moved.from).toBeGreaterThanOrEqual(Date.now() - MINUTE)
  })

  test('an order cannot wait: it gets a time today, behind what has begun', async () => {
    const { stationId, one, two, three, fixed } = await runningDay()
    const urgent = await order(stationId, { priority: 'P1' })
    const scenario = await replanned(stationId, { kind: 'emergency', workOrderId: urgent.id })
    const item = scenario.items.find(({ workOrderId }: Item) => workOrderId === urgent.id)
    expect(item).toMatchObject({ kind: 'book' })
    await applyLeaving(scenario, fixed)
    const busyUntil = { [one]: 30, [two]: 70, [three]: 40 }[item.technician.id as string]!
    expect(Date.parse(item.startsAt)).toBeGreaterThanOrEqual(begun + busyUntil * MINUTE)
    const { body } = await plan.dispatcher.get(`/work-orders/${urgent.id}`)
    expect(body).toMatchObject({ status: 'scheduled', visits: [{ startsAt: item.startsAt }] })
  })

  test('a visit takes longer: whatever stood behind it begins after it or is done by somebody else', async () => {
    const { stationId, one, fixed, open } = await runningDay()
    const told = { minutes: 90, reason: 'harder_to_find' }
    expect((await plan.dispatcher.put(`/visits/${fixed.working.id}/overrun`, told)).status).toBe(200)
    await applyLeaving(await replanned(stationId, { kind: 'overrun', visitId: fixed.working.id, minutes: 90 }), fixed)
    const next = await placed(open[0]!)
    if (next.technicianId === one) expect(next.from).toBeGreaterThanOrEqual(begun + (30 + 90) * MINUTE)
    const of = async (id: string) => (await plan.dispatcher.get(`/visits?filter[technicianId]=${id}`)).body.items
    const day = (await of(one)).filter((visit: { status: string }) => visit.status === 'scheduled')
    const starts = day.map((visit: { startsAt: string }) => Date.parse(visit.startsAt))
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(begun + (30 + 90) * MINUTE)
  })
})
