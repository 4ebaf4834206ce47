import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at as hour } from '../dispatch/plan.fixture.ts'
import {
  bookVisit,
  goTo,
  type Job,
  makeJob,
  now,
  ok,
  sentPhoto,
  signed,
  version,
  visitOf,
  work,
} from './visit.fixture.ts'

const world = useWorld()
let job: Job
/** Hours since Monday at which the technician is there: ten and three o’clock of the days that follow, and one between. */
const hours = [15, 34, 37, 39, 58, 63, 82, 87, 106, 111]
let start = 0
beforeEach(async () => {
  job ??= await makeJob(world)
  start = hours.shift()!
  Object.assign(job, await bookVisit(job.plan, job.technician.personId!, job.assetId, start))
})

const HOUR = 3_600_000
/** As a phone whose clock is three hours slow tells something. */
const asPhone = (more: Record<string, string> = {}) => {
  const at = new Date(Date.now() - 3 * HOUR).toISOString()
  return { 'x-told': `${new URLSearchParams({ at, offset: String(3 * HOUR), sure: '1', ...more })}` }
}
const toldAbout = (visitId: string) =>
  world.services.db.tx(world.tenant.id, (tx) =>
    tx.selectFrom('field_work.told').selectAll().where('visit_id', '=', visitId).orderBy('received_at').execute(),
  )
async function moveTo(personId: string) {
  const visit = await visitOf(job.plan.dispatcher, job.visitId)
  const to = { technicianId: personId, start: hour(start), minutes: 60 }
  ok(await job.plan.dispatcher.put(`/visits/${job.visitId}/schedule`, to, version(visit.version)))
}
const path = (rest: string) => `/visits/${job.visitId}${rest}`

test('both clocks of the phone are written beside what it tells', async () => {
  ok(await job.technician.put(path('/status'), { status: 'en_route', at: now() }, { ...version(1), ...asPhone() }))
  const [told] = await toldAbout(job.visitId)
  expect(told).toMatchObject({ kind: 'tap', offset_ms: String(3 * HOUR), is_clock_sure: true, late_reason: null })
  expect(Math.abs(told!.device_at.getTime() + 3 * HOUR - Date.now())).toBeLessThan(60_000)
})

test('a phone whose words about its clock are no words is refused', async () => {
  const answer = await job.technician.put(
    path('/status'),
    { status: 'en_route', at: now() },
    { ...version(1), 'x-told': 'at=yesterday' },
  )
  expect(answer).toMatchObject({ status: 400, body: { code: 'told.malformed' } })
})

test('the plan was changed meanwhile: a step is still a fact', async () => {
  const other = await visitOf(job.plan.dispatcher, job.visitId)
  ok(await job.plan.dispatcher.put(path('/pin'), { pinned: true }, version(other.version)))
  const body = { status: 'en_route', at: now() }
  expect((await job.technician.put(path('/status'), body, version(1))).body.code).toBe('conflict.version')
  expect(ok(await job.technician.put(path('/status'), body, { ...version(1), ...asPhone() })).status).toBe('en_route')
})

test('reassigned while offline: everything told is kept for the desk, and a photo stands on the visit', async () => {
  const other = await job.plan.technician()
  const photoId = newId()
  const fileId = await sentPhoto(job.technician)
  await moveTo(other)
  const key = { 'idempotency-key': newId() }
  const tapBody = { status: 'en_route', at: now() }
  const first = await job.technician.put(path('/status'), tapBody, { ...version(1), ...key, ...asPhone() })
  expect(first).toMatchObject({ status: 202, body: { toldLate: { reason: 'field_work.not_yours' } } })
  // The answer was lost on the way: asked again it is the same, and there is one row.
  const again = await job.technician.put(path('/status'), tapBody, { ...version(1), ...key, ...asPhone() })
  expect([again.status, again.body]).toEqual([202, first.body])
  const photo = { fileId, kind: 'after', takenAt: now() }
  expect((await job.technician.put(path(`/photos/${photoId}`), photo, asPhone())).status).toBe(202)
  expect((await visitOf(job.plan.dispatcher, job.visitId)).photos.map((one: { id: string }) => one.id)).toEqual([
    photoId,
  ])
  const list = ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${job.visitId}`))
  expect(list.items.map((one: { toldKind: string }) => one.toldKind)).toEqual(['photo', 'tap'])
})

test('a technician who never had the visit tells nothing of it', async () => {
  const stranger = await world.tenant.as('technician', { stationId: job.plan.stationId })
  const body = { status: 'en_route', at: now() }
  const answer = await stranger.put(path('/status'), body, { ...version(1), ...asPhone() })
  expect(answer).toMatchObject({ status: 409, body: { code: 'field_work.not_yours' } })
  expect(await toldAbout(job.visitId)).toEqual([])
})

test('cancelled, or ended by another device: lines, report and signature are kept, nothing is changed', async () => {
  await goTo(job, 'en_route', 'on_site', 'no_access')
  const line = { kind: 'labour', code: 'LAB', quantity: '1' }
  expect((await job.technician.put(path(`/lines/${newId()}`), line)).body.code).toBe('field_work.over')
  expect((await job.technician.put(path(`/lines/${newId()}`), line, asPhone())).status).toBe(202)
  const report = { findings: 'Board is burnt' }
  expect((await job.technician.put(path('/report'), report, { ...version(0), ...asPhone() })).status).toBe(202)
  const visit = await visitOf(job.technician, job.visitId)
  expect([visit.lines, visit.report.findings]).toEqual([[], null])
  const told = await toldAbout(job.visitId)
  expect(told.map((one) => [one.kind, one.late_reason, (one.body as { findings?: string }).findings])).toEqual([
    ['line', 'field_work.over', undefined],
    ['report', 'field_work.over', 'Board is burnt'],
  ])
})

test('the desk judges once: a step taken over stands in the times', async () => {
  await goTo(job, 'en_route', 'on_site', 'no_access')
  const body = { status: 'working', at: now() }
  ok(await job.technician.put(path('/status'), body, { ...version(1), ...asPhone() }))
  const { items } = ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${job.visitId}`))
  const judge = (who = job.plan.dispatcher) =>
    who.put(`/late-facts/${items[0].id}/judgement`, { verdict: 'taken_over' }, version(1))
  const [one, two] = await Promise.all([judge(), judge()])
  expect([one.status, two.status].sort()).toEqual([200, 409])
  const stamps = (await visitOf(job.plan.dispatcher, job.visitId)).stamps
  expect(stamps.filter((stamp: { status: string }) => stamp.status === 'working')).toHaveLength(1)
  const elsewhere = await world.tenant.as('dispatcher', { stationId: (await secondStation()) as string })
  expect((await judge(elsewhere)).status).toBe(404)
  const foreign = await (await world.makeTenant(`other-${start}`)).as('dispatcher')
  expect((await judge(foreign)).status).toBe(404)
})

