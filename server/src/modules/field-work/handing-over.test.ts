import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at as hour } from '../dispatch/plan.fixture.ts'
import { bookVisit, goTo, type Job, makeJob, now, ok, version, visitOf, work } from './visit.fixture.ts'

const world = useWorld()
let job: Job & { orderId: string }
let colleague: Client
let colleagueId: string
const hours = [15, 34, 39, 58, 63, 82, 87, 106, 111, 178, 183, 202, 207, 226, 231]
beforeAll(async () => {
  const made = await makeJob(world)
  colleagueId = await made.plan.technician()
  colleague = await world.tenant.as('technician', { personId: colleagueId, stationId: made.plan.stationId })
  job = { ...made, orderId: '' }
}, 60_000)
beforeEach(async () => {
  job = { ...job, ...(await bookVisit(job.plan, job.technician.personId!, job.assetId, hours.shift()!)) }
})

const left = { reason: 'no_time', done: 'Board taken out', left: 'Fit the new board' }
const handOver = (more: object = {}, headers = {}, id = newId()) =>
  job.technician.put(`/visits/${job.visitId}/handing-over/${id}`, { ...left, at: now(), ...more }, headers)
const order = async () => ok(await job.plan.dispatcher.get(`/work-orders/${job.orderId}`))
const asked = async () => ok(await colleague.get('/field/today')).asked

test('part done with what is missing and when: the order waits for exactly that', async () => {
  await work(job)
  const visit = await visitOf(job.technician, job.visitId)
  ok(
    await job.technician.put(
      `/visits/${job.visitId}/report`,
      { unsignedReason: 'away' },
      version(visit.report.version),
    ),
  )
  const rest = { minutes: 120, from: hour(130), to: hour(140), parts: [{ code: 'BOARD-9', quantity: 1 }] }
  const body = { outcome: 'not_fixed', restOfWork: 'Fit the board', rest, at: now() }
  const { version: at } = await visitOf(job.technician, job.visitId)
  const ended = ok(await job.technician.put(`/visits/${job.visitId}/completion`, body, version(at)))
  expect(ended.report).toMatchObject({ restOfWork: 'Fit the board', rest: { minutes: 120, parts: rest.parts } })
  expect(await order()).toMatchObject({
    ...{ status: 'unscheduled', plannedMinutes: 120 },
    ...{ earliestAt: new Date(rest.from).toISOString(), latestAt: new Date(rest.to).toISOString() },
  })
  const needed = ok(await job.plan.dispatcher.get(`/work-orders/${job.orderId}/needed-parts`))
  expect(JSON.stringify(needed)).toContain('BOARD-9')
})

test('handed over in the middle of the work: it ends part done, waits in the tray, and the colleague who takes it sees what is left', async () => {
  await goTo(job, 'en_route', 'on_site', 'working')
  const id = newId()
  ok(await handOver({ toId: colleagueId }, {}, id))
  ok(await handOver({ toId: colleagueId }, {}, id))
  expect((await visitOf(job.technician, job.visitId)).status).toBe('part_done')
  expect((await order()).status).toBe('unscheduled')
  expect(await asked()).toMatchObject([{ id, reason: 'no_time', done: left.done, left: left.left }])
  const stranger = await world.tenant.as('technician', { stationId: job.plan.stationId })
  const take = (who: Client, answer = 'accepted') =>
    who.put(`/handing-overs/${id}/answer`, { answer, start: hour(hours.shift()!) })
  expect((await take(stranger)).status).toBe(404)
  const { visitId } = ok(await take(colleague))
  expect((await take(colleague, 'declined')).status).toBe(409)
  expect(await asked()).toEqual([])
  const next = await visitOf(colleague, visitId)
  expect(next).toMatchObject({ technician: { id: colleagueId }, isMine: true })
  expect(next.earlier).toMatchObject([{ visitId: job.visitId, workDone: left.done, restOfWork: left.left }])
})

test('not begun yet: given back as declined; planned by dispatch meanwhile it cannot be taken any more', async () => {
  const id = newId()
  ok(await handOver({ reason: 'skill_missing', toId: colleagueId }, {}, id))
  expect((await visitOf(job.technician, job.visitId)).status).toBe('declined')
  const start = hour(hours.shift()!)
  ok(await job.plan.dispatcher.post('/visits', { workOrderId: job.orderId, technicianId: colleagueId, start }))
  const late = await colleague.put(`/handing-overs/${id}/answer`, { answer: 'accepted' })
  expect(late.body).toMatchObject({ status: 409, code: 'field_work.planned_meanwhile' })
})

