import { beforeAll, describe, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, monday, type Plan, version } from './plan.fixture.ts'
import { apply as applyAs, ownStation, planned as plannedOf } from './scenario.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const HERE = { lat: 31.2354, lon: 121.4805 }
const query = (text: string, values: unknown[] = []) => world.services.ownerPool.query(text, values)

async function orders(stationId: string, n: number, more: object = {}) {
  const made = []
  for (let i = 0; i < n; i++)
    made.push(await plan.order({ requestId: (await plan.request({ stationId })).id, plannedMinutes: 60, ...more }))
  return made
}
const book = (workOrderId: string, technicianId: string, hour: number, more: object = {}) =>
  plan.dispatcher.post('/visits', { workOrderId, technicianId, start: at(hour), ...more })

const planned = (stationId: string, more: object = {}) => plannedOf(world, plan, stationId, more)
const kinds = (scenario: { items: { kind: string }[] }) => scenario.items.map((one) => one.kind).sort()
const apply = (scenario: { id: string; version: number }, body: object = {}, who = plan.dispatcher) =>
  applyAs(who, scenario, body)
const undo = (scenario: { id: string; version: number }) =>
  plan.dispatcher.delete(`/scenarios/${scenario.id}/application`, version(scenario.version))
const visit = async (id: string) => (await plan.dispatcher.get(`/visits/${id}`)).body

