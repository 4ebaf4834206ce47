import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { at, makePlan, type Plan, version } from './plan.fixture.ts'
import { moveVisit } from './visit-progress.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

async function booked(start: string, technician?: string) {
  const order = await plan.order()
  const technicianId = technician ?? (await plan.technician())
  const { body } = await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start })
  return { order, technicianId, visit: body }
}
const move = (id: string, n: number, to: object) =>
  plan.dispatcher.put(`/visits/${id}/schedule`, { minutes: 60, ...to }, version(n))
const statusOf = async (orderId: string) => (await plan.dispatcher.get(`/work-orders/${orderId}`)).body.status
const mails = async (visitId: string) => {
  await world.services.ownerPool.query(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [
    `tell visit ${visitId}`,
  ])
  await world.jobs()
  const { rows } = await world.services.ownerPool.query(
    `select template, language, to_address, details from kit.mail where subject_id = $1 order by created_at`,
    [visitId],
  )
  return rows
}

describe('moving', () => {
  test('to another time and person, told in the event', async () => {
    const { visit } = await booked(at(9))
    const other = await plan.technician({ name: '李师傅' })
    const moved = await move(visit.id, 1, { technicianId: other, start: at(14) })
    expect(moved).toMatchObject({
      status: 200,
      body: { version: 2, technicianId: other, startsAt: at(14), endsAt: at(15) },
    })
    expect(moved.headers.etag).toBe('"2"')
    const same = await move(visit.id, 2, { technicianId: other, start: at(14) })
    expect(same.body.version).toBe(2)
  })

  test('its own place does not stand in its way', async () => {
    const { visit, technicianId } = await booked(at(10))
    expect((await move(visit.id, 1, { technicianId, start: at(10, 15) })).status).toBe(200)
  })

  test('on an old version says who moved it where', async () => {
    const { visit, technicianId } = await booked(at(9))
    await move(visit.id, 1, { technicianId, start: at(11) })
    const late = await move(visit.id, 1, { technicianId, start: at(13) })
    expect(late).toMatchObject({ status: 409, body: { code: 'conflict.version', values: { version: 2 } } })
    expect(late.body.changes).toContainEqual(
      expect.objectContaining({ field: 'startsAt', by: 'dispatcher', theirs: at(11), yours: at(13) }),
    )
    const without = await plan.dispatcher.put(`/visits/${visit.id}/schedule`, {
      technicianId,
      start: at(13),
      minutes: 60,
    })
    expect(without.status).toBe(428)
  })

  test('onto a taken hour changes nothing', async () => {
    const { visit, technicianId } = await booked(at(9))
    await booked(at(11), technicianId)
    const answer = await move(visit.id, 1, { technicianId, start: at(11, 30) })
    expect(answer.body.code).toBe('conflict.double_booking')
    const list = await plan.dispatcher.get(`/visits?filter[technicianId]=${technicianId}&sort=startsAt`)
    expect(list.body.items.map((one: { startsAt: string }) => one.startsAt)).toEqual([at(9), at(11)])
  })

  test('two who swap into each other at once: nobody is booked twice', async () => {
    const technicianId = await plan.technician()
    const one = await booked(at(9), technicianId)
    const two = await booked(at(13), technicianId)
    const answers = await Promise.all([
      move(one.visit.id, 1, { technicianId, start: at(15) }),
      move(two.visit.id, 1, { technicianId, start: at(15, 30) }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  })

  test('what has begun, ended or is pinned stays where it is', async () => {
    const { visit, technicianId } = await booked(at(9))
    const pinned = await plan.dispatcher.put(`/visits/${visit.id}/pin`, { pinned: true })
    expect(pinned.body).toMatchObject({ isPinned: true, version: 2 })
    expect((await move(visit.id, 2, { technicianId, start: at(12) })).body.code).toBe('conflict.visit_pinned')
    await plan.dispatcher.put(`/visits/${visit.id}/pin`, { pinned: false })
    await world.services.ownerPool.query(`update dispatch.visit set status = 'working' where id = $1`, [visit.id])
    expect((await move(visit.id, 3, { technicianId, start: at(12) })).body).toMatchObject({
      code: 'conflict.visit_started',
      status: 409,
    })
    expect(
      (await plan.dispatcher.put(`/visits/${visit.id}/cancellation`, { reason: 'customer_asked' })).body,
    ).toMatchObject({
      code: 'conflict.state',
      values: { from: 'working', next: ['done', 'part_done'] },
    })
  })

  test('keeps the promise while it begins inside, and tells a new time when it does not', async () => {
    const order = await plan.order()
    const technicianId = await plan.technician()
    const promised = { from: at(8), to: at(12) }
    const wrong = await plan.dispatcher.post('/visits', {
      workOrderId: order.id,
      technicianId,
      start: at(13),
      promised,
    })
    expect(wrong.body.code).toBe('dispatch.outside_promise')
    const visit = await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start: at(9), promised })
    expect(visit.body.promised).toEqual(promised)
    expect((await move(visit.body.id, 1, { technicianId, start: at(11) })).body.promised).toEqual(promised)
    expect((await move(visit.body.id, 2, { technicianId, start: at(14) })).body.promised).toBeNull()
  })
})

describe('answers', () => {
  test('the technician accepts, and a moved visit is to be accepted anew', async () => {
    const technicianId = await plan.technician()
    const { visit } = await booked(at(9), technicianId)
    const own = await world.tenant.as('technician', { personId: technicianId, stationId: plan.stationId })
    expect((await own.put(`/visits/${visit.id}/acceptance`)).body).toMatchObject({ status: 'accepted', version: 2 })
    expect((await own.put(`/visits/${visit.id}/acceptance`)).status).toBe(409)
    expect((await move(visit.id, 2, { technicianId, start: at(10) })).body.status).toBe('scheduled')
    const colleague = await world.tenant.as('technician', { stationId: plan.stationId })
    expect((await colleague.put(`/visits/${visit.id}/acceptance`)).status).toBe(403)
  })

  test('declined with a reason, the order is back in the tray and the hour free', async () => {
    const technicianId = await plan.technician()
    const { visit, order } = await booked(at(9), technicianId)
    const own = await world.tenant.as('technician', { personId: technicianId, stationId: plan.stationId })
    expect((await own.put(`/visits/${visit.id}/decline`, { reason: 'bored' })).status).toBe(422)
    const declined = await own.put(`/visits/${visit.id}/decline`, { reason: 'part_missing', note: 'compressor' })
    expect(declined.body.status).toBe('declined')
    expect(await statusOf(order.id)).toBe('unscheduled')
    expect((await booked(at(9), technicianId)).visit.status).toBe('scheduled')
  })

  test('cancelled, the order waits again; with a second visit it does not', async () => {
    const { visit, order } = await booked(at(9))
    const second = await plan.dispatcher.post('/visits', {
      workOrderId: order.id,
      technicianId: await plan.technician(),
      start: at(9),
    })
    await plan.dispatcher.put(`/visits/${visit.id}/cancellation`, { reason: 'weather_or_traffic' })
    expect(await statusOf(order.id)).toBe('scheduled')
    await plan.dispatcher.put(`/visits/${second.body.id}/cancellation`, { reason: 'weather_or_traffic' })
    expect(await statusOf(order.id)).toBe('unscheduled')
  })
})

describe('the customer', () => {
  test('is told once it has settled, in their language and the zone of the site', async () => {
    const { visit, technicianId } = await booked(at(9))
    await move(visit.id, 1, { technicianId, start: at(10) })
    expect(await mails(visit.id)).toMatchObject([
      {
        template: 'visit-booked',
        language: 'zh-CN',
        to_address: 'li@example.com',
        details: { window: '10:00–11:00', technician: '王师傅' },
      },
    ])
    await move(visit.id, 2, { technicianId, start: at(11) })
    await move(visit.id, 3, { technicianId, start: at(10) })
    expect(await mails(visit.id)).toHaveLength(1)
    await plan.dispatcher.put(`/visits/${visit.id}/cancellation`, { reason: 'technician_unavailable' })
    const [, cancelled] = await mails(visit.id)
    expect(cancelled.template).toBe('notice')
    expect(cancelled.details.text).toContain('已取消')
  })

  test('is told when somebody sets out', async () => {
    const technicianId = await plan.technician({ home: { lat: 31.2354, lon: 121.5805 } })
    const { visit } = await booked(at(9), technicianId)
    await mails(visit.id)
    // As field-work does it with a tap of the phone, which is above this module.
    const { services } = world
    const actor = systemActor(world.tenant.id)
    await services.db.tx(world.tenant.id, (tx) =>
      moveVisit({ tx, actor }, visit.id, { to: 'en_route', at: new Date(), ifMatch: 1 }),
    )
    expect(await statusOf(visit.workOrderId)).toBe('in_progress')
    const sent = await mails(visit.id)
    expect(sent.map((one) => one.template)).toEqual(['visit-booked', 'visit-en-route'])
    expect(sent[1].details.arrival).toMatch(/^\d\d:\d\d$/)
  })
})

describe('a request that ends', () => {
  test.each([
    ['cancellation', { reason: 'works_again' }, 'solved_by_phone'],
    ['closure', { code: 'solved_remotely' }, 'solved_by_phone'],
  ])('by %s takes its orders and visits with it', async (how, body, reason) => {
    const { visit, order } = await booked(at(9))
    const ended = await plan.desk.put(`/requests/${order.request.id}/${how}`, body)
    expect(ended.status).toBe(200)
    await world.jobs()
    expect(await statusOf(order.id)).toBe('cancelled')
    const { rows } = await world.services.ownerPool.query(
      `select status, cancel_reason from dispatch.visit where id = $1`,
      [visit.id],
    )
    expect(rows).toEqual([{ status: 'cancelled', cancel_reason: reason }])
  })

  test('by merging, too; somebody at work there is left to finish', async () => {
    const { order } = await booked(at(9))
    const busy = await booked(at(9))
    await world.services.ownerPool.query(`update dispatch.visit set status = 'working' where id = $1`, [busy.visit.id])
    const kept = await plan.request()
    const merged = await plan.desk.post(`/requests/${kept.id}/merge`, { otherId: order.request.id })
    expect(merged.status).toBeLessThan(300)
    await plan.desk.post(`/requests/${kept.id}/merge`, { otherId: busy.order.request.id })
    await world.jobs()
    expect((await plan.dispatcher.get(`/work-orders/${order.id}`)).body).toMatchObject({
      status: 'cancelled',
      cancelReason: 'merged_into_other',
    })
    const rows = await world.services.db.tx(world.tenant.id, (tx) =>
      sql<{ status: string }>`select status from dispatch.visit where id = ${busy.visit.id}`.execute(tx),
    )
    expect(rows.rows).toEqual([{ status: 'working' }])
  })
})
