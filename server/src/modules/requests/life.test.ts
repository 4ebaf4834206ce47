import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at, type Ground, makeGround, openOne } from './ground.fixture.ts'

const world = useWorld()
let ground: Ground
beforeAll(async () => {
  ground = await makeGround(world)
})

const view = async (id: string) => (await ground.desk.get(`/requests/${id}`)).body
const change = async (id: string, path: string, body: object) =>
  ground.desk.put(`/requests/${id}/${path}`, body, at((await view(id)).version))

test('triage: a new reading beside the old one, priority and promises follow, a lower priority needs a reason', async () => {
  const { id } = await openOne(ground)
  const up = await change(id, 'reading', { summary: 'Engine mount broken', impact: 1, urgency: 1, component: 'engine' })
  expect(up.body).toMatchObject({ status: 'triaged', priority: 'P1' })
  const down = await change(id, 'reading', { impact: 2, urgency: 2 })
  expect(down).toMatchObject({ status: 422, body: { errors: [{ path: 'reason' }] } })
  expect((await change(id, 'reading', { impact: 2, urgency: 2, reason: 'only this car' })).body.priority).toBe('P3')
  const { items } = (await ground.desk.get(`/requests/${id}/readings`)).body
  expect(items.map((one: { version: number; priority: string }) => [one.version, one.priority])).toEqual([
    [3, 'P3'],
    [2, 'P1'],
    [1, 'P3'],
  ])
  expect(items[1]).toMatchObject({ summary: 'Engine mount broken', by: { id: ground.desk.personId } })
})

test('a stale version is refused with who changed what', async () => {
  const { id } = await openOne(ground)
  expect((await ground.desk.put(`/requests/${id}/reading`, { urgency: 1 }, at(1))).status).toBe(200)
  const stale = await ground.manager.put(`/requests/${id}/reading`, { urgency: 3 }, at(1))
  expect(stale).toMatchObject({ status: 409, body: { code: 'conflict.version' } })
  const field = stale.body.changes.find((one: { field: string }) => one.field === 'urgency')
  expect(field).toMatchObject({ by: 'service_desk', theirs: 1, yours: 3 })
  expect((await ground.desk.put(`/requests/${id}/reading`, { urgency: 1 })).status).toBe(428)
})

test('assignment lets the station see it, tells the owner, and moves the promises to its hours', async () => {
  const { id } = await openOne(ground)
  const local = await world.tenant.as('station_manager', { stationId: ground.stationId })
  expect((await local.get(`/requests/${id}`)).status).toBe(404)
  const done = await change(id, 'assignment', { stationId: ground.stationId, ownerId: local.personId })
  expect(done.body.status).toBe('triaged')
  const seen = await local.get(`/requests/${id}`)
  expect(seen.body).toMatchObject({ station: { name: 'Pudong' }, owner: { id: local.personId }, nextStep: 'reply' })
  expect(seen.body.clocks[0].calendar.id).toBe(ground.calendarId)
  expect((await local.get(`/customers/${ground.customerId}`)).status).toBe(200)
  expect((await local.get(`/assets/${ground.assetId}`)).status).toBe(200)
  const notices = await local.get('/notices')
  expect(notices.body.items[0]).toMatchObject({ kind: 'requests:notice.assigned', subject: { type: 'request', id } })
  expect((await change(id, 'assignment', { ownerId: newId() })).body.errors[0].path).toBe('ownerId')
  expect((await change(id, 'assignment', { stationId: newId() })).status).toBe(404)
})

test('the first reply keeps the promise to respond, names an owner and leaves as mail', async () => {
  const { id } = await openOne(ground)
  const note = await ground.desk.post(`/requests/${id}/notes`, { text: 'Customer sounds upset' })
  expect(note.status).toBe(201)
  expect((await view(id)).clocks[0]).toMatchObject({ kind: 'respond', status: 'running' })
  await ground.desk.post(`/requests/${id}/notes`, { kind: 'reply', text: '我们明天联系您。' })
  const now = await view(id)
  expect(now.clocks[0]).toMatchObject({ kind: 'respond', status: 'met' })
  expect(now.owner.id).toBe(ground.desk.personId)
  const mail = await world.services.ownerPool.query(
    "select * from kit.mail where subject_id = $1 and template = 'notice'",
    [id],
  )
  expect(mail.rows[0]).toMatchObject({ to_address: 'li@example.com', language: 'zh-CN' })
  const feed = (await ground.desk.get(`/requests/${id}/timeline`)).body.items
  const types = feed.map((one: { type: string; event: string | null }) => one.event ?? one.type)
  expect(types).toEqual(['request.assigned', 'reply', 'note', 'request.opened', 'verbatim'])
  const open = (await ground.desk.get(`/requests/${id}/timeline?show=public`)).body.items
  expect(open.some((one: { type: string }) => one.type === 'note')).toBe(false)
  const technician = await world.tenant.as('technician')
  const refused = await technician.post(`/requests/${id}/notes`, { kind: 'reply', text: 'hi' })
  expect(refused.status).toBe(403)
})

