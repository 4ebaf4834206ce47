import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { bookVisit, goTo, type Job, makeJob, now, ok, signed, version, visitOf, work } from './visit.fixture.ts'

const world = useWorld()
let job: Job
let keeper: Client
let van: string
let shelf: string
let personId: string
beforeAll(async () => {
  job = await makeJob(world)
  keeper = await world.tenant.as('parts_keeper')
  personId = (await visitOf(job.technician, job.visitId)).technician.id
  const { stationId } = job.plan
  shelf = await place('S1', 'station', { stationId })
  van = await place('V1', 'van', { stationId, personId })
}, 60_000)

const place = async (code: string, kind: string, more = {}) =>
  ok(await keeper.post('/stock-places', { code, name: code, kind, ...more })).id as string
const part = async (number: string, more = {}) =>
  ok(await keeper.post('/parts', { number, name: { en: number }, ...more })).id as string
const receive = async (placeId: string, partId: string, quantity: number, more = {}) =>
  ok(
    await keeper.post('/stock-documents', {
      kind: 'receipt',
      placeId,
      lines: [{ partId, quantity, costMinor: '100', ...more }],
    }),
  )
const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  world.services.db.tx(world.tenant.id, async (tx) => (await query.execute(tx)).rows)
const lies = async (partId: string, placeId: string) =>
  (
    await rows(
      sql<{
        q: number
      }>`select coalesce(sum(on_hand), 0)::float8 as q from parts.balance where part_id = ${partId} and place_id = ${placeId}`,
    )
  )[0]!.q
const faults = () => rows(sql<unknown>`select * from parts.ledger_fault`)

/** Hours since Monday at which the technician is there: ten and three o'clock of the days that follow. */
const hours = [34, 39, 58, 63, 82, 87, 106, 111, 31]
/** A further visit of the same technician, worked on up to the signature, with the first line of it a part. */
async function visit(): Promise<Job & { orderId: string; lineId: string }> {
  const booked = await bookVisit(job.plan, personId, job.assetId, hours.shift()!)
  const one = { ...job, ...booked }
  await work(one)
  const { lines } = await visitOf(one.technician, one.visitId)
  return { ...one, lineId: lines.find((line: { kind: string }) => line.kind === 'part').id }
}
async function complete(one: Job) {
  const { version: at } = await visitOf(one.technician, one.visitId)
  return one.technician.put(`/visits/${one.visitId}/completion`, { outcome: 'fixed', at: now() }, version(at))
}
const say = (one: Job & { lineId: string }, source: string) =>
  one.technician.put(`/visits/${one.visitId}/lines/${one.lineId}/source`, { source })

test('what a visit fitted leaves the van with its completion; what is not there is a coded choice, also after the signature', async () => {
  const partId = await part('CAP-35')
  await receive(van, partId, 1)
  await receive(shelf, partId, 5)
  const today = ok(await job.technician.get('/field/today')).van
  expect(today).toEqual({
    name: 'V1',
    stock: [
      { code: 'CAP-35', name: { en: 'CAP-35' }, tracking: 'none', free: 1, serials: [], batches: [], blocked: [] },
    ],
  })
  const first = await visit()
  await signed(first)
  expect((await complete(first)).status).toBe(200)
  expect(await lies(partId, van)).toBe(0)
  const second = await visit()
  await signed(second)
  const refused = await complete(second)
  expect(refused.body.errors).toMatchObject([
    { path: `lines.${second.lineId}.source`, code: 'parts.source_needed', values: { left: 0, part: 'CAP-35' } },
  ])
  expect((await visitOf(second.technician, second.visitId)).status).toBe('working')
  ok(await say(second, 'station'))
  expect((await complete(second)).status).toBe(200)
  expect([await lies(partId, shelf), await lies(partId, van)]).toEqual([4, 0])
  const third = await visit()
  await signed(third)
  ok(await say(third, 'bought'))
  expect((await complete(third)).status).toBe(200)
  expect(await lies(partId, shelf)).toBe(4)
  const booked = await rows(sql<{
    visit: string
    from: string
    to: string
  }>`select d.visit_id as visit, f.kind as from, t.kind as to
    from parts.document d join parts.movement m on m.tenant_id = d.tenant_id and m.document_id = d.id join parts.place f on f.tenant_id = m.tenant_id
    and f.id = m.from_place_id join parts.place t on t.tenant_id = m.tenant_id and t.id = m.to_place_id where d.visit_id is not null order by d.booked_at`)
  expect(booked).toEqual([
    { visit: first.visitId, from: 'van', to: 'customer' },
    { visit: second.visitId, from: 'station', to: 'customer' },
    { visit: third.visitId, from: 'supplier', to: 'customer' },
  ])
  expect(await faults()).toEqual([])
})

