import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { watch } from './late-risk.ts'
import { makePlan, type Plan, version } from './plan.fixture.ts'

const world = useWorld()
let plan: Plan
let manager: Client
beforeAll(async () => {
  plan = await makePlan(world)
  manager = await world.tenant.as('station_manager', { stationId: plan.stationId })
})

const HERE = { lat: 31.2354, lon: 121.4805 }
const minutes = (n: number) => new Date(Math.ceil(Date.now() / 60_000) * 60_000 + n * 60_000)
const run = (statement: ReturnType<typeof sql>) => world.services.db.tx(world.tenant.id, (tx) => statement.execute(tx))
const look = () => world.services.db.tx(world.tenant.id, (tx) => watch(tx, null, new Date()))
const risks = async (who: Client = plan.dispatcher) => (await who.get('/late-risks')).body.items

/** A visit of an hour that begins in so many minutes, whatever the shift says. */
async function visitIn(technicianId: string, begins: number, more: object = {}) {
  const order = await plan.order()
  const booked = await plan.dispatcher.post('/visits', {
    workOrderId: order.id,
    technicianId,
    start: minutes(begins).toISOString(),
    overrideReason: 'today',
    ...more,
  })
  expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  return booked.body as { id: string; version: number }
}
const working = (id: string, since: number) =>
  run(sql`update dispatch.visit set status = 'working', en_route_at = ${minutes(since - 20)}, arrived_at = ${minutes(since)},
    started_at = ${minutes(since)} where id = ${id}`)