test('the timeline pages without losing or doubling an entry', async () => {
  const { id } = await openOne(ground)
  for (let n = 0; n < 7; n++) await ground.desk.post(`/requests/${id}/notes`, { text: `note ${n}` })
  const all = (await ground.desk.get(`/requests/${id}/timeline`)).body.items.map((one: { id: string }) => one.id)
  const paged: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: { items: { id: string }[]; next: string | null } = (
      await ground.desk.get(`/requests/${id}/timeline?limit=2${after && `&after=${after}`}`)
    ).body
    paged.push(...page.items.map((one) => one.id))
    after = page.next
  }
  expect(paged).toEqual(all)
})

test('templates come in the customer’s language, filled in', async () => {
  const template = {
    name: 'Hello',
    kind: 'reply',
    texts: { en: 'Dear {{customer}}', 'zh-CN': '{{customer}}您好,{{number}} 已受理。' },
  }
  expect((await ground.desk.post('/request-templates', template)).status).toBe(201)
  const { id, number } = await openOne(ground)
  const { items } = (await ground.desk.get(`/requests/${id}/templates`)).body
  expect(items[0]).toMatchObject({ language: 'zh-CN', text: `Li Wei您好,${number} 已受理。` })
})

test('resolving, closing, reopening: each only where it may, with the way on', async () => {
  const { id } = await openOne(ground)
  const early = await ground.desk.put(`/requests/${id}/closure`, {})
  expect(early).toMatchObject({ status: 409, body: { code: 'conflict.not_resolved', values: { wayOn: 'resolve' } } })
  expect((await ground.desk.put(`/requests/${id}/reopening`, { reason: 'x' })).body.code).toBe('conflict.request_open')
  expect((await ground.desk.put(`/requests/${id}/resolution`, { note: 'tightened' })).body.status).toBe('resolved')
  const twice = await ground.desk.put(`/requests/${id}/resolution`, {})
  expect(twice).toMatchObject({ status: 409, body: { values: { from: 'resolved', wayOn: 'reopen' } } })
  expect((await ground.desk.put(`/requests/${id}/closure`, {})).body.status).toBe('closed')
  const closed = await view(id)
  expect(closed).toMatchObject({ closureCode: 'done', nextDueAt: null, nextStep: 'none' })
  expect(closed.can).toEqual(['note', 'reply', 'reopen', 'link', 'watch'])
  const reopened = await ground.desk.put(`/requests/${id}/reopening`, { reason: 'noise again' })
  expect(reopened.body.status).toBe('triaged')
  expect((await view(id)).reopened).toBe(1)
})

test('an open request closes with a code that says how it ended, and cancelling takes a coded reason', async () => {
  const { id } = await openOne(ground)
  expect((await ground.desk.put(`/requests/${id}/closure`, { code: 'solved_remotely' })).body.status).toBe('closed')
  const other = await openOne(ground)
  expect((await ground.desk.put(`/requests/${other.id}/cancellation`, { reason: 'because' })).status).toBe(422)
  expect((await ground.desk.put(`/requests/${other.id}/cancellation`, { reason: 'works_again' })).body.status).toBe(
    'cancelled',
  )
  const after = await ground.desk.put(`/requests/${other.id}/resolution`, {})
  expect(after).toMatchObject({
    status: 409,
    body: { code: 'conflict.request_cancelled', values: { wayOn: 'open_new' } },
  })
  const clocks = (await view(other.id)).clocks
  expect(clocks.every((one: { status: string }) => one.status === 'stopped')).toBe(true)
})

test('two who resolve at once: one does, the other hears that it is done', async () => {
  const { id } = await openOne(ground)
  const both = await Promise.all([1, 2].map(() => ground.desk.put(`/requests/${id}/resolution`, {})))
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
})

test('details: another product is another cover; a stranger’s address is refused', async () => {
  const { body: opened } = await ground.desk.post('/requests', {
    words: 'unknown thing',
    serial: 'XX-1',
    customer: { name: 'Zoe' },
  })
  const done = await ground.desk.patch(`/requests/${opened.id}`, { assetId: ground.assetId }, at(1))
  expect(done.status).toBe(200)
  await world.jobs()
  expect((await view(opened.id)).cover.outcome).toBe('covered')
  const theirs = (await ground.desk.get(`/customers/${ground.customerId}`)).body.addresses[0].id
  const wrong = await ground.desk.patch(`/requests/${opened.id}`, { addressId: theirs }, at(done.body.version))
  expect(wrong.body.errors).toMatchObject([{ path: 'addressId' }])
})
