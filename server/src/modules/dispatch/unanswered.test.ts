import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { watchLate } from './late-risk.ts'
import { at, makePlan, type Plan, version } from './plan.fixture.ts'

const world = useWorld()
let plan: Plan
let manager: Client
let boss: Client
beforeAll(async () => {
  plan = await makePlan(world)
  manager = await world.tenant.as('station_manager', { stationId: plan.stationId })
  boss = await world.tenant.as('service_manager')
})
beforeEach(() => rule({ answerMinutes: 30, unansweredReturns: true }))

async function rule(set: object) {
  const { version: now, ...rules } = (await boss.get('/booking-rules')).body
  const saved = await boss.put('/booking-rules', { ...rules, ...set }, version(now))
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
}

async function booked(technicianId: string, hour: number) {
  const order = await plan.order()
  const { body } = await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start: at(hour) })
  return { order, visit: body as { id: string; version: number } }
}
const run = (statement: ReturnType<typeof sql>) => world.services.db.tx(world.tenant.id, (tx) => statement.execute(tx))
const letTimeRunOut = (technicianId: string) =>
  run(sql`update dispatch.visit set answer_by = now() - interval '1 minute' where technician_id = ${technicianId}`)
const look = () =>
  watchLate.handle({ services: world.services, tenantId: world.tenant.id, payload: {}, log: world.services.log })
const visitOf = async (id: string) => (await plan.dispatcher.get(`/visits/${id}`)).body
async function noticesOf(client: Client, kind: string, visitId: string) {
  const { items } = (await client.get('/notices')).body
  return items.filter(
    (one: { kind: string; subject: { id: string } }) =>
      one.kind === `dispatch:notice.${kind}` && one.subject.id === visitId,
  )
}

test('who has not answered in time is shown to those who plan, once; the visit stays when the company says no more', async () => {
  await rule({ unansweredReturns: false })
  const technicianId = await plan.technician()
  const { visit: silent } = await booked(technicianId, 9)
  const { visit: answered } = await booked(technicianId, 13)
  await plan.dispatcher.put(`/visits/${answered.id}/acceptance`, {}, version(answered.version))
  await letTimeRunOut(technicianId)
  await look()
  await look()
  expect(await noticesOf(manager, 'unanswered', silent.id)).toHaveLength(1)
  expect(await noticesOf(manager, 'unanswered', answered.id)).toEqual([])
  expect((await visitOf(silent.id)).status).toBe('scheduled')
})

test('by the rule of the company the visit goes back to the tray of its station; planners and technician are told', async () => {
  const technicianId = await plan.technician()
  const technician = await world.tenant.as('technician', { personId: technicianId, stationId: plan.stationId })
  const { order, visit } = await booked(technicianId, 9)
  await look()
  expect((await visitOf(visit.id)).status).toBe('scheduled')
  await letTimeRunOut(technicianId)
  await look()
  await look()
  const waits = (await manager.get(`/work-orders/${order.id}`)).body
  expect(waits).toMatchObject({ status: 'unscheduled', station: { id: plan.stationId } })
  expect(waits.visits).toMatchObject([{ id: visit.id, status: 'declined', reason: 'not_answered' }])
  expect(await noticesOf(manager, 'unanswered_back', visit.id)).toHaveLength(1)
  expect(await noticesOf(technician, 'taken_back', visit.id)).toHaveLength(1)
  const late = await technician.put(`/visits/${visit.id}/acceptance`)
  expect(late.body).toMatchObject({ status: 409, code: 'conflict.state' })
})

test('pinned, set out already or moved to another: it stays, and another time is another question', async () => {
  const technicianId = await plan.technician()
  const other = await plan.technician()
  const { visit: pinned } = await booked(technicianId, 9)
  await plan.dispatcher.put(`/visits/${pinned.id}/pin`, { pinned: true })
  const { visit: underWay } = await booked(technicianId, 11)
  await run(sql`update dispatch.visit set status = 'en_route', en_route_at = now() where id = ${underWay.id}`)
  const { visit: moved } = await booked(technicianId, 13)
  await letTimeRunOut(technicianId)
  const to = { technicianId: other, start: at(15), minutes: 60 }
  expect((await plan.dispatcher.put(`/visits/${moved.id}/schedule`, to, version(moved.version))).status).toBe(200)
  await look()
  expect((await visitOf(pinned.id)).status).toBe('scheduled')
  expect(await noticesOf(manager, 'unanswered', pinned.id)).toHaveLength(1)
  expect((await visitOf(underWay.id)).status).toBe('en_route')
  expect(await visitOf(moved.id)).toMatchObject({ status: 'scheduled', technician: { id: other } })
  await letTimeRunOut(other)
  await look()
  expect((await visitOf(moved.id)).status).toBe('declined')
})

test('an answer in the same second: taken, or back in the tray, never both', async () => {
  const technicianId = await plan.technician()
  const { order, visit } = await booked(technicianId, 9)
  await letTimeRunOut(technicianId)
  const [answer] = await Promise.all([plan.dispatcher.put(`/visits/${visit.id}/acceptance`), look()])
  const isTaken = answer.status === 200
  expect((await visitOf(visit.id)).status).toBe(isTaken ? 'accepted' : 'declined')
  expect((await manager.get(`/work-orders/${order.id}`)).body.status).toBe(isTaken ? 'scheduled' : 'unscheduled')
  expect(await noticesOf(manager, 'unanswered_back', visit.id)).toHaveLength(isTaken ? 0 : 1)
})
