import { beforeAll, describe, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, customerOf, makePlan, monday, type Plan, version } from './plan.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const morning = { date: monday, part: 'morning' }
const HERE = { lat: 31.2354, lon: 121.4805 }

/** A station of its own: whom one request takes, no other test can have. */
async function place(technicians: number) {
  const { rows } = await world.services.ownerPool.query(
    `insert into network.station (tenant_id, id, number, path, kind, name, country, time_zone)
     select $1, s.id, 'ST-' || s.id, array[s.id], 'own', 'Own', 'CN', 'Asia/Shanghai' from (select gen_random_uuid() as id) s returning id`,
    [world.tenant.id],
  )
  const stationId = rows[0].id as string
  const people: string[] = []
  for (let i = 0; i < technicians; i++) people.push(await plan.technician({ stationId, home: HERE }))
  return { stationId, people }
}
const query = (text: string, values: unknown[] = []) => world.services.ownerPool.query(text, values)
const run = async (statement: string, id: string) => (await query(statement, [id])).rows

describe('a time that is kept', () => {
  test('is offered to nobody else, becomes the visit under its version, once', async () => {
    const { stationId, people } = await place(1)
    const mine = await plan.request({ stationId })
    const other = await plan.request({ stationId })
    const portal = plan.portal()
    // Four hours of work: one fits in a morning from eight to twelve.
    const held = await portal.post(`/portal/requests/${mine.id}/holds`, morning)
    expect(held.status).toBe(201)
    expect(held.body).toMatchObject({ from: at(8), to: at(12), version: 1 })
    expect(Date.parse(held.body.expiresAt) - Date.now()).toBeGreaterThan(9 * 60_000)
    const [row] = await run('select starts_at, ends_at, technician_id from dispatch.hold where id = $1', held.body.id)
    expect(row.technician_id).toBe(people[0])
    const order = await plan.order({ requestId: other.id })
    const clash = await plan.dispatcher.post('/visits', {
      workOrderId: order.id,
      technicianId: people[0],
      start: row.starts_at.toISOString(),
    })
    expect([clash.status, clash.body.code]).toEqual([409, 'conflict.held'])
    const board = await plan.dispatcher.get(`/holds?stationId=${stationId}`)
    expect(board.body.items).toMatchObject([{ id: held.body.id, by: 'customer', workOrderId: null }])
    const url = `/portal/holds/${held.body.id}/confirmation`
    expect((await portal.put(url, {}, version(7))).body.code).toBe('conflict.version')
    const booked = await portal.put(url, {}, version(1))
    expect(booked.body.booked).toMatchObject({ from: at(8), to: at(12) })
    expect((await portal.put(url, {}, version(2))).body.code).toBe('dispatch.hold_over')
    expect((await plan.dispatcher.get(`/holds?stationId=${stationId}`)).body.items).toEqual([])
  })

  test('by another customer, another station, another company is not to be found', async () => {
    const { stationId } = await place(1)
    const mine = await plan.request({ stationId })
    const held = await plan.portal().post(`/portal/requests/${mine.id}/holds`, morning)
    const stranger = await plan.desk.post('/customers', { kind: 'person', name: 'Other', country: 'CN' })
    const theirs = customerOf(world, stranger.body.id)
    expect((await theirs.post(`/portal/requests/${mine.id}/holds`, morning)).status).toBe(404)
    expect((await theirs.put(`/portal/holds/${held.body.id}/confirmation`, {}, version(1))).status).toBe(404)
    expect((await theirs.delete(`/portal/holds/${held.body.id}`)).status).toBe(404)
    const neighbour = await world.tenant.as('dispatcher', { stationId: plan.otherStationId })
    expect((await neighbour.put(`/holds/${held.body.id}/confirmation`, {}, version(1))).status).toBe(404)
    const foreign = await (await world.makeTenant('elsewhere')).as('dispatcher')
    expect((await foreign.delete(`/holds/${held.body.id}`)).status).toBe(404)
    const [row] = await run('select ended from dispatch.hold where id = $1', held.body.id)
    expect(row.ended).toBeNull()
  })

  test('expires by the clock, however late its job is, and cannot be confirmed then', async () => {
    const { stationId, people } = await place(1)
    const mine = await plan.request({ stationId })
    const held = await plan.portal().post(`/portal/requests/${mine.id}/holds`, morning)
    await query(`update dispatch.hold set expires_at = now() - interval '1 second' where id = $1`, [held.body.id])
    const late = await plan.portal().put(`/portal/holds/${held.body.id}/confirmation`, {}, version(1))
    expect([late.status, late.body.code]).toEqual([409, 'dispatch.hold_expired'])
    const order = await plan.order({ requestId: (await plan.request({ stationId })).id, plannedMinutes: 240 })
    const taken = await plan.dispatcher.post(`/work-orders/${order.id}/holds`, {
      technicianId: people[0],
      start: at(9),
    })
    expect([taken.status, taken.body.startsAt]).toEqual([201, at(9)])
    const [row] = await run('select ended from dispatch.hold where id = $1', held.body.id)
    expect(row.ended).toBe('expired')
  })

  test('a second choice gives the first back; what was held is free for others again', async () => {
    const { stationId } = await place(1)
    const mine = await plan.request({ stationId })
    const first = await plan.portal().post(`/portal/requests/${mine.id}/holds`, morning)
    const second = await plan.portal().post(`/portal/requests/${mine.id}/holds`, { ...morning, part: 'afternoon' })
    expect(second.status).toBe(201)
    const [row] = await run('select ended from dispatch.hold where id = $1', first.body.id)
    expect(row.ended).toBe('released')
    expect((await plan.portal().delete(`/portal/holds/${second.body.id}`)).status).toBe(200)
    expect((await plan.dispatcher.get(`/holds?stationId=${stationId}`)).body.items).toEqual([])
  })

  test('the last time is sold once, however many ask at the same moment', async () => {
    const { stationId, people } = await place(1)
    await query(
      `insert into people.absence (tenant_id, id, person_id, during, kind)
       values ($1, gen_random_uuid(), $2, tstzrange(now(), $3), 'leave'), ($1, gen_random_uuid(), $2, tstzrange($4, now() + interval '60 days'), 'leave')`,
      [world.tenant.id, people[0], at(10), at(11, 30)],
    )
    // Usual minutes of a repair are 90: from ten to half past eleven there is room for exactly one.
    const requests = await Promise.all(Array.from({ length: 12 }, () => plan.request({ stationId })))
    const answers = await Promise.all(
      requests.map((request, i) =>
        i % 2 === 0
          ? plan.portal().post(`/portal/requests/${request.id}/holds`, morning)
          : plan.portal().put(`/portal/requests/${request.id}/slot`, morning),
      ),
    )
    const won = answers.filter((one) => one.status === 201 || (one.status === 200 && one.body.booked))
    expect(won).toHaveLength(1)
    const held = await query(
      `select (select count(*) from dispatch.hold where technician_id = $1 and ended is null)
        + (select count(*) from dispatch.visit where technician_id = $1) as n`,
      [people[0]],
    )
    expect(Number(held.rows[0].n)).toBe(1)
  })

  test('two who confirm the same hold at once book one visit', async () => {
    const { stationId } = await place(1)
    const mine = await plan.request({ stationId })
    const held = await plan.portal().post(`/portal/requests/${mine.id}/holds`, morning)
    const url = `/portal/holds/${held.body.id}/confirmation`
    const both = await Promise.all([1, 2].map(() => plan.portal().put(url, {}, version(1))))
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
    const visits = await run('select id from dispatch.visit where request_id = $1', mine.id)
    expect(visits).toHaveLength(1)
  })
})