test('told of a visit that is somebody else’s by now: the desk has it; nobody of another station can be asked', async () => {
  const visit = await visitOf(job.plan.dispatcher, job.visitId)
  const outsider = await world.tenant.as('technician', {})
  expect((await handOver({ toId: outsider.personId })).body.errors).toMatchObject([{ path: 'toId' }])
  const to = { technicianId: colleagueId, start: visit.startsAt, minutes: 60 }
  ok(await job.plan.dispatcher.put(`/visits/${job.visitId}/schedule`, to, version(visit.version)))
  const told = await handOver({}, { 'x-told': `${new URLSearchParams({ at: now() })}` })
  expect(told).toMatchObject({ status: 202, body: { toldLate: { reason: 'field_work.not_yours' } } })
})

test('one of a crew at work hands over: the colleague gets that seat alone, whoever comes along is said, nobody is called twice', async () => {
  const { plan, technician, assetId } = job
  const mate = await plan.technician({ name: '同行' })
  const request = await plan.request({ assetId })
  const crewed = ok(
    await plan.dispatcher.post('/work-orders', {
      ...{ requestId: request.id, plannedMinutes: 60, crew: [{ skillCodes: [] }] },
    }),
  )
  const start = hour(hours.shift()!)
  const booking = { workOrderId: crewed.id, technicianId: technician.personId, start, crew: [mate] }
  const { id: visitId } = ok(await plan.dispatcher.post('/visits', booking))
  expect((await visitOf(technician, visitId)).mates).toEqual(['同行'])
  const own = { ...job, visitId, orderId: crewed.id as string }
  await goTo(own, 'en_route', 'on_site', 'working')
  const id = newId()
  ok(await technician.put(`/visits/${visitId}/handing-over/${id}`, { ...left, at: now(), toId: colleagueId }))
  expect(await asked()).toMatchObject([{ id }])
  const accepted = { answer: 'accepted', start: hour(hours.shift()!) }
  const taken = ok(await colleague.put(`/handing-overs/${id}/answer`, accepted))
  const { visits } = ok(await plan.dispatcher.get(`/work-orders/${crewed.id}`))
  const seen = visits.map((one: { id: string; status: string; technician: { id: string } }) => [
    ...[one.technician.id, one.status, one.id === taken.visitId],
  ])
  expect(seen.toSorted()).toEqual(
    [
      [technician.personId, 'part_done', false],
      [mate, 'scheduled', false],
      [colleagueId, 'scheduled', true],
    ].toSorted(),
  )
  expect(await asked()).toEqual([])
})

test('one of a crew that has not begun hands over: the others keep their booking for the colleague, and are free when there is none', async () => {
  const { plan, technician, assetId } = job
  const mate = await plan.technician({ name: '同行' })
  const crewed = async () => {
    const request = await plan.request({ assetId })
    const order = ok(
      await plan.dispatcher.post('/work-orders', {
        ...{ requestId: request.id, plannedMinutes: 60, crew: [{ skillCodes: [] }] },
      }),
    )
    const start = hour(hours.shift()!)
    const booking = { workOrderId: order.id, technicianId: technician.personId, start, crew: [mate] }
    const { id: visitId } = ok(await plan.dispatcher.post('/visits', booking))
    const id = newId()
    await goTo({ technician, visitId }, 'en_route')
    ok(await technician.put(`/visits/${visitId}/handing-over/${id}`, { ...left, at: now(), toId: colleagueId }))
    const seen = async () =>
      ok(await plan.dispatcher.get(`/work-orders/${order.id}`)).visits.map(
        (one: { status: string; technician: { id: string } }) => [one.technician.id, one.status],
      )
    return { id, start, seen, orderId: order.id as string }
  }
  const first = await crewed()
  expect((await first.seen()).toSorted()).toEqual([[technician.personId, 'declined'], [mate, 'scheduled']].toSorted()) // biome-ignore format: pairs
  expect(await asked()).toMatchObject([{ id: first.id }])
  const taken = ok(await colleague.put(`/handing-overs/${first.id}/answer`, { answer: 'accepted' }))
  expect(await first.seen()).toHaveLength(3)
  const next = await visitOf(colleague, taken.visitId)
  expect([next.startsAt, next.mates]).toEqual([first.start, ['同行']])
  const second = await crewed()
  ok(await colleague.put(`/handing-overs/${second.id}/answer`, { answer: 'declined' }))
  expect((await second.seen()).toSorted()).toEqual([[technician.personId, 'declined'], [mate, 'cancelled']].toSorted()) // biome-ignore format: pairs
  expect(ok(await plan.dispatcher.get(`/work-orders/${second.orderId}`)).status).toBe('unscheduled')
})
