import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { at, makePlan, type Plan, version } from './plan.fixture.ts'

const world = useWorld()
let plan: Plan
let manager: Client
beforeAll(async () => {
  plan = await makePlan(world)
  manager = await world.tenant.as('station_manager', { stationId: plan.otherStationId })
})

/** An order still with headquarters, offered to the other station. */
async function offered(hours = 4) {
  const request = await plan.request({ stationId: undefined })
  const order = await plan.order({ requestId: request.id })
  const { body } = await plan.dispatcher.post(`/work-orders/${order.id}/offers`, {
    stationId: plan.otherStationId,
    hours,
  })
  return { order, offer: body.offers[0], request }
}

test('the station sees the offer, not the order; with its yes both are its own', async () => {
  const { order, offer, request } = await offered()
  expect(offer).toMatchObject({ answer: null, station: { name: 'Hongqiao' }, mayAnswer: false })
  expect((await manager.get(`/work-orders/${order.id}`)).status).toBe(404)
  expect((await manager.get('/offers')).body.offers).toMatchObject([{ id: offer.id, city: '上海', mayAnswer: true }])
  expect(await noticesOf(manager)).toContain('dispatch:notice.offer')
  const answer = await manager.put(`/offers/${offer.id}/answer`, { answer: 'accepted' })
  expect(answer.body.offers[0]).toMatchObject({ answer: 'accepted' })
  expect((await manager.get(`/work-orders/${order.id}`)).body).toMatchObject({
    station: { id: plan.otherStationId },
    status: 'unscheduled',
  })
  expect((await manager.get(`/requests/${request.id}`)).status).toBe(200)
  expect((await manager.put(`/offers/${offer.id}/answer`, { answer: 'accepted' })).body.code).toBe(
    'conflict.offer_answered',
  )
})

async function noticesOf(client: Client): Promise<string[]> {
  const { rows } = await world.services.ownerPool.query('select kind from kit.notice where person_id = $1', [
    client.personId,
  ])
  return rows.map((row: { kind: string }) => row.kind)
}

test('only the station itself answers: neither headquarters, a neighbour, a technician nor another company', async () => {
  const { offer } = await offered()
  const yes = { answer: 'accepted' }
  expect((await plan.dispatcher.put(`/offers/${offer.id}/answer`, yes)).body).toMatchObject({
    status: 403,
    code: 'dispatch.not_your_offer',
  })
  const neighbour = await world.tenant.as('station_manager', { stationId: plan.stationId })
  expect((await neighbour.put(`/offers/${offer.id}/answer`, yes)).status).toBe(404)
  const technician = await world.tenant.as('technician', { stationId: plan.otherStationId })
  expect((await technician.put(`/offers/${offer.id}/answer`, yes)).status).toBe(403)
  const foreign = await (await world.makeTenant('other')).as('administrator')
  expect((await foreign.put(`/offers/${offer.id}/answer`, yes)).status).toBe(404)
  const both = await Promise.all([1, 2].map(() => manager.put(`/offers/${offer.id}/answer`, yes)))
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
})

test('declining needs a reason; then another station may be asked', async () => {
  const { order, offer } = await offered()
  const again = await plan.dispatcher.post(`/work-orders/${order.id}/offers`, { stationId: plan.stationId })
  expect(again.body.code).toBe('conflict.offer_open')
  expect((await manager.put(`/offers/${offer.id}/answer`, { answer: 'declined' })).status).toBe(422)
  await manager.put(`/offers/${offer.id}/answer`, { answer: 'declined', reason: 'no_capacity' })
  const next = await plan.dispatcher.post(`/work-orders/${order.id}/offers`, { stationId: plan.stationId })
  expect(next.body.offers.map((one: { answer: string | null }) => one.answer)).toEqual([null, 'declined'])
  const withdrawn = await plan.dispatcher.put(`/offers/${next.body.offers[0].id}/withdrawal`)
  expect(withdrawn.body.offers[0].answer).toBe('withdrawn')
})

test('after the deadline it lapses, and a late yes is refused even before the job has run', async () => {
  const { offer } = await offered()
  await world.services.ownerPool.query(
    `update dispatch.offer set deadline_at = now() - interval '1 minute' where id = $1`,
    [offer.id],
  )
  expect((await manager.put(`/offers/${offer.id}/answer`, { answer: 'accepted' })).body.code).toBe(
    'conflict.offer_lapsed',
  )
  await world.services.ownerPool.query(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [
    `lapse offer ${offer.id}`,
  ])
  await world.jobs()
  const { rows } = await world.services.ownerPool.query('select answer from dispatch.offer where id = $1', [offer.id])
  expect(rows).toEqual([{ answer: 'lapsed' }])
})

