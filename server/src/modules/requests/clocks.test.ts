import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { escalateRequest } from './escalation.ts'
import { at, type Ground, makeGround, openOne } from './ground.fixture.ts'
import { pauseRequest, resumeRequest } from './pauses.ts'
import { reopenRequest } from './reopening.ts'
import { resolveRequest } from './resolution.ts'

const world = useWorld()
let ground: Ground
beforeAll(async () => {
  ground = await makeGround(world)
})

interface Clock {
  kind: string
  status: string
  startedAt: string
  dueAt: string
  metAt: string | null
  targetMs: number
  remainingMs: number
  steps: { code: string; ms?: number; reason?: string; at?: string; runMs?: number; pausedMs?: number }[]
}
const clocksOf = async (id: string) => {
  const { clocks } = (await ground.desk.get(`/requests/${id}/clocks`)).body as { clocks: Clock[] }
  return Object.fromEntries(clocks.map((one) => [one.kind, one])) as Record<string, Clock>
}
/** As a person of the desk would, at a moment of the past. */
const inTx = <T>(work: Parameters<typeof world.services.db.tx<T>>[1]) => world.services.db.tx(world.tenant.id, work)
const actor = () => systemActor(world.tenant.id)
const HOUR = 3_600_000

test('each deadline prints its sum: open hours of the station, lunch and weekend left out', async () => {
  // A Friday, 16:00 in Shanghai: 2 h of the respond target fit before 18:00, the rest of 24 h goes on on Monday.
  const { id } = await openOne(ground, { stationId: ground.stationId, openedAt: '2026-03-06T08:00:00Z' })
  const clocks = await clocksOf(id)
  expect(clocks.respond!.dueAt).toBe('2026-03-06T10:00:00.000Z')
  expect(clocks.restore!.dueAt).toBe('2026-03-11T08:00:00.000Z')
  for (const clock of Object.values(clocks)) {
    const open = clock.steps.filter((step) => step.code === 'open').reduce((sum, step) => sum + step.ms!, 0)
    expect(open).toBe(clock.targetMs)
    const result = clock.steps.at(-1)!
    expect(result).toMatchObject({ code: 'result', at: clock.dueAt, runMs: clock.targetMs, pausedMs: 0 })
  }
  expect(clocks.restore!.steps.some((step) => step.code === 'closed')).toBe(true)
  expect(clocks.restore!.steps[0]).toMatchObject({ code: 'start', at: '2026-03-06T08:00:00.000Z' })
})

test('a pause stops what its reason stops, and only that; the deadline moves by its open time', async () => {
  const { id } = await openOne(ground, { openedAt: '2026-03-02T02:00:00Z', answers: { danger: true } })
  const before = await clocksOf(id)
  const from = new Date('2026-03-02T03:00:00Z')
  await inTx((tx) => pauseRequest(tx, actor(), id, { reason: 'waiting_customer' }, from))
  await inTx((tx) => resumeRequest(tx, actor(), id, new Date(from.getTime() + 2 * HOUR)))
  const after = await clocksOf(id)
  expect(Date.parse(after.resolve!.dueAt) - Date.parse(before.resolve!.dueAt)).toBe(2 * HOUR)
  expect(after.respond!.dueAt).toBe(before.respond!.dueAt)
  expect(after.resolve!.steps.find((step) => step.code === 'paused')).toMatchObject({
    reason: 'waiting_customer',
    ms: 2 * HOUR,
  })
})

test('waiting for a part is our own affair: on hold, but every clock runs on', async () => {
  const { id } = await openOne(ground)
  const before = await clocksOf(id)
  const held = await ground.desk.post(`/requests/${id}/pause`, { reason: 'waiting_part', note: 'mount' })
  expect(held.body.status).toBe('waiting')
  expect((await clocksOf(id)).resolve!.dueAt).toBe(before.resolve!.dueAt)
  expect((await ground.desk.post(`/requests/${id}/pause`, { reason: 'waiting_part' })).status).toBe(409)
  expect((await ground.desk.post(`/requests/${id}/pause`, { reason: 'was_met' })).status).toBe(422)
  expect((await ground.desk.delete(`/requests/${id}/pause`)).body.status).toBe('triaged')
  expect((await ground.desk.delete(`/requests/${id}/pause`)).body.code).toBe('conflict.not_paused')
  const approval = await ground.desk.post(`/requests/${id}/pause`, { reason: 'force_majeure' })
  expect(approval.status).toBe(403)
  expect((await ground.manager.post(`/requests/${id}/pause`, { reason: 'force_majeure' })).status).toBe(201)
})

test('while paused, the queue shows no deadline of a stopped clock; on hold the next one is to respond', async () => {
  const { id } = await openOne(ground)
  await ground.desk.post(`/requests/${id}/notes`, { kind: 'reply', text: 'hello' })
  const paused = await ground.desk.post(`/requests/${id}/pause`, { reason: 'site_not_ready' })
  expect(paused.body.nextDueAt).toBeNull()
  expect((await clocksOf(id)).resolve!.status).toBe('paused')
})

