import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { PNG, sendFile } from '../../../test/upload.ts'
import { systemActor } from '../../kit/actor.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { labelToken } from '../assets/index.ts'
import { customerOf, type Ground, makeGround, openOne } from './ground.fixture.ts'

const world = useWorld()
let ground: Ground
beforeAll(async () => {
  ground = await makeGround(world)
})

const HOUR = 3_600_000
/** What dispatch and field work announce of a visit; its times lie around now. */
const visit = async (requestId: string, visitId: string, type: string, startsIn = 24 * HOUR) => {
  const startsAt = new Date(Date.now() + startsIn)
  const endsAt = new Date(startsAt.getTime() + 2 * HOUR)
  await world.services.db.tx(world.tenant.id, (tx) =>
    announce(tx, systemActor(world.tenant.id), {
      type,
      subject: { type: 'visit', id: visitId },
      threadId: requestId,
      isPublic: true,
      data: { start: startsAt.toISOString(), end: endsAt.toISOString(), technicianName: 'Wang Fang' },
    }),
  )
  await world.jobs()
}
const stateOf = async (id: string) => (await ground.desk.get(`/requests/${id}`)).body

test('a stranger scans the label and asks for help: only the number is told', async () => {
  const nobody = world.tenant.anonymous()
  const label = labelToken(world.services.secret, ground.assetId, 1)
  const key = { 'idempotency-key': newId() }
  const body = {
    label,
    words: '不制冷了',
    name: 'Zhang San',
    phone: '13512345678',
    language: 'zh-CN',
    preferredSlots: [{ date: '2026-12-01', part: 'morning' }],
  }
  const answer = await nobody.post('/public/acme/requests', body, key)
  expect(answer.status).toBe(201)
  expect(Object.keys(answer.body).sort()).toEqual(['cover', 'id', 'number', 'openedAt', 'status', 'version'])
  expect((await nobody.post('/public/acme/requests', body, key)).body).toEqual(answer.body)
  const view = await stateOf(answer.body.id)
  expect(view).toMatchObject({
    channel: 'qr',
    asset: { id: ground.assetId },
    customer: { name: 'Zhang San', phone: '+8613512345678' },
    preferredSlots: [{ date: '2026-12-01', part: 'morning' }],
  })
})

test('who knows no serial describes the product; who leaves no way to answer is asked for one', async () => {
  const nobody = world.tenant.anonymous()
  const free = await nobody.post('/public/acme/requests', {
    words: 'It drips',
    serial: 'no idea',
    product: 'a white box',
    name: 'Ann',
    email: 'ann@example.com',
  })
  expect(free.status).toBe(201)
  expect(await stateOf(free.body.id)).toMatchObject({ product: 'a white box', asset: null })
  const mute = await nobody.post('/public/acme/requests', { words: 'It drips', name: 'Ann' })
  expect(mute).toMatchObject({ status: 422, body: { errors: [{ path: 'phone' }] } })
  const forged = await nobody.post('/public/acme/requests', {
    words: 'x',
    label: 'a.b',
    name: 'Ann',
    email: 'ann@example.com',
  })
  expect((await stateOf(forged.body.id)).asset).toBeNull()
  expect((await nobody.post('/public/nobody-here/requests', { words: 'x' })).status).toBe(404)
})

test('the customer follows it like a parcel; the name of the technician comes with the way', async () => {
  const { id } = await openOne(ground)
  const customer = customerOf(world, ground.customerId)
  const steps = async () => (await customer.get(`/portal/requests/${id}`)).body
  expect(await steps()).toMatchObject({ step: 'received', appointment: null, can: ['message', 'cancel'] })
  const visitId = newId()
  await visit(id, visitId, 'visit.booked')
  expect(await steps()).toMatchObject({ step: 'booked', status: 'scheduled', appointment: { technician: null } })
  const arrive = (await stateOf(id)).clocks.find((one: { kind: string }) => one.kind === 'arrive')
  expect(arrive.status).toBe('running')
  await visit(id, visitId, 'visit.en_route')
  expect(await steps()).toMatchObject({ step: 'on_the_way', appointment: { technician: 'Wang Fang' } })
  await visit(id, visitId, 'visit.arrived')
  expect((await stateOf(id)).clocks.find((one: { kind: string }) => one.kind === 'arrive').status).toBe('met')
  await visit(id, visitId, 'visit.started')
  expect(await steps()).toMatchObject({ step: 'working', status: 'in_progress', can: ['message'] })
  await visit(id, visitId, 'visit.completed')
  const done = await steps()
  expect(done).toMatchObject({ step: 'done', status: 'resolved', can: ['message', 'sign_off'] })
  expect(done.steps.every((one: { at: string | null }) => one.at !== null)).toBe(true)
})