describe('the rules of the company', () => {
  test('say how often and until when a customer moves and cancels alone', async () => {
    const { stationId } = await place(1)
    const mine = await plan.request({ stationId })
    const portal = plan.portal()
    const slots = () => portal.get(`/portal/requests/${mine.id}/slots`)
    const choose = (part: string) => portal.put(`/portal/requests/${mine.id}/slot`, { date: monday, part })
    const manager = await world.tenant.as('service_manager')
    const rules = (await manager.get('/booking-rules')).body
    const set = (more: object) => manager.put('/booking-rules', { ...rules, ...more }, version(rules.version))
    expect((await plan.dispatcher.put('/booking-rules', rules, version(1))).status).toBe(403)
    const once = await set({ mostChanges: 1 })
    expect(once.body).toMatchObject({ mostChanges: 1, version: 2 })
    await choose('morning')
    expect((await slots()).body.booked).toMatchObject({ mayChange: true, changesLeft: 1, whyNot: null })
    expect((await choose('afternoon')).status).toBe(200)
    expect((await slots()).body.booked).toMatchObject({ mayChange: false, changesLeft: 0, whyNot: 'too_often' })
    expect((await choose('morning')).body.code).toBe('dispatch.changed_too_often')
    const { visitId } = (await slots()).body.booked
    const far = { ...rules, mostChanges: 1, cancelUntilHours: 336 }
    const strict = await manager.put('/booking-rules', far, version(2))
    expect(strict.status).toBe(200)
    const late = await portal.put(`/portal/visits/${visitId}/cancellation`, {})
    expect([late.status, late.body.code]).toEqual([409, 'dispatch.slot_too_late'])
    expect((await manager.put('/booking-rules', rules, version(3))).status).toBe(200)
    const stranger = await plan.desk.post('/customers', { kind: 'person', name: 'Other', country: 'CN' })
    const theirs = customerOf(world, stranger.body.id)
    expect((await theirs.put(`/portal/visits/${visitId}/cancellation`, {})).status).toBe(404)
    expect((await portal.put(`/portal/visits/${visitId}/cancellation`, { note: '不在家' })).body).toEqual({
      cancelled: true,
    })
    expect((await slots()).body.booked).toBeNull()
  })
})
