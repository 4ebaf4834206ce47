import { beforeAll, describe, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, customerOf, makePlan, monday, type Plan } from './plan.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const HERE = { lat: 31.2354, lon: 121.4805 }
const FAR = { lat: 31.3354, lon: 121.6805 }

describe('candidates', () => {
  test('are ranked with their reasons; who lacks something stays visible, behind', async () => {
    const near = await plan.technician({ skills: ['cooling'], home: HERE, name: '近' })
    const far = await plan.technician({ skills: ['cooling'], home: FAR, name: '远' })
    const unskilled = await plan.technician({ home: HERE, name: '不会' })
    const order = await plan.order({ skillCodes: ['cooling'] })
    const ask = (query: string) => plan.dispatcher.get(`/work-orders/${order.id}/candidates?${query}`)
    const { body } = await ask(`from=${at(8)}&to=${at(20)}`)
    expect(body.candidates.map((one: { technician: { id: string } }) => one.technician.id)).toEqual([
      near,
      far,
      unskilled,
    ])
    expect(body.candidates[0]).toMatchObject({
      ok: true,
      startsAt: at(9),
      travelMinutes: 0,
      starts: [at(9), at(10), at(11), at(12)],
    })
    expect(new Date(body.candidates[1].startsAt) > new Date(at(9))).toBe(true)
    expect(body.candidates[2].reasons).toContainEqual(expect.objectContaining({ code: 'skill_missing', ok: false }))
    await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId: near, start: at(9) })
    const exact = await ask(`from=${at(9, 30)}&to=${at(10, 30)}`)
    expect(exact.body.candidates[0].technician.id).toBe(far)
    expect(
      exact.body.candidates.find((one: { technician: { id: string } }) => one.technician.id === near).reasons,
    ).toContainEqual(expect.objectContaining({ code: 'booked', ok: false }))
    const neighbour = await world.tenant.as('dispatcher', { stationId: plan.otherStationId })
    expect((await neighbour.get(`/work-orders/${order.id}/candidates`)).status).toBe(404)
  })

  test('a window that began before now offers nothing that is past', async () => {
    const technicianId = await plan.technician({ home: HERE })
    const order = await plan.order()
    const from = new Date(Date.now() - 7 * 86_400_000)
    const { body } = await plan.dispatcher.get(
      `/work-orders/${order.id}/candidates?from=${from.toISOString()}&to=${at(20)}`,
    )
    const found = body.candidates.find((one: { technician: { id: string } }) => one.technician.id === technicianId)
    expect(found.starts).toHaveLength(4)
    expect(Date.parse(found.starts[0])).toBeGreaterThan(Date.now() - 60_000)
  })
})

describe('the board', () => {
  test('shows people, visits and tray of the station and nothing of another', async () => {
    const technicianId = await plan.technician({ skills: ['cooling'], home: HERE, name: '板' })
    const waiting = await plan.order({ skillCodes: ['cooling'] })
    const planned = await plan.order()
    const visit = await plan.dispatcher.post('/visits', { workOrderId: planned.id, technicianId, start: at(9) })
    const window = `from=${at(0)}&to=${at(24)}`
    const { body } = await plan.dispatcher.get(`/board?${window}&stationId=${plan.stationId}`)
    expect(body).toMatchObject({ zone: 'Asia/Shanghai', certified: ['high_voltage'] })
    expect(body.technicians.find((one: { id: string }) => one.id === technicianId)).toMatchObject({
      skills: ['cooling'],
      shifts: expect.arrayContaining([{ from: at(9), to: at(18) }]),
    })
    expect(body.visits.find((one: { id: string }) => one.id === visit.body.id)).toMatchObject({
      startsAt: at(9),
      customer: 'Li Wei',
      version: 1,
    })
    expect(body.tray.map((one: { id: string }) => one.id)).toContain(waiting.id)
    expect(body.tray.map((one: { id: string }) => one.id)).not.toContain(planned.id)
    const neighbour = await world.tenant.as('dispatcher', { stationId: plan.otherStationId })
    expect((await neighbour.get(`/board?${window}`)).body).toMatchObject({ technicians: [], visits: [], tray: [] })
    expect((await plan.dispatcher.get(`/board?from=${at(24)}&to=${at(0)}`)).status).toBe(422)
  })
})

