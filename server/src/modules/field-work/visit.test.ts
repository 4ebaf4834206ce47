import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import {
  allTicks,
  bookVisit,
  day,
  goTo,
  hashOf,
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
beforeAll(async () => {
  job = await makeJob(world)
})

const inTenant = <T>(go: Parameters<typeof world.services.db.tx<T>>[1]) => world.services.db.tx(world.tenant.id, go)

test('the day of a technician comes in one answer with all a phone needs', async () => {
  const today = ok(await job.technician.get(`/field/today?date=${day}`))
  expect(today.visits).toHaveLength(1)
  expect(today.visits[0]).toMatchObject({
    id: job.visitId,
    status: 'scheduled',
    isMine: true,
    customer: { name: 'Li Wei', phone: '+8613800138000' },
    address: { city: '上海' },
    cover: { outcome: 'partly' },
    checklist: { kind: '*' },
    report: { version: 0 },
    lines: [],
  })
  expect(today.priceLists).toMatchObject([{ country: 'CN', currency: 'CNY', taxBp: 1300 }])
  expect(today.visits[0].next).toContain('en_route')
  const other = await world.tenant.as('technician', { stationId: job.plan.stationId })
  expect(ok(await other.get(`/field/today?date=${day}`)).visits).toEqual([])
})

test('a tap moves visit, stamp and event; twice the same is one; the order follows', async () => {
  const body = { status: 'en_route', at: now(), lat: 31.2, lon: 121.4 }
  const key = { 'idempotency-key': 'tap-en-route-1', ...version(1) }
  const [first, second] = await Promise.all([
    job.technician.put(`/visits/${job.visitId}/status`, body, key),
    job.technician.put(`/visits/${job.visitId}/status`, body, key),
  ])
  expect(ok(first)).toMatchObject({ status: 'en_route', version: 2 })
  expect(second.body).toEqual(first.body)
  const { rows } = await inTenant((tx) =>
    sql<{ stamps: number; events: number; orders: string }>`select
      (select count(*)::int from field_work.stamp where visit_id = ${job.visitId}) as stamps,
      (select count(*)::int from kit.event where subject_id = ${job.visitId} and type = 'visit.en_route') as events,
      (select w.status from dispatch.work_order w join dispatch.visit v on v.work_order_id = w.id where v.id = ${job.visitId}) as orders`.execute(
      tx,
    ),
  )
  expect(rows[0]).toEqual({ stamps: 1, events: 1, orders: 'in_progress' })
})

test('a tap the state does not allow says what is possible; a stale one says what changed', async () => {
  const done = await job.technician.put(`/visits/${job.visitId}/status`, { status: 'working', at: now() }, version(2))
  expect(done.status).toBe(409)
  expect(done.body).toMatchObject({
    code: 'conflict.state',
    values: { from: 'en_route', next: expect.arrayContaining(['on_site']) },
  })
  const stale = await job.technician.put(`/visits/${job.visitId}/status`, { status: 'on_site', at: now() }, version(1))
  expect(stale.status).toBe(409)
  expect(stale.body).toMatchObject({ code: 'conflict.version', changes: [{ field: 'status', theirs: 'en_route' }] })
  expect((await job.technician.put(`/visits/${job.visitId}/status`, { status: 'on_site', at: now() })).status).toBe(428)
})

test('a phone whose clock runs ahead is believed up to now, and its own time is kept', async () => {
  const fresh = await bookVisit(job.plan, job.technician.personId!, job.assetId, 14)
  const ahead = new Date(Date.now() + 3_600_000).toISOString()
  const answer = ok(
    await job.technician.put(`/visits/${fresh.visitId}/status`, { status: 'en_route', at: ahead }, version(1)),
  )
  expect(Date.parse(answer.at)).toBeLessThanOrEqual(Date.now())
  const visit = await visitOf(job.technician, fresh.visitId)
  expect(visit.stamps[0].at).toBe(ahead)
  const noAccess = { status: 'no_access', at: now(), note: 'Nobody opened' }
  ok(await job.technician.put(`/visits/${fresh.visitId}/status`, noAccess, version(2)))
  const order = ok(await job.plan.dispatcher.get(`/work-orders/${fresh.orderId}`))
  expect(order.status).toBe('unscheduled')
})

test('strangers see nothing, colleagues may look but not touch', async () => {
  const elsewhere = await world.tenant.as('technician', { stationId: job.plan.otherStationId })
  expect((await elsewhere.get(`/visits/${job.visitId}`)).status).toBe(404)
  const foreign = await (await world.makeTenant('other')).as('technician')
  expect((await foreign.get(`/visits/${job.visitId}`)).status).toBe(404)
  expect(
    (await foreign.put(`/visits/${job.visitId}/status`, { status: 'on_site', at: now() }, version(2))).status,
  ).toBe(404)
  const colleague = await world.tenant.as('technician', { stationId: job.plan.stationId })
  const refused = await colleague.put(`/visits/${job.visitId}/status`, { status: 'on_site', at: now() }, version(2))
  expect(refused.body).toMatchObject({ status: 409, code: 'field_work.not_yours' })
  const desk = await world.tenant.as('service_desk')
  expect((await desk.put(`/visits/${job.visitId}/status`, { status: 'on_site', at: now() }, version(2))).status).toBe(
    403,
  )
})

test('lines are priced from the list and shared by the cover; another price needs a reason', async () => {
  const lineId = newId()
  const dear = await job.technician.put(`/visits/${job.visitId}/lines/${lineId}`, {
    kind: 'labour',
    code: 'LAB',
    quantity: '1',
    unitMinor: '15000',
  })
  expect(dear.body).toMatchObject({ status: 422, errors: [{ path: 'priceReason', code: 'billing.reason_needed' }] })
  const travel = ok(
    await job.technician.put(`/visits/${job.visitId}/lines/${lineId}`, { kind: 'travel', code: 'TRV', quantity: '1' }),
  )
  expect(travel.lines).toMatchObject([{ name: '上门费', unitMinor: '8000', payer: 'customer', customerSharePct: 100 }])
  const part = ok(
    await job.technician.put(`/visits/${job.visitId}/lines/${newId()}`, {
      kind: 'part',
      code: 'CAP-35',
      quantity: '2',
    }),
  )
  expect(part.lines[1]).toMatchObject({
    payer: 'manufacturer',
    customerSharePct: 0,
    fullMinor: '9100',
    customerMinor: '0',
  })
  expect(part.price).toMatchObject({ full: { total: '17100' }, customer: { total: '8000' } })
  const unknown = await job.technician.put(`/visits/${job.visitId}/lines/${newId()}`, {
    kind: 'part',
    name: 'Odd part',
    quantity: '1',
  })
  expect(unknown.body.errors).toMatchObject([{ path: 'unitMinor', code: 'billing.no_price' }])
  for (const line of part.lines) ok(await job.technician.delete(`/visits/${job.visitId}/lines/${line.id}`))
})

test('two writers of a report: the second hears what the first wrote; answers add up', async () => {
  const fresh = await bookVisit(job.plan, job.technician.personId!, job.assetId, 16)
  const url = `/visits/${fresh.visitId}/report`
  const first = ok(await job.technician.put(url, { findings: 'Noise', answers: { card: { value: true } } }, version(0)))
  expect(first.report).toMatchObject({ version: 1, findings: 'Noise' })
  const stale = await job.technician.put(url, { findings: 'Smell' }, version(0))
  expect(stale.body).toMatchObject({
    status: 409,
    code: 'conflict.version',
    changes: expect.arrayContaining([expect.objectContaining({ field: 'findings', theirs: 'Noise', yours: 'Smell' })]),
  })
  const more = ok(await job.technician.put(url, { answers: { mat: { value: true } } }, version(1)))
  expect(Object.keys(more.report.answers)).toEqual(expect.arrayContaining(['card', 'mat']))
})

test('extra work is quoted, answered and, accepted, on the visit', async () => {
  const quotationId = newId()
  const lineId = newId()
  const body = {
    lines: [{ id: lineId, kind: 'travel', code: 'TRV', quantity: '2' }],
    answer: 'accepted',
    name: '李伟',
    at: now(),
  }
  const url = `/visits/${job.visitId}/extra-work/${quotationId}`
  const agreed = ok(await job.technician.put(url, body))
  expect(agreed.quotations).toMatchObject([
    { id: quotationId, status: 'accepted', answeredBy: '李伟', customerMinor: '16000' },
  ])
  expect(agreed.lines).toMatchObject([{ id: lineId, quotationId }])
  expect(ok(await job.technician.put(url, body)).quotations).toHaveLength(1)
  const changed = await job.technician.put(`/visits/${job.visitId}/lines/${lineId}`, {
    kind: 'travel',
    code: 'TRV',
    quantity: '1',
  })
  expect(changed.body.code).toBe('field_work.line_approved')
  ok(await job.technician.delete(`/visits/${job.visitId}/lines/${lineId}`))
})

test('the whole visit: required steps block, the signature seals, completion has its consequences', async () => {
  const whole = await makeWhole()
  const early = await whole.technician.put(
    `/visits/${whole.visitId}/completion`,
    { outcome: 'fixed', at: now() },
    version(1),
  )
  expect(early.body).toMatchObject({ status: 409, code: 'field_work.incomplete' })
  expect(early.body.errors.map((one: { path: string }) => one.path)).toEqual(
    expect.arrayContaining(['answers.card', 'workDone', 'signature']),
  )
  await work(whole)
  const fileId = await sentPhoto(whole.technician)
  const wrong = await whole.technician.put(`/visits/${whole.visitId}/signature`, {
    fileId,
    name: 'x',
    role: 'y',
    at: now(),
    hash: 'a'.repeat(64),
  })
  expect(wrong.body.code).toBe('field_work.changed_since_shown')
  await signed(whole)
  const locked = await whole.technician.put(`/visits/${whole.visitId}/lines/${newId()}`, {
    kind: 'travel',
    code: 'TRV',
    quantity: '1',
  })
  expect(locked.body.code).toBe('field_work.signed')
  const visit = await visitOf(whole.technician, whole.visitId)
  expect(visit.report.signature).toMatchObject({ name: '李伟', hash: hashOf(visit) })
  const done = ok(
    await whole.technician.put(
      `/visits/${whole.visitId}/completion`,
      { outcome: 'fixed', at: now() },
      version(visit.version),
    ),
  )
  expect(done).toMatchObject({
    status: 'done',
    report: { outcome: 'fixed' },
    invoice: { status: 'draft', totalMinor: '8000' },
  })
  expect(done.asset.components).toMatchObject([{ position: 'capacitor', partNumber: 'CAP-35', visitId: whole.visitId }])
  await world.jobs()
  const request = ok(await whole.plan.desk.get(`/requests/${whole.requestId}`))
  expect(request.status).toBe('resolved')
  const paper = await whole.technician.get(`/visits/${whole.visitId}/report.pdf`)
  expect(paper.headers['content-type']).toBe('application/pdf')
  expect(paper.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  const own = await whole.plan.portal().get(`/portal/visits/${whole.visitId}/report.pdf`)
  expect(own.status).toBe(200)
  const { rows } = await inTenant((tx) =>
    sql<{
      to_address: string
      template: string
      files: number
    }>`select to_address, template, cardinality(file_ids) as files from kit.mail where template = 'service-report'`.execute(
      tx,
    ),
  )
  expect(rows).toEqual([{ to_address: 'li@example.com', template: 'service-report', files: 1 }])
})

test('part-done work says what is left and goes back to planning', async () => {
  const whole = await makeWhole()
  await goTo(whole, 'en_route', 'on_site', 'working')
  const visit = await visitOf(whole.technician, whole.visitId)
  ok(
    await whole.technician.put(
      `/visits/${whole.visitId}/report`,
      { unsignedReason: 'Comes back', answers: allTicks },
      version(visit.report.version),
    ),
  )
  const nothing = await whole.technician.put(
    `/visits/${whole.visitId}/completion`,
    { outcome: 'not_fixed', at: now() },
    version(visit.version),
  )
  expect(nothing.body.errors).toMatchObject([{ path: 'restOfWork', code: 'field_work.rest_needed' }])
  const body = { outcome: 'not_fixed', restOfWork: 'Compressor to be ordered', at: now() }
  const part = ok(await whole.technician.put(`/visits/${whole.visitId}/completion`, body, version(visit.version)))
  expect(part).toMatchObject({ status: 'part_done', report: { restOfWork: 'Compressor to be ordered' }, invoice: null })
  const order = ok(await whole.plan.dispatcher.get(`/work-orders/${part.workOrder.id}`))
  expect(order.status).toBe('unscheduled')
})

test('a part that sits in another product is not fitted here', async () => {
  const whole = await makeWhole()
  const { model } = ok(await job.plan.desk.get(`/assets/${job.assetId}`))
  const other = ok(
    await job.plan.desk.post('/assets', { serial: 'OTHER-1', modelId: model.id, customerId: job.plan.customerId }),
  )
  const fitted = { position: 'capacitor', partNumber: 'CAP-35', serial: 'PART-77' }
  ok(await job.plan.desk.post(`/assets/${other.id}/components`, fitted))
  const body = { kind: 'part', code: 'CAP-35', quantity: '1', partSerial: 'PART-77' }
  const refused = await whole.technician.put(`/visits/${whole.visitId}/lines/${newId()}`, body)
  expect(refused.body).toMatchObject({
    status: 409,
    code: 'parts.not_genuine.fitted_elsewhere',
    // Which machine that is, is not theirs to know.
    values: { asset: '' },
  })
  // The refusal undid the line; that it was tried stays.
  const kept = ok(await whole.manager.get('/genuine-checks?filter[read]=PART-77')).items
  expect(kept).toMatchObject([{ verdict: 'fitted_elsewhere', occasion: 'line', visitId: whole.visitId }])
})

test('a checklist changes by version, and a visit keeps the one it began with', async () => {
  const items = [
    {
      key: 'hours',
      label: { en: 'Hours run' },
      type: 'number',
      group: 'measurement',
      required: true,
      min: 0,
      max: 90000,
      meter: 'hour',
    },
  ]
  const list = ok(await job.manager.post('/checklists', { name: { en: 'AC' }, kind: 'repair', items }))
  const fresh = await bookVisit(job.plan, job.technician.personId!, job.assetId, 12)
  ok(await job.technician.put(`/visits/${fresh.visitId}/report`, { answers: { hours: { value: 1200 } } }, version(0)))
  const changed = ok(
    await job.manager.put(
      `/checklists/${list.id}`,
      { name: { en: 'AC 2' }, kind: 'repair', items: [...items, { ...items[0], key: 'more' }] },
      version(1),
    ),
  )
  expect(changed.version).toBe(2)
  expect((await visitOf(job.technician, fresh.visitId)).checklist).toMatchObject({ id: list.id, version: 1 })
  expect((await job.manager.put(`/checklists/${list.id}`, { name: { en: 'x' }, items }, version(1))).status).toBe(409)
  const twice = await job.manager.post('/checklists', { name: { en: 'x' }, items: [items[0], items[0]] })
  expect(twice.body.errors).toMatchObject([{ path: 'items.1.key', code: 'validation.duplicate' }])
})

test('a withdrawn checklist: visits under way keep it, the next one begins with another, and it can come back', async () => {
  const items = [{ key: 'gas', label: { en: 'Gas' }, type: 'tick', group: 'work', required: true }]
  const families = ok(await job.manager.get('/families')).items
  expect(families).toHaveLength(1)
  const familyId = families[0].id
  const list = ok(await job.manager.post('/checklists', { name: { en: 'Gas' }, kind: 'repair', familyId, items }))
  const under = await bookVisit(job.plan, job.technician.personId!, job.assetId, 13)
  const next = await bookVisit(job.plan, job.technician.personId!, job.assetId, 14)
  ok(await job.technician.put(`/visits/${under.visitId}/report`, { answers: { gas: { value: true } } }, version(0)))
  const path = `/checklists/${list.id}/withdrawal`
  expect((await job.technician.put(path, undefined, version(1))).status).toBe(403)
  expect((await job.manager.put(path, undefined, version(7))).body.code).toBe('conflict.version')
  const stranger = await (await world.makeTenant('lists')).as('service_manager')
  expect((await stranger.put(path, undefined, version(1))).status).toBe(404)
  const both = await Promise.all([1, 2].map(() => job.manager.put(path, undefined, version(1))))
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  expect((await visitOf(job.technician, under.visitId)).checklist.id).toBe(list.id)
  expect((await visitOf(job.technician, next.visitId)).checklist.id).not.toBe(list.id)
  const inUse = () => job.manager.get('/checklists').then(({ body }) => body.items.map((one: { id: string }) => one.id))
  expect(await inUse()).not.toContain(list.id)
  expect((await job.manager.delete(path, version(1))).status).toBe(200)
  expect((await job.manager.delete(path, version(1))).body.code).toBe('conflict.state')
  expect(await inUse()).toContain(list.id)
  expect((await visitOf(job.technician, next.visitId)).checklist.id).toBe(list.id)
})

let hourOf = 9
/** Another visit of another technician to the same product. */
async function makeWhole(): Promise<Job> {
  const personId = await job.plan.technician()
  const technician = await world.tenant.as('technician', { personId, stationId: job.plan.stationId })
  return { ...job, technician, ...(await bookVisit(job.plan, personId, job.assetId, hourOf++)) }
}