describe('a planning run', () => {
  test('places what waits with those who may, says why the rest has no time, changes nothing before it is applied', async () => {
    const stationId = await ownStation(world)
    const able = await plan.technician({ stationId, skills: ['cooling'], home: HERE })
    await plan.technician({ stationId, skills: ['high_voltage'], home: HERE, certificateUntil: '2021-01-01' })
    const [cooling] = await orders(stationId, 1, { skillCodes: ['cooling'] })
    const [voltage] = await orders(stationId, 1, { skillCodes: ['high_voltage'] })
    const [waiting] = await orders(stationId, 1)
    await plan.dispatcher.put(`/work-orders/${waiting.id}/needed-parts`, {
      parts: [{ code: 'PCB-1', quantity: 1, expectedOn: null }],
    })
    const scenario = await planned(stationId)
    const of = (id: string) => scenario.items.find((one: { workOrderId: string }) => one.workOrderId === id)
    expect(of(cooling.id)).toMatchObject({ kind: 'book', technician: { id: able }, startsAt: at(9) })
    expect(of(voltage.id)).toMatchObject({ kind: 'left', reason: 'certificate' })
    expect(of(waiting.id)).toMatchObject({ kind: 'left', reason: 'part' })
    expect(scenario.figures).toMatchObject({ placed: 1, left: 2, promisesMoved: 0, unplaced: 0 })
    expect(scenario.figures.after.jobs).toBe(1)
    expect((await plan.dispatcher.get(`/work-orders/${cooling.id}`)).body.status).toBe('unscheduled')
    const why = await plan.dispatcher.get(`/scenarios/${scenario.id}/why?itemId=${of(voltage.id).id}`)
    expect(why.body.items[0].why.reason).toBe('certificate')
    const parts = await plan.dispatcher.get(`/scenarios/${scenario.id}/why?itemId=${of(waiting.id).id}`)
    expect(parts.body.items[0].why).toMatchObject({ reason: 'part', values: {}, others: [], change: null })
    const applied = await apply(scenario)
    expect([applied.status, applied.body.state]).toEqual([200, 'applied'])
    expect((await plan.dispatcher.get(`/work-orders/${cooling.id}`)).body.status).toBe('scheduled')
    expect((await apply(applied.body)).body.code).toBe('conflict.state')
    const back = await undo(applied.body)
    expect([back.status, back.body.state]).toEqual([200, 'undone'])
    expect((await plan.dispatcher.get(`/work-orders/${cooling.id}`)).body.status).toBe('unscheduled')
  })

  test('a part that is expected is waited for', async () => {
    const stationId = await ownStation(world)
    await plan.technician({ stationId, home: HERE })
    const [order] = await orders(stationId, 1)
    const tuesday = new Date(Date.parse(`${monday}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    await plan.dispatcher.put(`/work-orders/${order.id}/needed-parts`, {
      parts: [{ code: 'PCB-1', quantity: 1, expectedOn: tuesday }],
    })
    const values = { readyOn: tuesday }
    const day = await planned(stationId)
    expect(day.items[0]).toMatchObject({ kind: 'left', reason: 'part', reasonValues: values })
    const why = await plan.dispatcher.get(`/scenarios/${day.id}/why?itemId=${day.items[0].id}`)
    expect(why.body.items[0].why).toMatchObject({ reason: 'part', values, change: null })
    const week = await planned(stationId, { kind: 'week' })
    expect(week.items[0].kind).toBe('book')
    expect(week.items[0].startsAt >= new Date(Date.parse(at(24))).toISOString()).toBe(true)
  })

  test('an order of another day is told its own day, a day too short by how much, what stays why it does', async () => {
    const stationId = await ownStation(world)
    const one = await plan.technician({ stationId, home: HERE })
    const [past] = await orders(stationId, 1)
    await query('update dispatch.work_order set latest_at = $2 where id = $1', [past.id, at(0)])
    const [long] = await orders(stationId, 1, { plannedMinutes: 180 })
    const [stays] = await orders(stationId, 1, { plannedMinutes: 480 })
    await book(stays.id, one, 9)
    const scenario = await planned(stationId)
    const { body } = await plan.dispatcher.get(`/scenarios/${scenario.id}/why`)
    const whyOf = (id: string) => {
      const item = scenario.items.find((each: { workOrderId: string }) => each.workOrderId === id)
      return body.items.find((each: { itemId: string }) => each.itemId === item.id).why
    }
    expect(whyOf(past.id)).toMatchObject({ reason: 'window', values: { latest: monday } })
    expect(whyOf(long.id).change).toMatchObject({
      code: expect.stringMatching(/^shift_/),
      values: { seconds: 7200 },
    })
    expect(whyOf(stays.id).reasons).toEqual([{ code: 'only_one', values: {} }])
  })

  test('what is pinned stays, what was promised stays within the promise, others gather around it', async () => {
    const stationId = await ownStation(world)
    const one = await plan.technician({ stationId, home: HERE })
    const all = await orders(stationId, 4)
    const pinned = await book(all[0].id, one, 14)
    await plan.dispatcher.put(`/visits/${pinned.body.id}/pin`, { pinned: true })
    const promised = await book(all[1].id, one, 10, { promised: { from: at(9), to: at(12) } })
    const scenario = await planned(stationId)
    const of = (id: string) => scenario.items.find((item: { workOrderId: string }) => item.workOrderId === id)
    expect(of(all[0].id)).toMatchObject({ kind: 'keep', startsAt: at(14) })
    const why = await plan.dispatcher.get(`/scenarios/${scenario.id}/why?itemId=${of(all[0].id).id}`)
    expect(why.body.items[0].why.reasons).toEqual([{ code: 'pinned', values: {} }])
    const kept = of(all[1].id)
    expect(kept.startsAt >= at(9) && kept.startsAt < at(12)).toBe(true)
    expect(kept).toMatchObject({ promiseMinutes: 0, promised: { from: expect.any(String) } })
    expect(scenario.figures).toMatchObject({ placed: 2, promisesMoved: 0 })
    const applied = await apply(scenario)
    expect(applied.status, JSON.stringify(applied.body)).toBe(200)
    expect((await visit(promised.body.id)).status).toBe('scheduled')
  })

  test('can be applied in part, and the rest later', async () => {
    const stationId = await ownStation(world)
    await plan.technician({ stationId, home: HERE })
    await orders(stationId, 3)
    const scenario = await planned(stationId)
    expect(kinds(scenario)).toEqual(['book', 'book', 'book'])
    const some = await apply(scenario, { itemIds: [scenario.items[0].id] })
    expect(some.body).toMatchObject({ state: 'partly_applied' })
    expect(some.body.items.filter((one: { applied: boolean }) => one.applied)).toHaveLength(1)
    const unknown = await apply(some.body, { itemIds: [scenario.items[0].id] })
    expect(unknown.status).toBe(404)
    const rest = await apply(some.body)
    expect(rest.body.state).toBe('applied')
    expect((await undo(rest.body)).body.state).toBe('undone')
  })

  test('somebody falls ill: their visits go to others, back again when it is undone', async () => {
    const stationId = await ownStation(world)
    const ill = await plan.technician({ stationId, home: HERE })
    await plan.technician({ stationId, home: HERE })
    const all = await orders(stationId, 3)
    const visits = []
    for (const [i, order] of all.entries()) visits.push((await book(order.id, ill, 10 + 2 * i)).body)
    const cause = { kind: 'absence', technicianId: ill, from: at(0) }
    const scenario = await planned(stationId, { kind: 'replan', cause })
    expect(kinds(scenario)).toEqual(['move', 'move', 'move'])
    expect(scenario.figures.promisesMoved).toBe(0)
    const applied = await apply(scenario)
    expect(applied.status, JSON.stringify(applied.body)).toBe(200)
    for (const one of visits) expect((await visit(one.id)).technician.id).not.toBe(ill)
    expect((await undo(applied.body)).body.state).toBe('undone')
    for (const one of visits) expect((await visit(one.id)).technician.id).toBe(ill)
  })

  test('where it may, an emergency takes the place of something nobody was promised; cancelling it needs a yes', async () => {
    const stationId = await ownStation(world)
    const one = await plan.technician({ stationId, home: HERE })
    const [long] = await orders(stationId, 1, { plannedMinutes: 480 })
    const planned480 = await book(long.id, one, 9)
    const [urgent] = await orders(stationId, 1, { plannedMinutes: 240 })
    const cause = { kind: 'emergency', workOrderId: urgent.id }
    const scenario = await planned(stationId, { kind: 'replan', cause, giveWay: true })
    expect(kinds(scenario)).toEqual(['book', 'unplace'])
    const silent = await apply(scenario)
    expect(silent).toMatchObject({ status: 409, body: { code: 'dispatch.would_cancel' } })
    expect(silent.body.values).toMatchObject({ count: 1, visits: planned480.body.number })
    expect((await visit(planned480.body.id)).status).toBe('scheduled')
    const applied = await apply(scenario, { cancelVisits: true })
    expect(applied.status, JSON.stringify(applied.body)).toBe(200)
    expect((await visit(planned480.body.id)).status).toBe('cancelled')
    expect((await plan.dispatcher.get(`/work-orders/${long.id}`)).body.status).toBe('unscheduled')
    const back = await undo(applied.body)
    expect(back.status, JSON.stringify(back.body)).toBe(200)
    const again = await plan.dispatcher.get(`/work-orders/${long.id}`)
    expect(again.body.status).toBe('scheduled')
    expect(again.body.visits.find((v: { status: string }) => v.status === 'scheduled')).toMatchObject({
      startsAt: at(9),
    })
  })

  test('what was promised or accepted gives way to nothing, even where giving way is allowed', async () => {
    const stationId = await ownStation(world)
    const one = await plan.technician({ stationId, home: HERE })
    const two = await plan.technician({ stationId, home: HERE })
    const [promised, accepted] = await orders(stationId, 2, { plannedMinutes: 480 })
    await book(promised.id, one, 9, { promised: { from: at(9), to: at(10) } })
    const taken = await book(accepted.id, two, 9)
    await query(`update dispatch.visit set status = 'accepted' where id = $1`, [taken.body.id])
    const [urgent] = await orders(stationId, 1, { plannedMinutes: 240, priority: 'P1' })
    const cause = { kind: 'emergency', workOrderId: urgent.id }
    const scenario = await planned(stationId, { kind: 'replan', cause, giveWay: true })
    expect(kinds(scenario)).toEqual(['keep', 'keep', 'left'])
    expect(scenario.items.find((item: { kind: string }) => item.kind === 'left').reason).toEqual(expect.any(String))
  })

  test('a visit that can be kept nowhere stays booked, is told with the reason, and the rest is planned around it', async () => {
    const stationId = await ownStation(world)
    const ill = await plan.technician({ stationId, home: HERE, skills: ['cooling'] })
    await plan.technician({ stationId, home: HERE })
    const [cooling] = await orders(stationId, 1, { skillCodes: ['cooling'] })
    const [any] = await orders(stationId, 1)
    const stuck = await book(cooling.id, ill, 10)
    const moved = await book(any.id, ill, 13)
    const cause = { kind: 'absence', technicianId: ill, from: at(0) }
    const scenario = await planned(stationId, { kind: 'replan', cause })
    expect(kinds(scenario)).toEqual(['move', 'stuck'])
    expect(scenario.figures).toMatchObject({ stuck: 1, unplaced: 0, movedVisits: 1 })
    const item = scenario.items.find((one: { kind: string }) => one.kind === 'stuck')
    expect(item).toMatchObject({ visitId: stuck.body.id, startsAt: at(10), technician: { id: ill }, reason: 'skill' })
    const why = await plan.dispatcher.get(`/scenarios/${scenario.id}/why?itemId=${item.id}`)
    expect(why.body.items[0].why.others.length).toBeGreaterThan(0)
    const applied = await apply(scenario)
    expect(applied.status, JSON.stringify(applied.body)).toBe(200)
    expect(await visit(stuck.body.id)).toMatchObject({ status: 'scheduled', startsAt: at(10), technician: { id: ill } })
    expect((await visit(moved.body.id)).technician.id).not.toBe(ill)
  })

  test('what is pinned to somebody who is away goes to others, and can be applied', async () => {
    const stationId = await ownStation(world)
    const ill = await plan.technician({ stationId, home: HERE })
    await plan.technician({ stationId, home: HERE })
    const [order] = await orders(stationId, 1)
    const pinned = await book(order.id, ill, 10)
    await plan.dispatcher.put(`/visits/${pinned.body.id}/pin`, { pinned: true })
    const cause = { kind: 'absence', technicianId: ill, from: at(0) }
    const applied = await apply(await planned(stationId, { kind: 'replan', cause }))
    expect(applied.status, JSON.stringify(applied.body)).toBe(200)
    expect((await visit(pinned.body.id)).technician.id).not.toBe(ill)
  })
})

describe('applying', () => {
  test('fails whole when the day moved on, and names the visit and who moved it', async () => {
    const stationId = await ownStation(world)
    const ill = await plan.technician({ stationId, home: HERE })
    const other = await plan.technician({ stationId, home: HERE })
    const all = await orders(stationId, 3)
    const visits = []
    for (const [i, order] of all.slice(0, 2).entries()) visits.push((await book(order.id, ill, 10 + 2 * i)).body)
    const scenario = await planned(stationId, { cause: { kind: 'absence', technicianId: ill, from: at(0) } })
    expect(kinds(scenario)).toEqual(['book', 'move', 'move'])
    const moved = { technicianId: ill, start: at(15), minutes: 60 }
    await plan.dispatcher.put(`/visits/${visits[1].id}/schedule`, moved, version(visits[1].version))
    const refused = await apply(scenario)
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict.plan_moved'])
    expect(refused.body.values.visits).toMatchObject([{ visitId: visits[1].id, reason: 'moved', by: 'dispatcher' }])
    expect(await visit(visits[0].id)).toMatchObject({ technician: { id: ill } })
    expect((await plan.dispatcher.get(`/work-orders/${all[2].id}`)).body.status).toBe('unscheduled')
    const booked = scenario.items.find((one: { kind: string }) => one.kind === 'book')
    await book((await orders(stationId, 1))[0].id, other, new Date(booked.startsAt).getUTCHours() + 8)
    const taken = await apply(scenario, { itemIds: [booked.id] })
    expect(taken.body.code, JSON.stringify(taken.body)).toBe('conflict.plan_moved')
    expect(taken.body.values.visits[0].reason).toBe('taken')
  })

  test('two dispatchers at once: one applies, the other hears of it', async () => {
    const stationId = await ownStation(world)
    await plan.technician({ stationId, home: HERE })
    await orders(stationId, 2)
    const [first, second] = [await planned(stationId), await planned(stationId)]
    const same = await Promise.all([apply(first), apply(first)])
    expect(same.map((one) => one.status).sort()).toEqual([200, 409])
    const late = await apply(second)
    expect([late.status, late.body.code]).toEqual([409, 'conflict.plan_moved'])
    const { rows } = await query(
      `select count(*)::int as n from dispatch.visit v join dispatch.work_order w on w.id = v.work_order_id where w.station_id = $1`,
      [stationId],
    )
    expect(rows[0].n).toBe(2)
  })

  test('two scenarios over the same orders at once: no visit twice', async () => {
    const stationId = await ownStation(world)
    await plan.technician({ stationId, home: HERE })
    await plan.technician({ stationId, home: HERE })
    await orders(stationId, 4)
    const [first, second] = [await planned(stationId), await planned(stationId)]
    const both = await Promise.all([apply(first), apply(second)])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
    const { rows } = await query(
      `select count(*)::int as n from dispatch.visit v join dispatch.work_order w on w.id = v.work_order_id where w.station_id = $1`,
      [stationId],
    )
    expect(rows[0].n).toBe(4)
  })

  test('nobody sees or applies what is another station’s or another company’s', async () => {
    const stationId = await ownStation(world)
    await plan.technician({ stationId, home: HERE })
    await orders(stationId, 1)
    const scenario = await planned(stationId)
    const neighbour = await world.tenant.as('dispatcher', { stationId: plan.otherStationId })
    const foreign = await (await world.makeTenant('elsewhere')).as('dispatcher')
    for (const who of [neighbour, foreign]) {
      expect((await who.get(`/planning-runs/${scenario.runId}`)).status).toBe(404)
      expect((await who.put(`/planning-runs/${scenario.runId}/stop`)).status).toBe(404)
      expect((await who.get(`/scenarios/${scenario.id}`)).status).toBe(404)
      expect((await who.get(`/scenarios/${scenario.id}/why`)).status).toBe(404)
      expect((await apply(scenario, {}, who)).status).toBe(404)
      expect((await who.get('/scenarios')).body.items).toEqual([])
      expect((await who.post('/planning-runs', { kind: 'day', stationId, from: monday })).status).toBe(404)
    }
    expect((await (await world.tenant.as('technician')).get('/scenarios')).status).toBe(403)
    const discarded = await plan.dispatcher.delete(`/scenarios/${scenario.id}`, version(1))
    expect(discarded.status).toBe(200)
    expect((await apply({ ...scenario, version: 2 })).body.code).toBe('conflict.state')
  })
})

test('a run that is stopped keeps what it has found', async () => {
  const stationId = await ownStation(world)
  await plan.technician({ stationId, home: HERE })
  // Too many for the search to end by itself.
  await orders(stationId, 14)
  const run = await plan.dispatcher.post('/planning-runs', { kind: 'day', stationId, from: monday, seconds: 60 })
  const working = world.jobs()
  for (let i = 0; i < 200; i++) {
    const { body } = await plan.dispatcher.get(`/planning-runs/${run.body.id}`)
    if (body.state === 'running' && body.progress.share > 0) break
    await new Promise((done) => setTimeout(done, 50))
  }
  expect((await plan.dispatcher.put(`/planning-runs/${run.body.id}/stop`)).status).toBe(200)
  const begun = Date.now()
  await working
  expect(Date.now() - begun).toBeLessThan(20_000)
  const done = await plan.dispatcher.get(`/planning-runs/${run.body.id}`)
  expect(done.body.state).toBe('stopped')
  const scenario = await plan.dispatcher.get(`/scenarios/${done.body.scenarioId}`)
  expect(scenario.body.figures.placed).toBeGreaterThan(5)
  expect((await plan.dispatcher.put(`/planning-runs/${run.body.id}/stop`)).body.code).toBe('conflict.state')
}, 90_000)
