import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at, makePlan, monday, type Plan, version } from './plan.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const book = (workOrderId: string, technicianId: string, start: string, more: object = {}, headers = {}) =>
  plan.dispatcher.post('/visits', { workOrderId, technicianId, start, ...more }, headers)

describe('a work order', () => {
  test('takes skills from the model, minutes from the kind, place and zone from the address', async () => {
    const family = await (await world.tenant.as('service_manager')).post('/families', {
      code: 'AC',
      name: { en: 'AC' },
      productClass: 'air-conditioner',
    })
    const manager = await world.tenant.as('service_manager')
    const model = await manager.post('/models', {
      familyId: family.body.id,
      code: 'E5',
      name: { en: 'E5' },
      skillCodes: ['cooling', 'unheard_of'],
    })
    const asset = await plan.desk.post('/assets', {
      serial: 'SN1',
      modelId: model.body.id,
      customerId: plan.customerId,
    })
    const request = await plan.request({ kind: 'installation', assetId: asset.body.id })
    const made = await plan.dispatcher.post('/work-orders', { requestId: request.id })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      status: 'unscheduled',
      kind: 'installation',
      plannedMinutes: 120,
      skillCodes: ['cooling'],
      place: { city: '上海', lat: 31.2354, lon: 121.4805, timeZone: 'Asia/Shanghai' },
      station: { id: plan.stationId },
      can: ['edit', 'book', 'cancel', 'offer'],
    })
    expect(made.body.number).toMatch(/^WO-\d{4}-\d{6}$/)
  })

  test('asks only for skills that exist, and never of a request that has ended', async () => {
    const request = await plan.request()
    const unknown = await plan.dispatcher.post('/work-orders', { requestId: request.id, skillCodes: ['flying'] })
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ path: 'skillCodes' }] } })
    await plan.desk.put(`/requests/${request.id}/cancellation`, { reason: 'works_again' })
    expect((await plan.dispatcher.post('/work-orders', { requestId: request.id })).status).toBe(409)
  })

  test('changed on an old version is refused with who changed what', async () => {
    const order = await plan.order()
    await plan.dispatcher.patch(`/work-orders/${order.id}`, { plannedMinutes: 45 }, version(1))
    const late = await plan.dispatcher.patch(`/work-orders/${order.id}`, { plannedMinutes: 75 }, version(1))
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'conflict.version', changes: [{ field: 'plannedMinutes', theirs: 45, yours: 75 }] },
    })
  })
})

describe('booking', () => {
  test('books, moves the order and the request on, and the same key books once', async () => {
    const order = await plan.order()
    const technician = await plan.technician()
    const key = { 'idempotency-key': newId() }
    const [first, again] = [
      await book(order.id, technician, at(9, 30), {}, key),
      await book(order.id, technician, at(9, 30), {}, key),
    ]
    expect(first.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect(first.body).toMatchObject({
      status: 'scheduled',
      startsAt: at(9, 30),
      endsAt: at(10, 30),
      stationId: plan.stationId,
    })
    expect((await plan.dispatcher.get(`/work-orders/${order.id}`)).body).toMatchObject({
      status: 'scheduled',
      visits: [{ id: first.body.id }],
    })
    await world.jobs()
    expect((await plan.desk.get(`/requests/${order.request.id}`)).body.status).toBe('scheduled')
    expect((await plan.dispatcher.get(`/visits?q=${first.body.number}`)).body.items).toMatchObject([
      { id: first.body.id, customer: 'Li Wei' },
    ])
  })

  test('a taken hour is refused, naming the visit that takes it', async () => {
    const technician = await plan.technician()
    const taken = await book((await plan.order()).id, technician, at(10))
    const answer = await book((await plan.order()).id, technician, at(10, 45))
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'conflict.double_booking',
        values: {
          number: taken.body.number,
          technician: '王师傅',
          from: at(10),
          to: at(11),
          timeZone: 'Asia/Shanghai',
          by: 'dispatcher',
        },
      },
    })
    expect(answer.body.title).toContain(taken.body.number)
    // Half open: the next may begin when the one before ends.
    expect((await book((await plan.order()).id, technician, at(11))).status).toBe(201)
  })

  test('the database refuses it too, whoever writes', async () => {
    const technician = await plan.technician()
    const order = await plan.order()
    const visit = await book(order.id, technician, at(14))
    const raw = world.services.db.tx(world.tenant.id, (tx) =>
      sql`insert into dispatch.visit (id, number, work_order_id, request_id, technician_id, planned)
        select ${newId()}, 'VS-X', work_order_id, request_id, technician_id, planned from dispatch.visit where id = ${visit.body.id}`.execute(
        tx,
      ),
    )
    await expect(raw).rejects.toMatchObject({ code: '23P01', constraint: 'visit_no_double_booking' })
  })

  test('two dispatchers at once for the same hour: one books, the others hear of it', async () => {
    const technician = await plan.technician()
    const orders = await Promise.all(Array.from({ length: 6 }, () => plan.order()))
    const clients = await Promise.all(orders.map(() => world.tenant.as('dispatcher')))
    const answers = await Promise.all(
      orders.map((order, i) =>
        clients[i]!.post('/visits', { workOrderId: order.id, technicianId: technician, start: at(15) }),
      ),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    const won = answers.find((one) => one.status === 201)!
    for (const lost of answers.filter((one) => one !== won))
      expect(lost.body).toMatchObject({ code: 'conflict.double_booking', values: { number: won.body.number } })
    const waiting = await Promise.all(orders.map((order) => plan.dispatcher.get(`/work-orders/${order.id}`)))
    expect(waiting.filter((one) => one.body.status === 'unscheduled')).toHaveLength(5)
  })
})