test('part done goes back to the queue; late news does not undo what came after', async () => {
  const { id } = await openOne(ground)
  const visitId = newId()
  await visit(id, visitId, 'visit.booked')
  await visit(id, visitId, 'visit.started')
  await visit(id, visitId, 'visit.part_completed')
  expect((await stateOf(id)).status).toBe('triaged')
  const next = newId()
  await visit(id, next, 'visit.booked')
  await visit(id, next, 'visit.completed')
  expect((await stateOf(id)).status).toBe('resolved')
  await visit(id, next, 'visit.started')
  expect((await stateOf(id)).status).toBe('resolved')
})

test('one of two visits cancelled leaves the request scheduled', async () => {
  const { id } = await openOne(ground)
  const [first, second] = [newId(), newId()]
  await visit(id, first, 'visit.booked')
  await visit(id, second, 'visit.booked')
  await visit(id, first, 'visit.cancelled')
  expect((await stateOf(id)).status).toBe('scheduled')
  await visit(id, second, 'visit.cancelled')
  expect((await stateOf(id)).status).toBe('triaged')
})

test('while a visit is open the desk cannot simply close', async () => {
  const { id } = await openOne(ground)
  await visit(id, newId(), 'visit.booked')
  const refused = await ground.desk.put(`/requests/${id}/closure`, {})
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'conflict.visit_open', values: { wayOn: 'finish_visit' } },
  })
})

test('messages reach the owner; cancelling works up to two hours before', async () => {
  const { id } = await openOne(ground, { ownerId: ground.desk.personId })
  const customer = customerOf(world, ground.customerId)
  const photo = await sendFile(world.tenant.anonymous(), `/public/${world.tenant.code}/files`, {
    ...{ name: 'gate.png', type: 'image/png', content: PNG },
  })
  const message = { text: '请上午来', fileIds: [photo.body.id] }
  expect((await customer.post(`/portal/requests/${id}/messages`, message)).status).toBe(201)
  await world.jobs()
  const notices = (await ground.desk.get('/notices')).body.items
  expect(notices[0]).toMatchObject({ kind: 'requests:notice.answered', subject: { id } })
  expect((await customer.get(`/portal/requests/${id}`)).body.conversation).toMatchObject([
    { from: 'me', text: '请上午来', files: [{ id: photo.body.id, name: 'gate.png' }] },
  ])
  expect((await customer.get(`/portal/files/${photo.body.id}`)).status).toBe(200)
  const visitId = newId()
  await visit(id, visitId, 'visit.booked', HOUR)
  const late = await customer.put(`/portal/requests/${id}/cancellation`, {})
  expect(late).toMatchObject({ status: 409, body: { code: 'conflict.too_late_to_cancel' } })
  await visit(id, visitId, 'visit.moved', 5 * HOUR)
  expect((await customer.put(`/portal/requests/${id}/cancellation`, {})).body).toMatchObject({
    cancelled: true,
    can: [],
  })
})

test('signing off closes it, saying no reopens it', async () => {
  const customer = customerOf(world, ground.customerId)
  const [good, bad] = [await openOne(ground), await openOne(ground)]
  const early = await customer.put(`/portal/requests/${good.id}/sign-off`, { accepted: true })
  expect(early).toMatchObject({ status: 409, body: { code: 'conflict.not_resolved' } })
  for (const { id } of [good, bad]) await ground.desk.put(`/requests/${id}/resolution`, {})
  expect((await customer.put(`/portal/requests/${good.id}/sign-off`, { accepted: true })).body.status).toBe('closed')
  expect((await customer.put(`/portal/requests/${good.id}/sign-off`, { accepted: true })).status).toBe(200)
  const again = await customer.put(`/portal/requests/${bad.id}/sign-off`, { accepted: false, note: '还在响' })
  expect(again.body.status).toBe('triaged')
})

test('somebody else’s request does not exist', async () => {
  const { id } = await openOne(ground)
  const other = await ground.desk.post('/customers', { kind: 'person', name: 'Other', country: 'CN' })
  const stranger = customerOf(world, other.body.id, 'Other')
  expect((await stranger.get(`/portal/requests/${id}`)).status).toBe(404)
  expect((await stranger.post(`/portal/requests/${id}/messages`, { text: 'x' })).status).toBe(404)
  expect((await stranger.put(`/portal/requests/${id}/cancellation`, {})).status).toBe(404)
  expect((await stranger.get('/portal/requests')).body.items).toEqual([])
  expect((await world.tenant.anonymous().get('/portal/requests')).status).toBe(401)
  expect((await stranger.get(`/requests/${id}`)).status).toBe(403)
})