test('booked by headquarters meanwhile, the offer is withdrawn', async () => {
  const { order, offer } = await offered()
  const technicianId = await plan.technician()
  const visit = await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start: at(9) })
  expect(visit.status).toBe(201)
  const page = await plan.dispatcher.get(`/work-orders/${order.id}`)
  expect(page.body).toMatchObject({ station: { id: plan.stationId }, offers: [{ id: offer.id, answer: 'withdrawn' }] })
  expect((await manager.put(`/offers/${offer.id}/answer`, { answer: 'accepted' })).body.code).toBe(
    'conflict.offer_answered',
  )
})

test('a no, or no answer, asks the next station; after the last it is back with the dispatcher, who is told', async () => {
  const request = await plan.request({ stationId: undefined })
  const order = await plan.order({ requestId: request.id })
  const partners = await plan.dispatcher.get(`/work-orders/${order.id}/partners`)
  expect(partners.body.items.map((one: { name: string }) => one.name).sort()).toEqual(['Hongqiao', 'Pudong'])
  const twice = { stationId: plan.otherStationId, next: [plan.otherStationId] }
  expect((await plan.dispatcher.post(`/work-orders/${order.id}/offers`, twice)).status).toBe(422)
  const chain = { stationId: plan.otherStationId, next: [plan.stationId], hours: 2 }
  const made = await plan.dispatcher.post(`/work-orders/${order.id}/offers`, chain)
  expect(made.body.offers[0].next).toEqual([{ id: plan.stationId, name: 'Pudong' }])
  expect((await manager.get('/offers')).body.offers[0].next).toEqual([])
  const offerId = made.body.offers[0].id
  await manager.put(`/offers/${offerId}/answer`, { answer: 'declined', reason: 'no_capacity' })
  const open = async () => {
    const { body } = await plan.dispatcher.get(`/work-orders/${order.id}`)
    return body.offers.map((one: { station: { name: string }; answer: string }) => [one.station.name, one.answer])
  }
  expect(await open()).toEqual([
    ['Pudong', null],
    ['Hongqiao', 'declined'],
  ])
  expect(await noticesOf(plan.dispatcher)).toContain('dispatch:notice.offer_next')
  const pudong = await world.tenant.as('station_manager', { stationId: plan.stationId })
  expect((await pudong.get('/offers')).body.offers).toHaveLength(1)
  const second = (await plan.dispatcher.get(`/work-orders/${order.id}`)).body.offers[0]
  expect(Date.parse(second.deadlineAt) - Date.parse(second.offeredAt)).toBe(2 * 3_600_000)
  await world.services.ownerPool.query(
    `update dispatch.offer set deadline_at = now() - interval '1 minute' where id = $1`,
    [second.id],
  )
  await world.services.ownerPool.query(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [
    `lapse offer ${second.id}`,
  ])
  await world.jobs()
  expect(await open()).toEqual([
    ['Pudong', 'lapsed'],
    ['Hongqiao', 'declined'],
  ])
  expect(await noticesOf(plan.dispatcher)).toContain('dispatch:notice.offer_back')
  expect((await manager.get(`/work-orders/${order.id}/partners`)).status).toBe(404)
  const { items } = (await plan.dispatcher.get(`/work-orders/${order.id}/partners`)).body
  expect(items.every((one: { declinedBefore: boolean }) => one.declinedBefore)).toBe(true)
})

test('three hops: the maker asks the station, the station its technician; a no of either goes back one hop, told to who asked', async () => {
  const { order, offer } = await offered()
  await manager.put(`/offers/${offer.id}/answer`, { answer: 'accepted' })
  const [first, second] = [1, 2].map(() => plan.technician({ stationId: plan.otherStationId }))
  const of = async (id: Promise<string> | undefined) =>
    world.tenant.as('technician', { personId: (await id)!, stationId: plan.otherStationId })
  const [no, yes] = [await of(first), await of(second)]
  const ask = (who: Client) =>
    manager.post('/visits', { workOrderId: order.id, technicianId: who.personId, start: at(9) })
  const asked = await ask(no)
  expect(asked.status, JSON.stringify(asked.body)).toBe(201)
  // Whom the station sends is the station's own affair: who offered it does not answer for them, a neighbour sees nothing.
  const neighbour = await world.tenant.as('station_manager', { stationId: plan.stationId })
  expect((await neighbour.put(`/visits/${asked.body.id}/decline`, { reason: 'too_far' })).status).toBe(404)
  expect((await yes.put(`/visits/${asked.body.id}/acceptance`)).status).toBe(403)
  expect((await no.put(`/visits/${asked.body.id}/decline`, {})).status).toBe(422)
  await no.put(`/visits/${asked.body.id}/decline`, { reason: 'skill_missing' })
  expect(await noticesOf(manager)).toContain('dispatch:notice.declined')
  const waits = (await manager.get(`/work-orders/${order.id}`)).body
  expect(waits).toMatchObject({ status: 'unscheduled', station: { id: plan.otherStationId } })

  const again = await ask(yes)
  expect((await yes.put(`/visits/${again.body.id}/acceptance`)).body.status).toBe('accepted')
  const { body } = await plan.dispatcher.get(`/work-orders/${order.id}`)
  expect(body).toMatchObject({
    status: 'scheduled',
    station: { id: plan.otherStationId },
    offers: [{ answer: 'accepted' }],
  })
  expect(body.visits.map((one: { status: string }) => one.status).sort()).toEqual(['accepted', 'declined'])
})

