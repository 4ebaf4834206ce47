import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { type Ground, makeGround, openOne } from './ground.fixture.ts'

const world = useWorld()
let ground: Ground
beforeAll(async () => {
  ground = await makeGround(world)
})

const view = async (id: string) => (await ground.desk.get(`/requests/${id}`)).body

test('links are seen from both ends and can be taken back', async () => {
  const [one, other] = [await openOne(ground), await openOne(ground)]
  expect((await ground.desk.post(`/requests/${one.id}/links`, { otherId: other.id })).status).toBe(201)
  expect((await view(other.id)).links).toMatchObject([{ id: one.id, kind: 'related' }])
  expect((await ground.desk.post(`/requests/${one.id}/links`, { otherId: one.id })).status).toBe(422)
  expect((await ground.desk.post(`/requests/${one.id}/links`, { otherId: newId() })).status).toBe(404)
  await ground.desk.delete(`/requests/${other.id}/links/${one.id}`)
  expect((await view(one.id)).links).toEqual([])
})

test('a follow-up is linked to what it follows', async () => {
  const first = await openOne(ground)
  const next = await openOne(ground, { followUpOf: first.id })
  await world.jobs()
  expect((await view(first.id)).links).toMatchObject([{ id: next.id, kind: 'follow_up' }])
})

test('merging: one conversation, the number still leads there, nothing is done twice', async () => {
  const kept = await openOne(ground)
  const other = await openOne(ground, { words: 'second call about the same noise' })
  await ground.desk.post(`/requests/${other.id}/notes`, { text: 'said on the phone' })
  expect((await ground.desk.post(`/requests/${kept.id}/merge`, { otherId: other.id })).status).toBe(201)
  const merged = await view(other.id)
  expect(merged).toMatchObject({
    status: 'cancelled',
    mergedInto: { id: kept.id, number: kept.number },
    nextDueAt: null,
  })
  const now = await view(kept.id)
  expect(now.merged).toEqual([{ id: other.id, number: other.number }])
  expect(now.verbatims).toHaveLength(2)
  const feed = (await ground.desk.get(`/requests/${kept.id}/timeline`)).body.items
  expect(feed.some((one: { text: string }) => one.text === 'said on the phone')).toBe(true)
  await world.jobs()
  const found = await ground.desk.get(`/requests?q=${other.number}`)
  expect(found.body.items.map((one: { id: string }) => one.id)).toContain(kept.id)
  const again = await ground.desk.post(`/requests/${kept.id}/merge`, { otherId: other.id })
  expect(again).toMatchObject({
    status: 409,
    body: { code: 'conflict.request_merged', values: { mergedInto: kept.id } },
  })
})

test('merged both ways at once: one wins, the other is told', async () => {
  const [one, other] = [await openOne(ground), await openOne(ground)]
  const both = await Promise.all([
    ground.desk.post(`/requests/${one.id}/merge`, { otherId: other.id }),
    ground.desk.post(`/requests/${other.id}/merge`, { otherId: one.id }),
  ])
  expect(both.map((answer) => answer.status).sort()).toEqual([201, 409])
})

test('requests of two customers are not merged: each would read what the other said', async () => {
  const { body: stranger } = await ground.desk.post('/customers', {
    kind: 'person',
    name: 'Somebody Else',
    country: 'CN',
  })
  const [ours, theirs] = [await openOne(ground), await openOne(ground, { customerId: stranger.id, assetId: undefined })]
  const refused = await ground.desk.post(`/requests/${ours.id}/merge`, { otherId: theirs.id })
  expect(refused).toMatchObject({ status: 409, body: { code: 'conflict.other_customer' } })
  expect((await view(theirs.id)).mergedInto).toBeNull()
})

test('the same to many: done, or skipped with the reason', async () => {
  const [one, two, ended] = [await openOne(ground), await openOne(ground), await openOne(ground)]
  await ground.desk.put(`/requests/${ended.id}/cancellation`, { reason: 'duplicate' })
  const nobody = newId()
  const { body } = await ground.desk.post('/requests/bulk', {
    ids: [one.id, two.id, ended.id, nobody],
    action: { type: 'assign', ownerId: ground.desk.personId },
  })
  expect(body.done.sort()).toEqual([one.id, two.id].sort())
  expect(body.skipped).toMatchObject([
    { id: ended.id, code: 'conflict.request_cancelled' },
    { id: nobody, code: 'not_found' },
  ])
  const reader = await world.tenant.as('technician')
  const refused = await reader.post('/requests/bulk', { ids: [one.id], action: { type: 'resolve' } })
  expect(refused.status).toBe(403)
})

