import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { newId } from '../../kit/ids.ts'
import { now, signed, visitOf, work } from '../field-work/visit.fixture.ts'
import { creditForOldPart } from './deposit-credits.ts'
import { withoutOrphans } from './deposits.ts'
import { issued, makeTill, ok, type Till, version, WORK } from './money.fixture.ts'

const world = useWorld()
let till: Till
let keeper: Client
let partId: string
let van: string
let depot: string
beforeAll(async () => {
  till = await makeTill(world)
  keeper = await world.tenant.as('parts_keeper')
  const core = { coreMinor: '20000', coreCurrency: 'CNY', oldPartDueDays: 30 }
  partId = ok(await keeper.post('/parts', { number: 'CAP-35', name: { en: 'Capacitor' }, ...core })).id
  van = ok(await keeper.post('/stock-places', { code: 'V', name: 'Van', kind: 'van' })).id
  depot = ok(await keeper.post('/stock-places', { code: 'D', name: 'Depot', kind: 'depot' })).id
}, 60_000)

const deposits = (bill: { lines: { code: string }[] }) => bill.lines.filter(({ code }) => code === 'CORE:CAP-35')
const read = async (id: string) => ok(await till.manager.get(`/invoices/${id}`))

/** Quoted and agreed to, for one request. */
async function agreed(requestId: string, lines: object[]) {
  const quoted = ok(await till.desk.post('/quotations', { requestId, lines }))
  const sent = ok(await till.desk.put(`/quotations/${quoted.id}/sending`, { by: 'shown' }, version(quoted.version)))
  ok(await till.desk.put(`/quotations/${quoted.id}/answer`, { answer: 'accepted', name: 'Li' }, version(sent.version)))
  return sent
}

/** The same, and billed: so many parts. */
async function billed(quantity: string) {
  const { id: requestId } = await till.job.plan.request({ assetId: till.job.assetId })
  const quoted = await agreed(requestId, [{ kind: 'part', code: 'CAP-35', quantity }])
  const draft = ok(await till.manager.post('/invoices', { quotationId: quoted.id }))
  return { requestId, quoted, draft }
}
const issue = async (draft: { id: string; version: number }) =>
  ok(await till.manager.put(`/invoices/${draft.id}/issue`, {}, version(draft.version)))

/** Taken out, sent to the depot and received there. */
async function comeBack(requestId: string | undefined, more: object = {}): Promise<string> {
  const old = ok(await keeper.post('/old-parts', { partId, placeId: van, requestId, ...more }))
  const shipment = ok(await keeper.post('/old-part-shipments', { oldPartIds: [old.id], toPlaceId: depot }))
  const lines = [{ lineId: shipment.lines[0].id, received: 1 }]
  ok(await keeper.post(`/shipments/${shipment.id}/receipts`, { id: newId(), lines }))
  await world.jobs()
  return old.id
}

test('the deposit is a line of its own on what the customer is shown before, and given back once when the old part has come', async () => {
  const { requestId, quoted, draft } = await billed('2')
  expect(deposits(quoted)).toMatchObject([
    { kind: 'other', quantity: '2', unitMinor: '20000', customerMinor: '40000', payer: 'customer', taxBp: 1300 },
  ])
  expect(quoted.breakdown.customer.total).toBe('49100')
  const bill = await issue(draft)
  expect(deposits(bill)).toHaveLength(1)
  expect(bill.openMinor).toBe('49100')
  const oldId = await comeBack(requestId)
  const credited = await read(bill.id)
  expect(credited).toMatchObject({ creditedMinor: '20000', openMinor: '29100', creditNotes: [{ id: oldId }] })
  const again = () =>
    world.services.db.tx(world.tenant.id, (tx) => creditForOldPart(tx, systemActor(world.tenant.id), oldId, new Date()))
  await Promise.all([again(), again()])
  expect((await read(bill.id)).creditedMinor).toBe('20000')
  await comeBack(requestId)
  await comeBack(requestId)
  // Two were paid for: a third gives nothing back.
  expect(await read(bill.id)).toMatchObject({ creditedMinor: '40000', openMinor: '9100' })
})

test('not after its time; and where the bill is issued later than the part came, at once', async () => {
  const late = await billed('1')
  const bill = await issue(late.draft)
  const before = new Date(Date.now() - 40 * 86_400_000).toISOString()
  await comeBack(late.requestId, { at: before })
  expect((await read(bill.id)).creditedMinor).toBe('0')
  const early = await billed('1')
  await comeBack(early.requestId)
  const after = await issue(early.draft)
  await world.jobs()
  expect((await read(after.id)).creditedMinor).toBe('20000')
})

test('a visit bills the deposit of the part put on it once, quoted before or not, and the old part taken out there gives it back', async () => {
  const { job } = till
  const lines = [{ kind: 'part', code: 'CAP-35', quantity: '1' }]
  await work(job)
  await agreed(job.requestId, lines)
  await signed(job)
  const { version: v } = await visitOf(job.technician, job.visitId)
  ok(await job.technician.put(`/visits/${job.visitId}/completion`, { outcome: 'fixed', at: now() }, version(v)))
  await world.jobs()
  const { items } = ok(await till.manager.get('/invoices?limit=200'))
  const own = items.find((one: { visitId: string }) => one.visitId === job.visitId)
  const draft = await read(own.id)
  expect(deposits(draft)).toMatchObject([{ quantity: '1', customerMinor: '20000' }])
  const bill = await issue(draft)
  const oldId = await comeBack(undefined, { visitId: job.visitId })
  expect(await read(bill.id)).toMatchObject({ creditedMinor: '20000', creditNotes: [{ id: oldId }] })
})

test('a part the customer left out leaves no deposit', async () => {
  const { id: requestId } = await till.job.plan.request({ assetId: till.job.assetId })
  const wanted = [{ kind: 'part', code: 'CAP-35', quantity: '1', isOptional: true }]
  const { lines } = ok(await till.desk.post('/quotations', { requestId, lines: wanted }))
  expect(deposits({ lines })).toMatchObject([{ isOptional: true }])
  expect(withoutOrphans(lines.filter((one: { kind: string }) => one.kind !== 'part'))).toEqual([])
})

test('sold over the counter it has its deposit too; in another currency it has none', async () => {
  expect(deposits(await issued(till))).toMatchObject([{ customerMinor: '20000' }])
  const part = ok(await keeper.get(`/parts/${partId}`))
  ok(await keeper.patch(`/parts/${partId}`, { coreCurrency: 'EUR' }, version(part.version)))
  expect(deposits(await issued(till, WORK))).toEqual([])
})
