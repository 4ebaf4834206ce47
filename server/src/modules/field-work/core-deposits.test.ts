import { createHash } from 'node:crypto'
import { agreedText } from '@aftercare/rules'
import { beforeAll, expect, test } from 'vitest'
import { mergeRules } from '../../../../apps/field/src/data/rules.ts'
import type { PriceList, Visit } from '../../../../apps/field/src/data/store.ts'
import { withShares, withSums } from '../../../../apps/field/src/data/sums.ts'
import { type Client, useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { newId } from '../../kit/ids.ts'
import { creditForOldPart } from '../billing/deposit-credits.ts'
import { ok, version } from '../billing/money.fixture.ts'
import { bookVisit, day, goTo, type Job, makeJob, now, sentPhoto, signed, visitOf, work } from './visit.fixture.ts'

const world = useWorld()
let job: Job
let keeper: Client
let depotId: string
beforeAll(async () => {
  job = await makeJob(world, '2020-01-01')
  keeper = await world.tenant.as('parts_keeper')
  const { personId } = job.technician
  ok(await keeper.post('/stock-places', { code: 'V1', name: 'V1', kind: 'van', mayOwe: true, personId }))
  depotId = ok(await keeper.post('/stock-places', { code: 'D', name: 'Depot', kind: 'depot' })).id
  const core = { coreMinor: '20000', coreCurrency: 'CNY', oldPartDueDays: 30 }
  ok(await keeper.post('/parts', { number: 'CAP-35', name: { en: 'Capacitor' }, ...core }))
}, 60_000)

const hours = [34, 39, 58, 63]
async function booked(): Promise<Job> {
  return { ...job, ...(await bookVisit(job.plan, job.technician.personId!, job.assetId, hours.shift()!)) }
}
const CAP = { kind: 'part', code: 'CAP-35', quantity: '1', replaceReason: 'damaged' } as const
const put = async (one: Job, id: string, line: object): Promise<Visit> =>
  ok(await one.technician.put(`/visits/${one.visitId}/lines/${id}`, line))
const shown = ({ lines }: Visit) =>
  lines.map((line) => [line.code, line.quantity, line.unitMinor, line.fullMinor, line.customerMinor, line.taxBp])
const sums = ({ price }: Visit) => [price!.full.total, price!.payable, price!.taxes.map((one) => one.tax)]

/** What the phone took along, and the same change made there without a network. */
async function phone() {
  const today = ok(await job.technician.get(`/field/today?date=${day}`))
  const { partDuties, depositName } = today
  return {
    list: today.priceLists[0] as PriceList,
    rules: mergeRules(today.rules, []),
    deposits: { partDuties, depositName },
  }
}
/** Of both what the customer sees and signs. */
const seen = (visit: Visit) => [
  visit.lines.map(
    ({ id, depositFor, kind, code, name, quantity, unit, unitMinor, publishedMinor, payer, ...more }) => ({
      ...{ id, depositFor, kind, code, name, quantity, unit, unitMinor, publishedMinor, payer, why: more.why },
      ...{ share: more.customerSharePct, full: more.fullMinor, customer: more.customerMinor, tax: more.taxBp },
    }),
  ),
  visit.price,
]

test('a part put on the visit brings its deposit as the line below it, on the phone and on the server alike, and takes it along', async () => {
  const one = await booked()
  await goTo(one, 'en_route', 'on_site', 'working')
  const travel = await put(one, newId(), { kind: 'travel', code: 'TRV', quantity: '1' })
  const ground = await phone()
  const id = newId()
  const here = await withSums(travel, [{ ...CAP, id, quantity: '2' }], ground, null)
  const there = await put(one, id, { ...CAP, quantity: '2' })
  // 2 × 45.50 + 2 × 200.00 + 80.00, 13 % contained: 571.00 × 13 / 113 = 65.69.
  expect(shown(there)).toEqual([
    ['TRV', '1', '8000', '8000', '8000', 1300],
    ['CAP-35', '2', '4550', '9100', '9100', 1300],
    ['CORE:CAP-35', '2', '20000', '40000', '40000', 1300],
  ])
  expect(sums(there)).toEqual(['57100', '57100', ['6569']])
  expect(there.lines[2]).toMatchObject({ kind: 'other', name: '电容 35 µF的旧件押金，交回旧件后退还', depositFor: id })
  expect(seen(here)).toEqual(seen(there))
  expect(seen(await put(one, id, { ...CAP, quantity: '2' }))).toEqual(seen(there))
  const fewer = await put(one, id, CAP)
  expect(sums(fewer)).toEqual(['32550', '32550', ['3745']])
  expect(seen(await withSums(there, [{ ...CAP, id }], ground, null))).toEqual(seen(fewer))
  // The deposit is no line of its own: neither changed nor taken off without its part.
  const depositId = there.lines[2]!.id
  expect((await one.technician.put(`/visits/${one.visitId}/lines/${depositId}`, CAP)).status).toBe(404)
  const kept = ok(await one.technician.delete(`/visits/${one.visitId}/lines/${depositId}`))
  expect(kept.lines).toHaveLength(3)
  const own = await put(one, id, { ...CAP, source: 'customers_own' })
  expect(sums(own)).toEqual(['8000', '8000', ['920']])
  await put(one, id, CAP)
  const gone = ok(await one.technician.delete(`/visits/${one.visitId}/lines/${id}`))
  expect(shown(gone)).toEqual([['TRV', '1', '8000', '8000', '8000', 1300]])
})

/** Under what the phone shows of extra work. */
function hashOfOffer({ number, customer, asset, price, lines }: Visit, quotationId: string): string {
  const text = agreedText({
    ...{
      quotationId,
      visit: number,
      customer: customer!.name,
      product: asset!.serial,
      currency: price!.currency,
      lines,
    },
    ...{ totalMinor: price!.full.total, customerMinor: price!.payable },
  })
  return createHash('sha256').update(text).digest('hex')
}

test('extra work is agreed to with its deposit; told twice it is one; the old part gives it back once', async () => {
  const one = await booked()
  await work(one)
  const before = await visitOf(one.technician, one.visitId)
  // 45.50 + 200.00 + 1.5 × 120.00 + 80.00
  expect(sums(before)[1]).toBe('50550')
  const quotationId = newId()
  const lines = [{ ...CAP, id: newId(), component: 'fan' }]
  const offer = await withSums({ ...before, lines: [] }, lines, await phone(), null)
  expect(offer.price!.payable).toBe('24550')
  const fileId = await sentPhoto(one.technician)
  const hash = hashOfOffer(offer, quotationId)
  const body = { lines, answer: 'accepted', name: '李伟', role: 'owner', at: now(), fileId, hash }
  const agree = async () => ok(await one.technician.put(`/visits/${one.visitId}/extra-work/${quotationId}`, body))
  const agreed = await agree()
  expect((await agree()).lines).toHaveLength(6)
  expect(agreed.quotations).toMatchObject([{ id: quotationId, customerMinor: '24550', signature: { hash } }])
  expect(agreed.lines.filter((line: { quotationId: string }) => line.quotationId === quotationId)).toMatchObject([
    { code: 'CAP-35' },
    { code: 'CORE:CAP-35', customerMinor: '20000' },
  ])
  expect(sums(agreed)[1]).toBe('75100')
  await signed(one)
  const { version: v } = await visitOf(one.technician, one.visitId)
  ok(await one.technician.put(`/visits/${one.visitId}/completion`, { outcome: 'fixed', at: now() }, version(v)))
  await world.jobs()
  const over = await visitOf(one.technician, one.visitId)
  const draft = ok(await job.manager.get(`/invoices/${over.invoice.id}`))
  expect(draft.lines.map((line: { code: string }) => line.code)).toEqual(
    expect.arrayContaining(['CAP-35', 'CORE:CAP-35', 'LAB', 'TRV']),
  )
  const bill = ok(await job.manager.put(`/invoices/${draft.id}/issue`, {}, version(draft.version)))
  expect(bill.openMinor).toBe('75100')
  // Two came out, one of them has come back.
  expect(over.oldParts).toHaveLength(2)
  const oldId = over.oldParts[0].id
  const sent = ok(await keeper.post('/old-part-shipments', { oldPartIds: [oldId], toPlaceId: depotId }))
  const receipt = { id: newId(), lines: [{ lineId: sent.lines[0].id, received: 1 }] }
  ok(await keeper.post(`/shipments/${sent.id}/receipts`, receipt))
  ok(await keeper.post(`/shipments/${sent.id}/receipts`, receipt))
  await world.jobs()
  await world.services.db.tx(world.tenant.id, (tx) =>
    creditForOldPart(tx, systemActor(world.tenant.id), oldId, new Date()),
  )
  const credited = ok(await job.manager.get(`/invoices/${bill.id}`))
  expect(credited).toMatchObject({ creditedMinor: '20000', openMinor: '55100', creditNotes: [{ id: oldId }] })
})

test('where somebody else pays the part there is no deposit; when that changes, it comes and goes with the share', async () => {
  const covered = await makeCovered()
  await goTo(covered, 'en_route', 'on_site', 'working')
  const first = await put(covered, newId(), CAP)
  expect(shown(first)).toEqual([['CAP-35', '1', '4550', '4550', '0', 1300]])
  const find = async (cause: string): Promise<Visit> =>
    ok(await covered.technician.put(`/visits/${covered.visitId}/found-facts`, { fault: { cause } }))
  const misused = await find('misuse')
  expect(sums(misused)).toEqual(['24550', '24550', ['2824']])
  expect(misused.lines[1]).toMatchObject({ payer: 'customer', customerSharePct: 100 })
  const ground = await phone()
  expect(seen(await withShares({ ...first, cover: misused.cover }, ground))).toEqual(seen(misused))
  const made = await find('quality')
  expect(shown(made)).toEqual(shown(first))
  expect(seen(await withShares({ ...misused, cover: made.cover }, ground))).toEqual(seen(made))
})

/** A product still under its maker's warranty, and a visit to it. */
async function makeCovered(): Promise<Job> {
  const { plan } = job
  const old = ok(await plan.desk.get(`/assets/${job.assetId}`))
  const sold = { soldOn: '2026-03-01', deliveredOn: '2026-03-01', installedOn: '2026-03-01', saleCountry: 'CN' }
  const asset = { serial: 'SN-COVERED', modelId: old.model.id, customerId: plan.customerId, buyerKind: 'business' }
  const { id: assetId } = ok(await plan.desk.post('/assets', { ...asset, ...sold }))
  return { ...job, assetId, ...(await bookVisit(plan, job.technician.personId!, assetId, hours.shift()!)) }
}
