import { REPLACE_REASONS } from '@aftercare/rules'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { wordsOf } from '../../kit/pdf/read.fixture.ts'
import { type Job, makeJob, now, ok, signed, version, visitOf, work } from './visit.fixture.ts'

const world = useWorld()
let job: Job
let keeper: Client
let lineId: string
beforeAll(async () => {
  job = await makeJob(world)
  await work(job)
  keeper = await world.tenant.as('parts_keeper')
  const { model } = ok(await job.plan.desk.get(`/assets/${job.assetId}`))
  const term = { covers: 'part', months: 12, startsFrom: 'replacement', components: ['capacitor'] }
  ok(await job.manager.post(`/models/${model.id}/terms`, term))
  const number = 'CAP-35'
  const back = { oldPartDueDays: 30, coreMinor: '20000', coreCurrency: 'USD' }
  ok(await keeper.post('/parts', { number, name: { en: 'Capacitor' }, needsProof: true, repairCode: 'LAB', ...back }))
  const issues = ['CAP-777', 'CAP-778'].map((serial) => ({ part: number, serial, maker: 'Acme Components' }))
  ok(await keeper.post('/maker-issues', { issues }))
}, 60_000)

const put = (id: string, more: object) =>
  job.technician.put(`/visits/${job.visitId}/lines/${id}`, {
    ...{ kind: 'part', code: 'CAP-35', quantity: '1', component: 'capacitor', partSerial: 'CAP-777', source: 'bought' },
    ...more,
  })
const complete = async () => {
  const visit = await visitOf(job.technician, job.visitId)
  return job.technician.put(
    `/visits/${job.visitId}/completion`,
    { outcome: 'fixed', at: now() },
    version(visit.version),
  )
}

test('no part is replaced without a reason, said also after the signature; the phone knows what to scan and what could be mended', async () => {
  const { partDuties } = ok(await job.technician.get('/field/today'))
  expect(partDuties).toEqual([
    {
      ...{ code: 'CAP-35', tracking: 'none', needsProof: true, repairCode: 'LAB', oldPartDueDays: 30 },
      core: { minor: '20000', currency: 'USD' },
    },
  ])
  const { lines } = await visitOf(job.technician, job.visitId)
  lineId = lines.find((line: { kind: string }) => line.kind === 'part').id
  ok(await put(lineId, {}))
  await signed(job)
  expect((await complete()).body.errors).toMatchObject([
    { path: `lines.${lineId}.replaceReason`, code: 'field_work.reason_needed' },
  ])
  const say = (who: Client, id: string, reason: string) =>
    who.put(`/visits/${job.visitId}/lines/${id}/replacement`, { reason })
  expect((await say(job.technician, newId(), 'wear')).status).toBe(404)
  expect((await say(job.technician, lineId, 'it was old')).status).toBe(422)
  ok(await say(job.technician, lineId, 'measured'))
  ok(await complete())
  expect((await say(job.technician, lineId, 'wear')).status).toBe(409)
})

test('the customer sees on the portal and on paper which genuine part was fitted, and its own warranty', async () => {
  await world.jobs()
  const papers = ok(await job.plan.portal().get(`/portal/requests/${job.requestId}/papers`))
  const until = new Date()
  until.setUTCFullYear(until.getUTCFullYear() + 1)
  expect(papers.reports[0].parts).toEqual([
    {
      ...{ code: 'CAP-35', name: expect.any(String), serial: 'CAP-777', batch: null, isUnproven: false },
      ...{ maker: 'Acme Components', coveredUntil: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    },
  ])
  const { coveredUntil } = papers.reports[0].parts[0]
  expect(Math.abs(Date.parse(coveredUntil) - until.getTime())).toBeLessThan(2 * 86_400_000)
  const paper = await world.app.inject({
    url: `/api/v1/visits/${job.visitId}/report.pdf`,
    headers: job.technician.headers,
  })
  const text = await wordsOf(paper.rawPayload)
  expect(text).toContain('CAP-777')
  expect(text).toContain('AcmeComponents')
  const { components } = ok(await job.plan.desk.get(`/assets/${job.assetId}`))
  expect(components).toMatchObject([{ position: 'capacitor', serial: 'CAP777', visitId: job.visitId }])
})

test('what was replaced without need: by reason, by the visit, by the bench; by person and station, each with what speaks against it', async () => {
  const list = async () => ok(await job.manager.get('/replaced-parts')).items
  // "Measured" without one measured value outside its limits.
  expect(await list()).toMatchObject([
    { part: 'CAP-35', reason: 'measured', finding: 'not_measured', isNeedless: true, visitId: job.visitId },
  ])
  const part = ok(await keeper.get('/parts?filter[number]=CAP-35')).items[0]
  const place = ok(await keeper.post('/stock-places', { code: 'OLD', name: 'Old parts', kind: 'warehouse' }))
  const old = ok(await keeper.post('/old-parts', { partId: part.id, placeId: place.id, visitId: job.visitId }))
  const depot = ok(await keeper.post('/stock-places', { code: 'BENCH', name: 'Bench', kind: 'depot' })).id
  const sent = ok(await keeper.post('/old-part-shipments', { oldPartIds: [old.id], toPlaceId: depot }))
  const lines = [{ lineId: sent.lines[0].id, received: 1 }]
  ok(await keeper.post(`/shipments/${sent.id}/receipts`, { id: newId(), lines }))
  ok(await keeper.put(`/old-parts/${old.id}/verdict`, { verdict: 'no_fault_found' }))
  expect(await list()).toMatchObject([{ finding: 'bench_no_fault', verdict: 'no_fault_found' }])
  const by = async (who: Client, query: string) => ok(await who.get(`/needless-replacements?${query}`)).items
  const counts = { replaced: 1, judged: 1, needless: 1, byFinding: { bench_no_fault: 1, not_measured: 0 } }
  expect(await by(job.manager, 'by=technician')).toMatchObject([{ of: { name: expect.any(String) }, ...counts }])
  expect(await by(job.manager, 'by=station')).toMatchObject([{ of: { id: job.plan.stationId }, ...counts }])
  expect(await by(job.manager, 'to=2020-01-01')).toEqual([])
  const stationId = newId()
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .insertInto('network.station')
      .values({
        id: stationId,
        number: 'FAR',
        path: [stationId],
        kind: 'own',
        name: 'Far',
        country: 'CN',
        time_zone: 'UTC',
      })
      .execute(),
  )
  const elsewhere = await world.tenant.as('station_manager', { stationId })
  expect(ok(await elsewhere.get('/replaced-parts')).items).toEqual([])
  expect(await by(elsewhere, 'by=station')).toEqual([])
})