describe('a visit that will not be in time', () => {
  test('is told once to those who plan, shown on the board, and cleared when the day has caught up', async () => {
    const technicianId = await plan.technician({ home: HERE })
    const first = await visitIn(technicianId, -50)
    const second = await visitIn(technicianId, 20)
    // Working for one minute only, of an hour: the next customer waits.
    await working(first.id, -1)
    await look()
    await look()
    const found = await risks()
    expect(found).toMatchObject([{ visitId: second.id, technician: { id: technicianId } }])
    expect(found[0].lateMinutes).toBeGreaterThan(10)
    const notices = (await manager.get('/notices')).body.items.filter(
      (one: { kind: string }) => one.kind === 'dispatch:notice.late_risk',
    )
    expect(notices).toHaveLength(1)
    const window = `from=${minutes(-600).toISOString()}&to=${minutes(600).toISOString()}`
    const { body } = await plan.dispatcher.get(`/board?${window}&stationId=${plan.stationId}`)
    expect(body.visits.find((one: { id: string }) => one.id === second.id).late).toMatchObject({
      expectedAt: found[0].expectedAt,
    })
    await run(sql`update dispatch.visit set status = 'done', finished_at = ${minutes(0)} where id = ${first.id}`)
    await look()
    expect(await risks()).toEqual([])
    const { rows } = await world.services.ownerPool.query(
      `select type from kit.event where subject_id = $1 and type like 'visit.late%' order by at`,
      [second.id],
    )
    expect(rows.map((row) => row.type)).toEqual(['visit.late_risk', 'visit.late_risk_cleared'])
  })

  test('told to take longer, with the reason: whoever waits next is late; over, foreign or unknown reasons are refused', async () => {
    const technicianId = await plan.technician({ home: HERE })
    const first = await visitIn(technicianId, -50)
    const second = await visitIn(technicianId, 20)
    await working(first.id, -50)
    await look()
    const mine = async () => (await risks()).filter((one: { visitId: string }) => one.visitId === second.id)
    expect(await mine()).toEqual([])
    const url = `/visits/${first.id}/overrun`
    const told = await plan.dispatcher.put(url, { minutes: 90, reason: 'waiting_for_part' })
    expect(told, JSON.stringify(told.body)).toMatchObject({ status: 200, body: { visitId: first.id, minutes: 90 } })
    await world.jobs()
    expect((await mine())[0].lateMinutes).toBeGreaterThan(45)
    expect((await plan.dispatcher.put(url, { minutes: 5, reason: 'other', note: '快了' })).status).toBe(200)
    const overrun = { minutes: 5, reason: 'other', note: '快了' }
    expect((await plan.dispatcher.get(`/visits/${first.id}`)).body.overrun).toEqual(overrun)
    const window = `from=${minutes(-600).toISOString()}&to=${minutes(600).toISOString()}`
    const shown = (await plan.dispatcher.get(`/board?${window}`)).body.visits as { id: string; overrun: object }[]
    expect(shown.find(({ id }) => id === first.id)!.overrun).toEqual(overrun)
    expect(shown.find(({ id }) => id === second.id)!.overrun).toBeNull()
    await world.jobs()
    expect(await mine()).toEqual([])
    expect((await plan.dispatcher.put(url, { minutes: 5, reason: 'traffic' })).body.errors[0].path).toBe('reason')
    const technician = await world.tenant.as('technician', { stationId: plan.stationId })
    expect((await technician.put(url, { minutes: 5, reason: 'other' })).status).toBe(403)
    const neighbour = await world.tenant.as('dispatcher', { stationId: plan.otherStationId })
    expect((await neighbour.put(url, { minutes: 5, reason: 'other' })).status).toBe(404)
    await run(sql`update dispatch.visit set status = 'done', finished_at = ${minutes(0)} where id = ${first.id}`)
    expect((await plan.dispatcher.put(url, { minutes: 5, reason: 'other' })).body.code).toBe('conflict.visit_over')
    await run(sql`update dispatch.visit set status = 'done', finished_at = ${minutes(0)} where id = ${second.id}`)
  })

  test('withdrawn, it is as planned again: nobody waits longer, told once; not by others, not when it is over', async () => {
    const technicianId = await plan.technician({ home: HERE })
    const technician = await world.tenant.as('technician', { personId: technicianId, stationId: plan.stationId })
    const first = await visitIn(technicianId, -50)
    const second = await visitIn(technicianId, 20)
    await working(first.id, -50)
    const url = `/visits/${first.id}/overrun`
    await technician.put(url, { minutes: 90, reason: 'more_work' })
    await world.jobs()
    expect((await risks()).map((one: { visitId: string }) => one.visitId)).toEqual([second.id])
    const colleague = await world.tenant.as('technician', { stationId: plan.stationId })
    expect((await colleague.delete(url)).status).toBe(403)
    const neighbour = await world.tenant.as('dispatcher', { stationId: plan.otherStationId })
    expect((await neighbour.delete(url)).status).toBe(404)
    // Twice: a phone that was killed while it told it tells it again.
    for (const _ of [1, 2])
      expect(await technician.delete(url)).toMatchObject({ status: 200, body: { visitId: first.id } })
    expect((await plan.dispatcher.get(`/visits/${first.id}`)).body.overrun).toBeNull()
    await world.jobs()
    expect(await risks()).toEqual([])
    const { rows } = await world.services.ownerPool.query(
      `select type from kit.event where subject_id = $1 and type like 'visit.overrun%' order by at`,
      [first.id],
    )
    expect(rows.map((row) => row.type)).toEqual(['visit.overrun', 'visit.overrun_withdrawn'])
    await run(sql`update dispatch.visit set status = 'done', finished_at = ${minutes(0)} where id = ${first.id}`)
    expect((await technician.delete(url)).body.code).toBe('conflict.visit_over')
    await run(sql`update dispatch.visit set status = 'done', finished_at = ${minutes(0)} where id = ${second.id}`)
  })

  test('within the window the customer was told is no risk; moved out of the way is none any more', async () => {
    const technicianId = await plan.technician({ home: HERE })
    const first = await visitIn(technicianId, -50)
    const promised = { from: minutes(10).toISOString(), to: minutes(240).toISOString() }
    await visitIn(technicianId, 20, { promised })
    await working(first.id, -1)
    await look()
    expect(await risks()).toEqual([])
    const tight = await visitIn(technicianId, 85)
    await look()
    const late = await risks()
    expect(late.map((one: { visitId: string }) => one.visitId)).toEqual([tight.id])
    const other = await plan.technician({ home: HERE })
    await plan.dispatcher.put(
      `/visits/${tight.id}/schedule`,
      { technicianId: other, start: minutes(120).toISOString(), minutes: 60, overrideReason: 'late' },
      version(tight.version),
    )
    await world.jobs()
    expect(await risks()).toEqual([])
  })

  test('of another station or company is nobody else’s', async () => {
    const technicianId = await plan.technician({ home: HERE })
    const first = await visitIn(technicianId, -50)
    await visitIn(technicianId, 20)
    await working(first.id, -1)
    await look()
    expect((await risks()).length).toBeGreaterThan(0)
    expect(await risks(await world.tenant.as('dispatcher', { stationId: plan.otherStationId }))).toEqual([])
    expect(await risks(await (await world.makeTenant('elsewhere')).as('dispatcher'))).toEqual([])
  })
})