describe('who cannot do it', () => {
  const lacking = async (technicianId: string, start: string, order: object = {}) => {
    const answer = await book((await plan.order(order)).id, technicianId, start)
    expect(answer).toMatchObject({ status: 409, body: { code: 'dispatch.unfit', values: { mayOverride: true } } })
    return answer.body.values.reasons.map((one: { code: string }) => one.code)
  }

  test('skill, certificate, shift and absence are checked before', async () => {
    const plain = await plan.technician()
    expect(await lacking(plain, at(9), { skillCodes: ['cooling'] })).toEqual(['skill_missing'])
    const lapsed = await plan.technician({ skills: ['high_voltage'], certificateUntil: '2021-01-01' })
    expect(await lacking(lapsed, at(9), { skillCodes: ['high_voltage'] })).toEqual(['certificate_expired'])
    const never = await plan.technician({ skills: ['high_voltage'] })
    expect(await lacking(never, at(9), { skillCodes: ['high_voltage'] })).toEqual(['certificate_missing'])
    const valid = await plan.technician({ skills: ['high_voltage'], certificateUntil: monday })
    const order = await plan.order({ skillCodes: ['high_voltage'] })
    expect((await book(order.id, valid, at(9))).status).toBe(201)
    expect(await lacking(plain, at(17, 30))).toEqual(['shift_missing'])
    expect(await lacking(plain, at(-12))).toEqual(['shift_missing'])
    await world.services.db.tx(world.tenant.id, (tx) =>
      sql`insert into people.absence (id, person_id, during, kind) values (${newId()}, ${plain}, tstzrange(${at(9)}, ${at(12)}), 'sick')`.execute(
        tx,
      ),
    )
    expect(await lacking(plain, at(11))).toEqual(['absent'])
  })

  test('can be booked all the same by who may, with a reason that stays with the visit', async () => {
    const technician = await plan.technician()
    const order = await plan.order({ skillCodes: ['cooling'] })
    const desk = await plan.desk.post('/visits', {
      workOrderId: order.id,
      technicianId: technician,
      start: at(19),
      overrideReason: 'agreed',
    })
    expect(desk).toMatchObject({ status: 403, body: { values: { permission: 'dispatch.override' } } })
    const visit = await book(order.id, technician, at(19), { overrideReason: 'Overtime agreed with him' })
    expect(visit).toMatchObject({ status: 201, body: { overrideReason: 'Overtime agreed with him' } })
    const taken = await book((await plan.order()).id, technician, at(19, 15), { overrideReason: 'no matter' })
    expect(taken.body.code).toBe('conflict.double_booking')
  })

  test('who has left, a stranger and the past are no choice', async () => {
    const order = await plan.order()
    expect((await book(order.id, newId(), at(9))).status).toBe(404)
    const technician = await plan.technician()
    const past = await book(order.id, technician, new Date(Date.now() - 7_200_000).toISOString())
    expect(past).toMatchObject({ status: 409, body: { code: 'dispatch.past' } })
    const { services } = world
    await services.db.tx(world.tenant.id, (tx) =>
      tx.updateTable('people.person').set({ is_active: false }).where('id', '=', technician).execute(),
    )
    expect((await book(order.id, technician, at(9), { overrideReason: 'x' })).status).toBe(404)
  })
})

describe('others', () => {
  test('another company and another station see nothing and book nobody', async () => {
    const order = await plan.order()
    const technician = await plan.technician()
    const visit = await book(order.id, technician, at(9))
    const foreign = await (await world.makeTenant('other')).as('dispatcher')
    const neighbour = await world.tenant.as('dispatcher', { stationId: plan.otherStationId })
    for (const who of [foreign, neighbour]) {
      expect((await who.get(`/work-orders/${order.id}`)).status).toBe(404)
      expect((await who.get('/work-orders')).body.items).toEqual([])
      expect((await who.get('/visits')).body.items).toEqual([])
      expect(
        (await who.post('/visits', { workOrderId: order.id, technicianId: technician, start: at(12) })).status,
      ).toBe(404)
      const moved = await who.put(
        `/visits/${visit.body.id}/schedule`,
        { technicianId: technician, start: at(12), minutes: 60 },
        version(1),
      )
      expect(moved.status).toBe(404)
    }
    const own = await world.tenant.as('dispatcher', { stationId: plan.stationId })
    const stranger = await plan.technician({ stationId: plan.otherStationId })
    expect((await own.post('/visits', { workOrderId: order.id, technicianId: stranger, start: at(12) })).status).toBe(
      404,
    )
  })
})