describe('an accepted order is given back', () => {
  /** Accepted by the other station, which has planned a visit for it. */
  async function accepted(personId = '') {
    const made = await offered()
    await manager.put(`/offers/${made.offer.id}/answer`, { answer: 'accepted' })
    const technicianId = personId || (await plan.technician({ stationId: plan.otherStationId }))
    const visit = await manager.post('/visits', { workOrderId: made.order.id, technicianId, start: at(9) })
    return { ...made, visit: visit.body }
  }
  const why = { reason: 'part_missing', note: '缺主板，下周才到' }

  test('it waits in the tray it came from, its visits taken back, told to who offered it', async () => {
    const { order, offer, request, visit } = await accepted()
    expect((await manager.get(`/work-orders/${order.id}`)).body.offers).toMatchObject([{ mayGiveBack: true }])
    expect((await manager.put(`/offers/${offer.id}/return`, {})).status).toBe(422)
    const { body } = await manager.put(`/offers/${offer.id}/return`, why)
    expect(body.offers).toMatchObject([{ answer: 'given_back', reason: 'part_missing', mayGiveBack: false }])
    expect(Date.parse(body.offers[0].givenBackAt)).toBeGreaterThan(Date.parse(body.offers[0].answeredAt))
    const { body: back } = await plan.dispatcher.get(`/work-orders/${order.id}`)
    expect(back).toMatchObject({ status: 'unscheduled', station: null })
    expect(back.visits).toMatchObject([{ id: visit.id, status: 'cancelled', reason: 'station_declined' }])
    expect((await plan.dispatcher.get(`/requests/${request.id}`)).body.station).toBeNull()
    expect(await noticesOf(plan.dispatcher)).toContain('dispatch:notice.given_back')
    expect((await manager.get(`/work-orders/${order.id}`)).status).toBe(404)
    expect((await manager.put(`/offers/${offer.id}/return`, why)).body.code).toBe('conflict.offer_not_held')
    const partners = (await plan.dispatcher.get(`/work-orders/${order.id}/partners`)).body.items
    expect(partners.find((one: { name: string }) => one.name === 'Hongqiao').declinedBefore).toBe(true)
    const anew = await plan.dispatcher.post(`/work-orders/${order.id}/offers`, { stationId: plan.stationId })
    expect(anew.body.offers).toHaveLength(2)
  })

  test('an order that was a station’s goes back to that station', async () => {
    const order = await plan.order()
    const made = await plan.dispatcher.post(`/work-orders/${order.id}/offers`, { stationId: plan.otherStationId })
    const offerId = made.body.offers[0].id
    await manager.put(`/offers/${offerId}/answer`, { answer: 'accepted' })
    await manager.put(`/offers/${offerId}/return`, why)
    const pudong = await world.tenant.as('station_manager', { stationId: plan.stationId })
    expect((await pudong.get(`/work-orders/${order.id}`)).body.station.id).toBe(plan.stationId)
  })

  test('not once somebody has set out, not by others, and once by two at a time', async () => {
    const personId = await plan.technician({ stationId: plan.otherStationId })
    const { offer, visit } = await accepted(personId)
    const neighbour = await world.tenant.as('station_manager', { stationId: plan.stationId })
    expect((await neighbour.put(`/offers/${offer.id}/return`, why)).status).toBe(404)
    const foreign = await (await world.makeTenant('third')).as('administrator')
    expect((await foreign.put(`/offers/${offer.id}/return`, why)).status).toBe(404)
    expect((await plan.dispatcher.put(`/offers/${offer.id}/return`, why)).body.code).toBe('dispatch.not_your_offer')
    const technician = await world.tenant.as('technician', { personId, stationId: plan.otherStationId })
    const setOut = { status: 'en_route', at: new Date().toISOString() }
    expect((await technician.put(`/visits/${visit.id}/status`, setOut, version(visit.version))).status).toBe(200)
    expect((await manager.put(`/offers/${offer.id}/return`, why)).body.code).toBe('conflict.visit_started')
    const { offer: free } = await accepted()
    const both = await Promise.all([1, 2].map(() => manager.put(`/offers/${free.id}/return`, why)))
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  })
})