test('what was used to fix this: by symptom or cause, of the product, the most used first', async () => {
  const used = async (who: Client, query: string) => ok(await who.get(`/parts-used-for?${query}`))
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .updateTable('field_work.report')
      .set({ symptom_code: 'S-COOL', cause_code: 'C-CAP' })
      .where('visit_id', '=', job.visitId)
      .execute(),
  )
  const { model } = ok(await job.plan.desk.get(`/assets/${job.assetId}`))
  const found = await used(keeper, `symptom=S-COOL&modelId=${model.id}`)
  expect(found).toMatchObject({
    visits: 1,
    items: [{ code: 'CAP-35', visits: 1, quantity: 1, name: { en: 'Capacitor' } }],
  })
  expect(await used(keeper, 'cause=C-CAP')).toMatchObject({ visits: 1 })
  expect(await used(keeper, `symptom=S-COOL&modelId=${newId()}`)).toEqual({ visits: 0, items: [] })
  expect(await used(keeper, 'symptom=S-NOISE')).toEqual({ visits: 0, items: [] })
  expect((await keeper.get('/parts-used-for')).status).toBe(422)
})

test('the search for parts knows what mended a symptom, called by its code or in words', async () => {
  const name = { en: 'Cools badly', 'zh-CN': '制冷不良' }
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .insertInto('assets.failure_code')
      .values({ id: newId(), kind: 'symptom', code: 'S-COOL', name: JSON.stringify(name) })
      .execute(),
  )
  for (const q of ['s-cool', 'cools bad', '制冷不良']) {
    const { items } = ok(await keeper.get(`/part-search?q=${encodeURIComponent(q)}`))
    expect([q, items]).toMatchObject([q, [{ number: 'CAP-35', foundBy: 'symptom', foundAs: name }]])
  }
})

test('what a part was fitted for: symptom and cause of the visits that used it, and whether it came back', async () => {
  const { body: parts } = await keeper.get('/parts?q=CAP-35')
  const { id } = parts.items.find((one: { number: string }) => one.number === 'CAP-35')
  const failures = async () => ok(await keeper.get(`/parts/${id}/failures`))
  expect(await failures()).toMatchObject({
    visits: 1,
    items: [{ symptom: { code: 'S-COOL' }, cause: { code: 'C-CAP' }, visits: 1, again: 0 }],
  })
  const { request } = ok(await job.plan.desk.get(`/visits/${job.visitId}`))
  await world.services.db.tx(world.tenant.id, async (tx) => {
    await sql`update dispatch.visit set finished_at = now() - interval '3 days' where id = ${job.visitId}`.execute(tx)
    await sql`insert into requests.request (id, number, kind, customer_id, asset_id, symptom_code, title, channel, language, time_zone, country, priority, impact, urgency, status, opened_at)
      select gen_random_uuid(), 'AGAIN-1', kind, customer_id, asset_id, 'S-COOL', title, channel, language, time_zone, country, priority, impact, urgency, 'new', now()
      from requests.request where id = ${request.id}`.execute(tx)
  })
  expect(await failures()).toMatchObject({ items: [{ visits: 1, again: 1 }] })
})

test('the database takes the same reasons for a replacement as everybody offers', async () => {
  const { rows } = await world.services.db.tx(world.tenant.id, (tx) =>
    sql<{ rule: string }>`select pg_get_constraintdef(oid) as rule from pg_constraint
      where conrelid = 'field_work.line'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%replace_reason%'`.execute(
      tx,
    ),
  )
  const codes = rows.flatMap(({ rule }) => [...rule.matchAll(/'([a-z_]+)'/g)].map((one) => one[1]!))
  expect(new Set(codes)).toEqual(new Set(REPLACE_REASONS))
})