describe('a customer', () => {
  const choose = (id: string, part: object, who = plan.portal()) => who.put(`/portal/requests/${id}/slot`, part)
  const morning = { date: monday, part: 'morning' }

  /** A station of its own with one technician: what one takes, the other cannot have. */
  async function oneTechnician() {
    const stationId = await stationOfItsOwn()
    return { stationId, technicianId: await plan.technician({ stationId, home: HERE }) }
  }
  async function stationOfItsOwn() {
    const { rows } = await world.services.ownerPool.query(
      `insert into network.station (tenant_id, id, number, path, kind, name, country, time_zone)
       select $1, s.id, 'ST-' || s.id, array[s.id], 'own', 'Own', 'CN', 'Asia/Shanghai' from (select gen_random_uuid() as id) s returning id`,
      [world.tenant.id],
    )
    return rows[0].id as string
  }

  test('is offered the parts in which somebody has room, and books one: order, visit and promise', async () => {
    const { stationId, technicianId } = await oneTechnician()
    const request = await plan.request({ stationId })
    const offered = await plan.portal().get(`/portal/requests/${request.id}/slots`)
    expect(offered.body.wishes).toEqual([])
    expect(offered.body.slots).toContainEqual({ ...morning, from: at(8), to: at(12), rank: expect.any(Number) })
    const afternoon = { date: monday, part: 'afternoon', from: at(12), to: at(17) }
    expect(offered.body.slots).toContainEqual({ ...afternoon, rank: expect.any(Number) })
    expect(
      offered.body.slots.filter((one: { date: string; part: string }) => one.date === monday && one.part === 'evening'),
    ).toEqual([])
    const chosen = await choose(request.id, morning)
    expect(chosen.body.booked).toMatchObject({ from: at(8), to: at(12) })
    const list = await plan.dispatcher.get(`/visits?filter[technicianId]=${technicianId}`)
    expect(list.body.items).toMatchObject([{ id: chosen.body.booked.visitId, requestId: request.id, startsAt: at(9) }])
    const again = await plan.portal().get(`/portal/requests/${request.id}/slots`)
    expect(again.body.booked).toMatchObject({ mayChange: true })
    const moved = await choose(request.id, { date: monday, part: 'afternoon' })
    expect(moved.body.booked.visitId).toBe(chosen.body.booked.visitId)
    expect((await plan.dispatcher.get(`/visits?filter[technicianId]=${technicianId}`)).body.items).toMatchObject([
      { startsAt: at(12) },
    ])
  })

  test('hears first of the day on which somebody is next door anyway', async () => {
    const { stationId, technicianId } = await oneTechnician()
    const wednesday = new Date(Date.parse(at(10)) + 2 * 86_400_000).toISOString()
    const far = await plan.technician({ stationId, home: FAR })
    const next = await plan.order({ requestId: (await plan.request({ stationId })).id })
    await plan.dispatcher.post('/visits', { workOrderId: next.id, technicianId: far, start: wednesday, minutes: 120 })
    await world.services.ownerPool.query(
      `insert into people.absence (tenant_id, id, person_id, kind, during) values ($1, gen_random_uuid(), $2, 'leave', tstzrange(now(), now() + interval '60 days'))`,
      [world.tenant.id, technicianId],
    )
    const order = await plan.order({ requestId: (await plan.request({ stationId })).id })
    const { body } = await plan.dispatcher.get(`/work-orders/${order.id}/slots?days=14`)
    const [best] = body.slots.filter((one: { rank: number }) => one.rank === 1)
    expect(best.date).toBe(wednesday.slice(0, 10))
    // The way to the other side of town is driven anyway: at most nothing more; on another day there and back.
    const others = body.slots.filter((one: { date: string }) => one.date !== best.date)
    expect(others.length).toBeGreaterThan(3)
    for (const one of others) expect(one.extraMinutes).toBeGreaterThan(best.extraMinutes)
    expect(body.slots.map((one: { rank: number }) => one.rank).toSorted((a: number, b: number) => a - b)).toEqual(
      body.slots.map((_: unknown, i: number) => i + 1),
    )
  })

  test('the desk hears what each costs: minutes at the wheel, slack it leaves, slack it takes from others', async () => {
    const { stationId, technicianId } = await oneTechnician()
    const booked = await plan.order({ requestId: (await plan.request({ stationId })).id })
    // Told to one customer: from nine to eleven, so that their visit can still be moved by an hour.
    const visit = { workOrderId: booked.id, technicianId, start: at(9), minutes: 60 }
    const told = { ...visit, promised: { from: at(9), to: at(11) } }
    expect((await plan.dispatcher.post('/visits', told)).status).toBe(201)
    const request = await plan.request({ stationId })
    const order = await plan.order({ requestId: request.id, plannedMinutes: 90 })
    const { slots } = (await plan.dispatcher.get(`/work-orders/${order.id}/slots?days=14`)).body
    const of = (part: string) => slots.find((one: typeof morning) => one.date === monday && one.part === part)
    // Behind the first at the same address, no later than 11:59 for the start; a customer asked for the morning hears no figures.
    expect(of('morning')).toMatchObject({ extraMinutes: 0, slackLeftMinutes: 119 })
    // Until 16:30, when the shift of the day ends with it; there it stands in nobody's way.
    expect(of('afternoon')).toMatchObject({ slackEatenMinutes: 0 })
    expect(of('morning').slackEatenMinutes).toBeGreaterThanOrEqual(0)
    const portal = (await plan.portal().get(`/portal/requests/${request.id}/slots`)).body.slots
    expect(Object.keys(portal[0]).toSorted()).toEqual(['date', 'from', 'part', 'rank', 'to'])
  })

  test('is offered nothing before the parts are there, and the desk books nothing then without a reason', async () => {
    const { stationId, technicianId } = await oneTechnician()
    const request = await plan.request({ stationId })
    const order = await plan.order({ requestId: request.id })
    const day = (n: number) => new Date(Date.parse(`${monday}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)
    const needs = (expectedOn: string | null) =>
      plan.dispatcher.put(`/work-orders/${order.id}/needed-parts`, {
        parts: [{ code: 'PCB-1', quantity: 1, expectedOn }],
      })
    const dates = async (path: string, who: typeof plan.desk) =>
      (await who.get(path)).body.slots.map((one: { date: string }) => one.date)
    await needs(day(2))
    for (const offered of [
      await dates(`/work-orders/${order.id}/slots?days=14`, plan.dispatcher),
      await dates(`/portal/requests/${request.id}/slots`, plan.portal()),
    ]) {
      expect(offered.length).toBeGreaterThan(2)
      expect(offered.toSorted()[0]).toBe(day(2))
    }
    expect((await plan.portal().post(`/portal/requests/${request.id}/holds`, morning)).body.code).toBe(
      'dispatch.slot_gone',
    )
    const early = await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start: at(10) })
    expect(early).toMatchObject({ status: 409, body: { code: 'dispatch.unfit' } })
    expect(early.body.values.reasons).toEqual([{ code: 'parts_later', values: { readyOn: day(2), parts: 'PCB-1' } }])
    const onBoard = async () => {
      const { body } = await plan.dispatcher.get(`/board?from=${at(0)}&to=${at(24)}&stationId=${stationId}`)
      return [...body.tray, ...body.visits].map((one: { parts: object | null }) => one.parts)
    }
    // The board warns before the drop of what the booking would refuse; the day begins where the site is.
    expect(await onBoard()).toEqual([{ readyAt: `${day(1)}T16:00:00.000Z`, codes: ['PCB-1'], inVanOf: [] }])
    const { body } = await plan.dispatcher.get(`/work-orders/${order.id}/candidates?from=${at(9)}&to=${at(18)}`)
    expect(body.candidates[0]).toMatchObject({ ok: false, starts: [] })
    await needs(null)
    expect(await dates(`/work-orders/${order.id}/slots?days=14`, plan.dispatcher)).toEqual([])
    expect((await plan.portal().get(`/portal/requests/${request.id}/slots`)).body.wishes.length).toBeGreaterThan(5)
    const all = { workOrderId: order.id, technicianId, start: at(10), overrideReason: '备件在车上' }
    expect((await plan.dispatcher.post('/visits', all)).status).toBe(201)
    expect(await onBoard()).toEqual([{ readyAt: null, codes: ['PCB-1'], inVanOf: [] }])
    await plan.dispatcher.put(`/work-orders/${order.id}/needed-parts`, {
      parts: [{ code: 'PCB-1', quantity: 1, expectedOn: null, isReady: true }],
    })
    expect(await onBoard()).toEqual([null])
  })

  test('who comes second to the desk hears what is left', async () => {
    const { stationId, technicianId } = await oneTechnician()
    const request = await plan.request({ stationId })
    const order = await plan.order({ requestId: (await plan.request({ stationId })).id })
    await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start: at(9), minutes: 240 })
    const late = await choose(request.id, morning)
    expect(late).toMatchObject({ status: 409, body: { code: 'dispatch.slot_gone' } })
    expect(late.body.values.slots).toContainEqual({ date: monday, part: 'afternoon', from: at(12), to: at(17) })
    expect(late.body.values.slots).not.toContainEqual(expect.objectContaining(morning))
    expect((await plan.dispatcher.get(`/work-orders?filter[requestId]=${request.id}`)).body.items).toEqual([])
  })

  test('three at once for the last hours of one person: nobody is booked twice', async () => {
    const { stationId } = await oneTechnician()
    const all = await Promise.all([1, 2, 3, 4].map(() => plan.request({ stationId })))
    const answers = await Promise.all(all.map((request) => choose(request.id, { date: monday, part: 'morning' })))
    // Visits of 90 minutes from nine: two begin in the morning, 9:00 and 10:30; a third would begin at noon.
    expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 409, 409])
    const twice = await plan.request({ stationId })
    const same = await Promise.all([1, 2].map(() => choose(twice.id, { date: monday, part: 'afternoon' })))
    expect(same.map((one) => one.status)).toEqual([200, 200])
    expect((await plan.dispatcher.get(`/visits?filter[requestId]=${twice.id}`)).body.items).toHaveLength(1)
  })

  test('with nobody free wishes, and the desk sees the wish', async () => {
    const stationId = await stationOfItsOwn()
    const request = await plan.request({ stationId })
    const offered = await plan.portal().get(`/portal/requests/${request.id}/slots`)
    expect(offered.body.slots).toEqual([])
    expect(offered.body.wishes.length).toBeGreaterThan(20)
    const wished = await choose(request.id, morning)
    expect(wished.body).toMatchObject({ booked: null, wished: morning })
    expect((await plan.desk.get(`/requests/${request.id}`)).body.preferredSlots).toEqual([morning])
  })

  test('sees and books only their own, and not at the last minute', async () => {
    const { stationId } = await oneTechnician()
    const request = await plan.request({ stationId })
    const stranger = await plan.desk.post('/customers', {
      kind: 'person',
      name: 'Other',
      country: 'CN',
      phone: '+8613900139000',
    })
    const other = customerOf(world, stranger.body.id)
    expect((await other.get(`/portal/requests/${request.id}/slots`)).status).toBe(404)
    expect((await choose(request.id, morning, other)).status).toBe(404)
    const chosen = await choose(request.id, morning)
    await world.services.ownerPool.query(
      `update dispatch.visit set planned = tstzrange(now() + interval '3 hours', now() + interval '4 hours') where id = $1`,
      [chosen.body.booked.visitId],
    )
    expect((await choose(request.id, { date: monday, part: 'afternoon' })).body.code).toBe('dispatch.slot_too_late')
    expect(
      (await plan.portal().put(`/portal/requests/${request.id}/slot`, { date: monday, part: 'night' })).status,
    ).toBe(422)
  })
})
