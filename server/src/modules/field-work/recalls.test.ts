import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { openRecallOn } from '../campaigns/campaign.fixture.ts'
import { bookVisit, type Job, makeJob, now, ok, signed, version, visitOf, work } from './visit.fixture.ts'

// An open recall of the product: known on the visit, answered there, paid by the maker, asked about before the visit ends.
const world = useWorld()
let job: Job
let quality: Client
beforeAll(async () => {
  // Sold so long ago that no warranty is left.
  job = await makeJob(world, '2020-03-01')
  quality = await world.tenant.as('quality_engineer')
})
const book = async (start: number) =>
  Object.assign(job, await bookVisit(job.plan, job.technician.personId!, job.assetId, start))
// biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
type Seen = any
const visit = (): Promise<Seen> => visitOf(job.technician, job.visitId)
const answer = (campaignId: string, body: object, headers?: Record<string, string>, who = job.technician) =>
  who.put(`/visits/${job.visitId}/recalls/${campaignId}`, { at: now(), ...body }, headers)
const complete = async (more: object = {}, headers = {}) => {
  const { version: at } = await visit()
  const body = { outcome: 'fixed', at: now(), ...more }
  return job.technician.put(`/visits/${job.visitId}/completion`, body, { ...version(at), ...headers })
}
const phone = () => ({ 'x-told': `${new URLSearchParams({ at: now(), sure: '1' })}`, 'idempotency-key': newId() })
const stateOf = async (campaignId: string): Promise<Seen> =>
  ok(await quality.get(`/campaign-units?filter[campaignId]=${campaignId}`)).items[0]
const line = async (component: string): Promise<Seen> => {
  const id = newId()
  const body = { kind: 'labour', code: 'LAB', quantity: '1', component }
  return ok(await job.technician.put(`/visits/${job.visitId}/lines/${id}`, body)).lines.find(
    (one: Seen) => one.id === id,
  )
}

test('the recall pays for its work on the visit that does it, and for nothing else or later', async () => {
  const id = await openRecallOn(world, job.assetId)
  await work(job)
  await signed(job)
  const before = await visit()
  expect(before.asset.recalls).toMatchObject([{ id, isSafety: true, components: ['fan'], state: 'in_scope' }])
  expect(before.cover.facts.grants).toMatchObject([{ id, layer: 'recall', components: ['fan'] }])
  // What stands in the way is named; signed or not, it can be answered.
  const refused = await complete()
  expect(refused).toMatchObject({ status: 409, body: { code: 'field_work.incomplete' } })
  expect(refused.body.errors).toMatchObject([{ path: `recalls.${id}`, code: 'field_work.recall_unanswered' }])
  const without = await answer(id, { outcome: 'not_done' })
  expect(without.body.errors).toMatchObject([{ path: 'reason' }])
  const later = ok(await answer(id, { outcome: 'not_done', reason: 'parts_missing' }))
  expect(later.recallAnswers).toMatchObject([{ campaignId: id, outcome: 'not_done', reason: 'parts_missing' }])
  expect((await stateOf(id)).unitState).toBe('in_scope')
  const key = { 'idempotency-key': newId() }
  const fan = { outcome: 'remedied', note: 'Fan changed', at: now() }
  ok(await answer(id, fan, key))
  const done = ok(await answer(id, fan, key))
  expect(done.asset.recalls).toMatchObject([{ id, state: 'remedied' }])
  expect(await stateOf(id)).toMatchObject({ unitState: 'remedied', visitId: job.visitId, version: 2 })
  ok(await complete())
  const paper = await job.technician.get(`/visits/${job.visitId}/report.pdf`)
  expect(paper.status).toBe(200)
  const over = await answer(id, { outcome: 'refused' })
  expect(over).toMatchObject({ status: 409, body: { code: 'field_work.over' } })
})

test('settled by this visit it still pays there; on the next visit nobody pays for it any more', async () => {
  await book(14)
  const id = await openRecallOn(world, job.assetId)
  expect(await line('fan')).toMatchObject({ payer: 'recall', customerSharePct: 0 })
  expect(await line('board')).toMatchObject({ payer: 'customer', customerSharePct: 100 })
  ok(await answer(id, { outcome: 'remedied' }))
  expect(await line('fan')).toMatchObject({ payer: 'recall' })
  await book(16)
  expect((await visit()).asset.recalls).toEqual([])
  expect(await line('fan')).toMatchObject({ payer: 'customer' })
})

test('announced while the phone had no network: the visit ends, and the desk reads what was left open', async () => {
  await book(34)
  const planner = await world.tenant.as('dispatcher', { stationId: job.plan.stationId })
  await work(job)
  await signed(job)
  const id = await openRecallOn(world, job.assetId)
  const { number } = ok(await quality.get(`/campaigns/${id}`))
  expect((await complete()).status).toBe(409)
  expect((await complete({}, phone())).body.status).toBe('done')
  const events = ok(await job.plan.desk.get(`/requests/${job.requestId}/timeline`)).items
  expect(events.find((one: Seen) => one.event === 'visit.recall_left_open').data).toMatchObject({ recalls: number })
  expect((await stateOf(id)).unitState).toBe('in_scope')
  const notices = ok(await planner.get('/notices')).items
  expect(notices.map((one: Seen) => one.kind)).toContain('field-work:notice.recall_left_open')
  // The answer that comes after the end is kept for the desk, and settles the product when the desk takes it over.
  const late = await answer(id, { outcome: 'refused', note: 'No time' }, phone())
  expect(late).toMatchObject({ status: 202, body: { toldLate: { reason: 'field_work.over' } } })
  const told = ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${job.visitId}`)).items[0]
  const judged = { verdict: 'taken_over' }
  ok(await job.plan.dispatcher.put(`/late-facts/${told.id}/judgement`, judged, version(told.version)))
  // Refused it stays open: whoever comes next asks again.
  expect(await stateOf(id)).toMatchObject({ unitState: 'refused' })
  await book(37)
  expect((await visit()).asset.recalls).toMatchObject([{ id, state: 'refused' }])
})

test('what somebody else has settled stays settled; the answer stands beside it', async () => {
  const id = (await visit()).asset.recalls[0].id
  const unit = await stateOf(id)
  const [desk, technician] = await Promise.all([
    quality.put(`/campaigns/${id}/units/${job.assetId}`, { state: 'scrapped', reason: 'Burnt' }, version(unit.version)),
    answer(id, { outcome: 'remedied' }),
  ])
  // Whoever came first: the other is told, or its word is kept; nothing is lost without a word.
  expect(technician.status).toBe(200)
  const { unitState } = await stateOf(id)
  expect(unitState).toBe(desk.status === 200 ? 'scrapped' : 'remedied')
  expect((await visit()).recallAnswers).toMatchObject([{ campaignId: id, outcome: 'remedied' }])
})

test('no recall of this product, or not their visit: refused', async () => {
  const unknown = await answer(newId(), { outcome: 'remedied' })
  expect(unknown.status).toBe(404)
  const other = await world.tenant.as('technician', {
    ...{ personId: await job.plan.technician(), stationId: job.plan.stationId },
  })
  const id = await openRecallOn(world, job.assetId)
  const stranger = await answer(id, { outcome: 'remedied' }, {}, other)
  expect([403, 404, 409]).toContain(stranger.status)
  expect((await stateOf(id)).unitState).toBe('in_scope')
})