test('request, wait with the day, receipt, handed to the van, fitted; what was left over is to be brought back', async () => {
  const partId = await part('TRV-1')
  const capacitor = await part('CAP-35B')
  await receive(van, capacitor, 9)
  const one = await visit()
  const lines = [{ partId, quantity: 3 }]
  const asked = ok(
    await keeper.post('/part-requests', { placeId: shelf, toPlaceId: van, workOrderId: one.orderId, lines }),
  )
  await receive(shelf, partId, 3)
  await world.jobs()
  const lineId = asked.lines[0].id
  ok(await keeper.post(`/part-requests/${asked.id}/issues`, { id: newId(), lines: [{ lineId, quantity: 2 }] }))
  const fitted = {
    kind: 'part',
    code: 'TRV-1',
    name: 'Board',
    quantity: '1',
    unitMinor: '500',
    unit: 'piece',
    replaceReason: 'wear',
  }
  const put = await one.technician.put(`/visits/${one.visitId}/lines/${newId()}`, fitted)
  expect(put.status, JSON.stringify(put.body)).toBe(200)
  ok(await one.technician.put(`/visits/${one.visitId}/lines/${one.lineId}`, { ...CAP, source: 'customers_own' }))
  const shown = await visitOf(one.technician, one.visitId)
  expect(shown.lines.find((line: { id: string }) => line.id === one.lineId)).toMatchObject({ unitMinor: '0' })
  const own = { ...CAP, id: newId(), source: 'customers_own' }
  const extra = { lines: [own], answer: 'accepted', name: '李伟', at: now() }
  const agreed = ok(await one.technician.put(`/visits/${one.visitId}/extra-work/${newId()}`, extra))
  expect(agreed.lines.find((line: { id: string }) => line.id === own.id)).toMatchObject({ unitMinor: '0' })
  expect((await say(one, 'van')).body.errors[0].code).toBe('field_work.source_by_line')
  await signed(one)
  expect((await complete(one)).status).toBe(200)
  expect(await lies(partId, van)).toBe(1)
  await world.jobs()
  const after = ok(await keeper.get(`/part-requests/${asked.id}`))
  expect(after).toMatchObject({
    doneAt: expect.any(String),
    lines: [{ issued: 2, used: 1, cancelled: 1, reserved: 0 }],
  })
  const list = ok(await keeper.get('/part-requests?filter[isToReturn]=true'))
  expect(list.items.map((row: { id: string }) => row.id)).toEqual([asked.id])
  const back = (quantity: number) =>
    keeper.post(`/part-requests/${asked.id}/returns`, { id: newId(), lines: [{ lineId, quantity }] })
  expect((await back(2)).body.errors[0].code).toBe('parts.more_than_issued')
  ok(await back(1))
  expect([await lies(partId, van), await lies(partId, shelf)]).toEqual([0, 2])
  expect(ok(await keeper.get('/part-requests?filter[isToReturn]=true')).items).toEqual([])
  expect(await faults()).toEqual([])
})

const CAP = { kind: 'part', code: 'CAP-35', quantity: '1', component: 'capacitor', replaceReason: 'damaged' }

test('what was issued straight to the job is not booked again; a serial leaves the van it is in and is known at its machine', async () => {
  const partId = await part('SAFE-1', { tracking: 'serial' })
  const plain = await part('GASKET')
  await receive(van, partId, 1, { serials: ['SF-001'] })
  await receive(shelf, plain, 2)
  const one = await visit()
  ok(await one.technician.put(`/visits/${one.visitId}/lines/${one.lineId}`, { ...CAP, source: 'bought' }))
  const asked = ok(
    await keeper.post('/part-requests', {
      ...{ placeId: shelf, workOrderId: one.orderId },
      lines: [{ partId: plain, quantity: 2 }],
    }),
  )
  const issue = { id: newId(), lines: [{ lineId: asked.lines[0].id, quantity: 2 }] }
  ok(await keeper.post(`/part-requests/${asked.id}/issues`, issue))
  const line = { kind: 'part', name: 'Part', unit: 'piece', unitMinor: '100', replaceReason: 'wear' }
  ok(await one.technician.put(`/visits/${one.visitId}/lines/${newId()}`, { ...line, code: 'gasket', quantity: '2' }))
  const serialLine = newId()
  const withSerial = (partSerial: string) =>
    one.technician.put(`/visits/${one.visitId}/lines/${serialLine}`, {
      ...line,
      code: 'SAFE-1',
      quantity: '1',
      partSerial,
    })
  ok(await withSerial('SF-404'))
  const doc = await visitOf(one.technician, one.visitId)
  ok(
    await one.technician.put(
      `/visits/${one.visitId}/report`,
      { unsignedReason: 'nobody at home' },
      version(doc.report.version),
    ),
  )
  expect((await complete(one)).body.errors).toMatchObject([
    { path: `lines.${serialLine}.partSerial`, code: 'parts.unknown_serial' },
  ])
  ok(await withSerial('SF-001'))
  expect((await complete(one)).status).toBe(200)
  expect([await lies(plain, shelf), await lies(partId, van)]).toEqual([0, 0])
  const serial = await rows(
    sql<{ asset: string }>`select asset_id as asset from parts.serial where part_id = ${partId}`,
  )
  expect(serial).toEqual([{ asset: job.assetId }])
  expect(ok(await keeper.get(`/part-requests/${asked.id}`)).lines[0]).toMatchObject({ issued: 2, used: 2 })
  expect(await faults()).toEqual([])
})