test('another priority recomputes from the original start and keeps what was paused', async () => {
  const { id } = await openOne(ground, { openedAt: '2026-03-02T02:00:00Z', answers: { danger: true } })
  const from = new Date('2026-03-02T03:00:00Z')
  await inTx((tx) => pauseRequest(tx, actor(), id, { reason: 'waiting_customer' }, from))
  await inTx((tx) => resumeRequest(tx, actor(), id, new Date(from.getTime() + 2 * HOUR)))
  const { version } = (await ground.desk.get(`/requests/${id}`)).body
  const read = await ground.desk.put(
    `/requests/${id}/reading`,
    { safety: false, urgency: 1, reason: 'no danger' },
    at(version),
  )
  expect(read.body.priority).toBe('P2')
  const { resolve } = await clocksOf(id)
  expect(resolve!.startedAt).toBe('2026-03-02T02:00:00.000Z')
  // P2 resolves in 24 h around the clock, and two hours were paused.
  expect(resolve!.dueAt).toBe('2026-03-03T04:00:00.000Z')
})

test('reopening goes on with the old clock: the time it was settled does not count, each clock for itself', async () => {
  const { id } = await openOne(ground, { openedAt: '2026-03-02T02:00:00Z', answers: { danger: true } })
  const before = await clocksOf(id)
  await inTx((tx) => resolveRequest(tx, actor(), id, null, new Date('2026-03-02T05:00:00Z')))
  expect((await clocksOf(id)).resolve).toMatchObject({ status: 'met', metAt: '2026-03-02T05:00:00.000Z' })
  await inTx((tx) => reopenRequest(tx, actor(), id, 'again', new Date('2026-03-04T05:00:00Z')))
  const after = await clocksOf(id)
  expect(Date.parse(after.resolve!.dueAt) - Date.parse(before.resolve!.dueAt)).toBe(48 * HOUR)
  expect(after.respond!.metAt).toBe('2026-03-02T05:00:00.000Z')
  await inTx((tx) => resolveRequest(tx, actor(), id, null, new Date('2026-03-04T06:00:00Z')))
  await inTx((tx) => reopenRequest(tx, actor(), id, 'and again', new Date('2026-03-05T06:00:00Z')))
  expect(Date.parse((await clocksOf(id)).resolve!.dueAt) - Date.parse(before.resolve!.dueAt)).toBe(72 * HOUR)
})

test('escalation tells each step once, owner first, and at 100 % says that the promise is broken', async () => {
  const opened = '2026-03-02T02:00:00Z'
  const { id } = await openOne(ground, { openedAt: opened, ownerId: ground.desk.personId, answers: { danger: true } })
  const after = (minutes: number) => new Date(Date.parse(opened) + minutes * 60_000)
  const run = (minutes: number) => inTx((tx) => escalateRequest(tx, world.tenant.id, id, after(minutes)))
  // P1 is answered within 15 minutes.
  await run(8)
  await run(9)
  const heard = async (who: typeof ground.desk) =>
    (await who.get('/notices')).body.items.filter(
      (one: { subject: { id: string }; kind: string }) => one.subject.id === id && /escalated|breached/.test(one.kind),
    )
  expect(await heard(ground.desk)).toMatchObject([
    { kind: 'requests:notice.escalated', details: { percent: 50, clock: 'respond' } },
  ])
  expect(await heard(ground.manager)).toEqual([])
  await run(16)
  await run(17)
  expect((await heard(ground.desk)).map((one: { kind: string }) => one.kind)).toEqual([
    'requests:notice.breached',
    'requests:notice.escalated',
  ])
  expect(await heard(ground.manager)).toMatchObject([{ kind: 'requests:notice.breached' }])
  const feed = (await ground.desk.get(`/requests/${id}/timeline`)).body.items
  expect(feed.filter((one: { event: string }) => one.event === 'request.breached')).toHaveLength(1)
  // Answered: nothing more is told of it.
  await ground.desk.post(`/requests/${id}/notes`, { kind: 'reply', text: 'sorry' })
  await run(25)
  expect(await heard(ground.desk)).toHaveLength(2)
})

test('a pause that may not last longer wakes its clock by itself', async () => {
  const { id } = await openOne(ground, { openedAt: '2026-03-02T02:00:00Z', answers: { danger: true } })
  await inTx((tx) => pauseRequest(tx, actor(), id, { reason: 'waiting_customer' }, new Date('2026-03-02T03:00:00Z')))
  const row = async () =>
    (
      await world.services.ownerPool.query("select * from requests.clock where request_id = $1 and kind = 'resolve'", [
        id,
      ])
    ).rows[0]
  expect(await row()).toMatchObject({ is_paused: true, next_step_at: new Date('2026-03-07T03:00:00Z') })
  await inTx((tx) => escalateRequest(tx, world.tenant.id, id, new Date('2026-03-07T03:00:01Z')))
  expect(await row()).toMatchObject({ is_paused: false })
})

test('the job finds what is due', async () => {
  const { id } = await openOne(ground, { openedAt: '2026-03-02T02:00:00Z', answers: { danger: true } })
  const { ALL_JOBS } = await import('../../modules.ts')
  const job = ALL_JOBS.find((one) => one.name === 'requests.escalate')!
  await job.handle({ services: world.services, tenantId: world.tenant.id, payload: {}, log: world.services.log })
  const { rows } = await world.services.ownerPool.query(
    'select distinct kind from requests.escalation where request_id = $1',
    [id],
  )
  expect(rows.map((row) => row.kind).sort()).toEqual(['resolve', 'respond', 'restore'])
  const due = await world.services.ownerPool.query(
    'select count(*)::int as n from requests.clock where next_step_at <= now()',
  )
  expect(due.rows[0].n).toBe(0)
})