test('priority of many: it follows from what is read, the promises follow it, and it can be taken back', async () => {
  const [one, two] = [
    await openOne(ground, { impact: 3, urgency: 3 }),
    await openOne(ground, { impact: 2, urgency: 3 }),
  ]
  const before = [(await view(one.id)).priority, (await view(two.id)).priority]
  // A promise that only the higher priority makes is stopped again, not forgotten.
  const dueAt = async (id: string) =>
    (await view(id)).clocks
      .filter((clock: { status: string }) => clock.status !== 'stopped')
      .map((clock: { dueAt: string }) => clock.dueAt)
  const due = await dueAt(one.id)
  const bulk = (action: object, who = ground.desk) => who.post('/requests/bulk', { ids: [one.id, two.id], action })
  const raised = await bulk({ type: 'read', impact: 1, urgency: 1, reason: 'A hall without cooling' })
  expect(raised.body).toMatchObject({ skipped: [] })
  expect(await view(one.id)).toMatchObject({ priority: 'P1', reading: { impact: 1, urgency: 1 } })
  expect((await view(two.id)).priority).toBe('P1')
  expect(await dueAt(one.id)).not.toEqual(due)

  const theirs = await bulk({ type: 'take_reading_back', reason: 'Not so bad' }, ground.manager)
  expect(theirs.body.skipped.map((one: { code: string }) => one.code)).toEqual([
    'conflict.read_since',
    'conflict.read_since',
  ])
  await bulk({ type: 'take_reading_back', reason: 'Not so bad' })
  expect([(await view(one.id)).priority, (await view(two.id)).priority]).toEqual(before)
  expect(await dueAt(one.id)).toEqual(due)
  const without = await bulk({ type: 'read', urgency: 3 })
  expect(without.status).toBe(422)
})

test('watchers hear of what others do, not of their own doing', async () => {
  const { id } = await openOne(ground)
  await ground.manager.put(`/requests/${id}/watch`, { watching: true })
  await ground.desk.put(`/requests/${id}/watch`, { watching: true })
  expect((await view(id)).watching).toBe(true)
  await ground.desk.put(`/requests/${id}/resolution`, {})
  await world.jobs()
  const heard = async (who: typeof ground.desk) =>
    (await who.get('/notices')).body.items.filter((one: { subject: { id: string } }) => one.subject.id === id)
  expect(await heard(ground.manager)).toMatchObject([{ kind: 'requests:notice.resolved' }])
  expect(await heard(ground.desk)).toEqual([])
})

test('duplicates are told before a request is opened', async () => {
  const { id } = await openOne(ground, { symptomCode: 'DUP' })
  const { items } = (await ground.desk.get(`/requests/duplicates?assetId=${ground.assetId}&symptomCode=DUP`)).body
  expect(items.find((one: { id: string }) => one.id === id).reasons).toEqual(['same_asset', 'same_symptom'])
})

test('when two customers become one, their requests follow, and go back', async () => {
  const make = async (name: string) =>
    (await ground.desk.post('/customers', { kind: 'person', name, country: 'CN' })).body.id as string
  const [kept, gone] = [await make('Keep Me'), await make('Merge Me')]
  const { body } = await ground.desk.post('/requests', { words: 'mine', customerId: gone })
  const merge = await ground.desk.post(`/customers/${kept}/merge`, { otherId: gone })
  expect(merge.status).toBe(201)
  await world.jobs()
  expect((await view(body.id)).customer.id).toBe(kept)
  await ground.desk.delete(`/customers/merges/${merge.body.id}`)
  await world.jobs()
  expect((await view(body.id)).customer.id).toBe(gone)
})

test('the queue: filtered, sorted by the nearest deadline, searched', async () => {
  const urgent = await openOne(ground, { answers: { danger: true } })
  const page = await ground.desk.get('/requests?filter[status]=new,triaged&sort=nextDueAt&limit=1')
  expect(page.body.items[0].id).toBe(urgent.id)
  expect(page.body.items[0]).toMatchObject({
    priority: 'P1',
    customer: 'Li Wei',
    serial: ground.serial,
    isSafety: true,
  })
  const next = await ground.desk.get(
    `/requests?filter[status]=new,triaged&sort=nextDueAt&limit=200&after=${page.body.next}`,
  )
  expect(next.body.items.some((one: { id: string }) => one.id === urgent.id)).toBe(false)
  const safe = await ground.desk.get('/requests?filter[isSafety]=true&filter[priority]=P1&filter[kind]=repair')
  expect(safe.body.items.every((one: { isSafety: boolean }) => one.isSafety)).toBe(true)
})