test('two visits that fit the last one at once: one of them has it, the other hears what is left', async () => {
  await goTo(job, 'en_route')
  const partId = ok(await keeper.get('/parts?filter[number]=CAP-35')).items[0].id
  await receive(van, partId, 1)
  const pair = [await visit(), await visit()]
  for (const [index, one] of pair.entries()) {
    // Places of their own in the machine: only the van is between them.
    const line = { ...CAP, component: `spare-${index}`, source: 'van' }
    ok(await one.technician.put(`/visits/${one.visitId}/lines/${one.lineId}`, line))
    await signed(one)
  }
  const answers = await Promise.all(pair.map(complete))
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
  expect(answers.find((one) => one.status === 409)!.body.code).toBe('parts.not_enough')
  expect([await lies(partId, van), await faults()]).toEqual([0, []])
})

test('a safety part is scanned, checked and proven before the visit ends; a fake is refused, and its evidence stays', async () => {
  const number = 'BRAKE-1'
  const partId = await part(number, { tracking: 'serial', needsProof: true })
  const issues = ['BR-1', 'BR-2'].map((serial) => ({ part: number, serial, maker: 'Acme', markets: ['CN'] }))
  ok(await keeper.post('/maker-issues', { issues }))
  await receive(van, partId, 2, { serials: ['BR-1', 'BR-2'] })
  const one = await visit()
  ok(await one.technician.put(`/visits/${one.visitId}/lines/${one.lineId}`, { ...CAP, source: 'bought' }))
  const lineId = newId()
  const put = (more: object) =>
    one.technician.put(`/visits/${one.visitId}/lines/${lineId}`, {
      ...{
        kind: 'part',
        name: 'Brake',
        unit: 'piece',
        unitMinor: '900',
        code: number,
        quantity: '1',
        replaceReason: 'safety',
      },
      ...more,
    })
  const scan = (serial: string, id = newId()) =>
    one.technician.put(`/visits/${one.visitId}/part-checks/${id}`, { code: number, serial, at: now() })
  const checkId = newId()
  expect(ok(await scan('BR-9', checkId))).toMatchObject({ verdict: 'unknown', isAccepted: false })
  expect((await put({ partSerial: 'BR-9' })).body).toMatchObject({ status: 409, code: 'parts.not_genuine.unknown' })
  expect((await put({ partSerial: 'BR-9', unprovenReason: 'looks good' })).status).toBe(409)
  ok(await put({}))
  const doc = await visitOf(one.technician, one.visitId)
  const unsigned = { unsignedReason: 'nobody at home' }
  ok(await one.technician.put(`/visits/${one.visitId}/report`, unsigned, version(doc.report.version)))
  expect((await complete(one)).body.errors).toMatchObject([
    { path: `lines.${lineId}.partSerial`, code: 'parts.proof_needed', values: { part: number } },
  ])
  expect(ok(await scan('br1'))).toMatchObject({ verdict: 'accepted', proof: 'maker' })
  ok(await put({ partSerial: 'BR-1' }))
  // Blocked while the work went on: what was right at the scan is not right any more when it is booked.
  ok(await keeper.post('/maker-issues', { issues: [{ ...issues[0], expiresOn: '2020-01-01' }] }))
  expect((await complete(one)).body).toMatchObject({ status: 409, code: 'parts.not_genuine.expired' })
  expect((await visitOf(one.technician, one.visitId)).status).toBe('working')
  ok(await put({ partSerial: 'BR-2' }))
  expect((await complete(one)).status).toBe(200)
  expect(await lies(partId, van)).toBe(1)
  const kept = ok(await keeper.get('/genuine-checks?filter[isRefused]=true')).items
  expect(kept.map((row: { occasion: string; verdict: string }) => [row.occasion, row.verdict])).toEqual([
    ['completion', 'expired'],
    ['line', 'unknown'],
    ['line', 'unknown'],
    ['scan', 'unknown'],
  ])
  expect(kept.at(-1)).toMatchObject({ id: checkId, visitId: one.visitId, read: 'BR-9' })
  const chain = ok(await keeper.get('/genuine-chains?number=BR-2')).items[0]
  expect(chain.steps.at(-1)).toMatchObject({ fromKind: 'van', asset: { id: job.assetId }, visitId: one.visitId })
  expect((await job.plan.desk.put(`/visits/${one.visitId}/part-checks/${newId()}`, {})).status).toBe(403)
})