test('what is set aside says why; it is found by its reason and by its station', async () => {
  await goTo(job, 'en_route', 'on_site', 'no_access')
  ok(await job.technician.put(path('/status'), { status: 'working', at: now() }, { ...version(1), ...asPhone() }))
  const open = `/late-facts?filter[visitId]=${job.visitId}&filter[stationId]=${job.plan.stationId}&filter[verdict]=none`
  const { items } = ok(await job.plan.dispatcher.get(`${open}&filter[lateReason]=conflict.state`))
  expect(items).toHaveLength(1)
  const aside = (note?: string) =>
    job.plan.dispatcher.put(`/late-facts/${items[0].id}/judgement`, { verdict: 'set_aside', note }, version(1))
  for (const note of [undefined, '  '])
    expect(await aside(note)).toMatchObject({ status: 422, body: { errors: [{ path: 'note' }] } })
  ok(await aside('Nobody was there, as the photo shows'))
  expect(ok(await job.plan.dispatcher.get(open)).items).toEqual([])
})

const secondStation = async () => {
  const id = newId()
  await world.services.db.tx(world.tenant.id, (tx) =>
    sql`insert into network.station (id, number, path, kind, name, country, time_zone)
      values (${id}, ${id.slice(-8)}, ${[id]}::uuid[], 'own', 'Other', 'CN', 'Asia/Shanghai')`.execute(tx),
  )
  return id
}

test('written on two devices: other fields and other answers go on top, the same one is a question', async () => {
  await goTo(job, 'en_route', 'on_site', 'working')
  const write = (body: object, more = {}) => job.technician.put(path('/report'), body, { ...version(0), ...more })
  ok(await write({ findings: 'Fuse blown', answers: { mat: { value: true } } }))
  expect((await write({ workDone: 'Fuse replaced' })).status).toBe(409)
  ok(await write({ workDone: 'Fuse replaced', answers: { card: { value: true } } }, asPhone()))
  const { report } = await visitOf(job.technician, job.visitId)
  expect(report).toMatchObject({
    findings: 'Fuse blown',
    workDone: 'Fuse replaced',
    answers: { mat: { value: true }, card: { value: true } },
  })
  expect((await write({ findings: 'Capacitor swollen' }, asPhone())).body.changes).toContainEqual(
    expect.objectContaining({ field: 'findings', theirs: 'Fuse blown', yours: 'Capacitor swollen' }),
  )
  expect((await write({ answers: { mat: { value: false } } }, asPhone())).status).toBe(409)
})

test('the van lacks the part: the visit ends all the same, and the desk says where it came from', async () => {
  await makeVan()
  await work(job)
  await signed(job)
  const body = { outcome: 'fixed', at: now() }
  const { version: at } = await visitOf(job.technician, job.visitId)
  const plain = await job.technician.put(path('/completion'), body, version(at))
  expect(plain.body.errors.map((one: { code: string }) => one.code)).toEqual(['parts.source_needed'])
  const told = await job.technician.put(path('/completion'), body, { ...version(at), ...asPhone() })
  expect(ok(told).status).toBe('done')
  const { items } = ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${job.visitId}`))
  expect(items).toMatchObject([{ toldKind: 'completion', lateReason: 'parts.source_needed' }])
  const part = told.body.lines.find((one: { kind: string }) => one.kind === 'part')
  const verdict = { verdict: 'taken_over', sources: { [part.id]: 'bought' } }
  ok(await job.plan.dispatcher.put(`/late-facts/${items[0].id}/judgement`, verdict, version(1)))
  const { lines } = await visitOf(job.plan.dispatcher, job.visitId)
  expect(lines.find((one: { id: string }) => one.id === part.id).source).toBe('bought')
})

async function makeVan() {
  const keeper = await world.tenant.as('parts_keeper')
  ok(await keeper.post('/parts', { number: 'CAP-35', name: { en: 'Capacitor' } }))
  const van = { code: 'V1', name: 'V1', kind: 'van', stationId: job.plan.stationId, personId: job.technician.personId }
  ok(await keeper.post('/stock-places', van))
}
