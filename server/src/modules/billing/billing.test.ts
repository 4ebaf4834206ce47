import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { type Job, makeJob, ok, publishList, version } from '../field-work/visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  job = await makeJob(world, '2020-01-01')
})

const lines = [
  { kind: 'labour', code: 'LAB', quantity: '1.5' },
  { kind: 'part', code: 'CAP-35', quantity: '1' },
]
const quote = async (more: object = {}) =>
  ok(await job.plan.desk.post('/quotations', { requestId: job.requestId, lines, ...more }))

test('a published list stands; its copy is the next one', async () => {
  const list = ok(await job.manager.get(`/price-lists/${job.listId}`))
  expect(list).toMatchObject({ isPublished: true, prices: 3 })
  const rate = await job.manager.patch(`/price-lists/${job.listId}`, { taxBp: 600 }, version(list.version))
  expect(rate.body.code).toBe('billing.list_published')
  const price = await job.manager.post('/prices', {
    listId: job.listId,
    kind: 'part',
    code: 'X',
    unit: 'piece',
    minor: '1',
    name: { en: 'x' },
  })
  expect(price.status).toBe(409)
  const copy = {
    name: 'China 2027',
    country: 'CN',
    currency: 'CNY',
    taxBp: 1300,
    taxIncluded: true,
    validFrom: '2027-01-01',
    copyOf: job.listId,
  }
  const next = ok(await job.manager.post('/price-lists', copy))
  expect(next).toMatchObject({ isPublished: false, prices: 3 })
  const empty = ok(
    await job.manager.post('/price-lists', { ...copy, copyOf: undefined, country: 'DE', currency: 'EUR' }),
  )
  expect((await job.manager.put(`/price-lists/${empty.id}/publication`, {}, version(1))).body.code).toBe(
    'billing.list_empty',
  )
  const desk = job.plan.desk
  expect((await desk.post('/price-lists', copy)).status).toBe(403)
  const foreign = await (await world.makeTenant('other')).as('service_manager')
  expect((await foreign.get(`/price-lists/${job.listId}`)).status).toBe(404)
})

test('a country has one list on any day: what overlaps is refused, an older one is ended on wish', async () => {
  const taiwan = { country: 'TW', currency: 'TWD' }
  const first = await publishList(job.manager, { ...taiwan, validFrom: '2026-01-01' })
  const later = ok(
    await job.manager.post('/price-lists', {
      ...taiwan,
      name: 'Taiwan, July',
      taxIncluded: true,
      validFrom: '2026-07-01',
      copyOf: first,
    }),
  )
  const publish = (body: object) =>
    job.manager.put(`/price-lists/${later.id}/publication`, body, version(later.version))
  expect((await publish({})).body).toMatchObject({ code: 'billing.list_overlaps', values: { listId: first } })
  expect(ok(await publish({ endPrevious: true }))).toMatchObject({ edition: 2, isPublished: true })
  expect(ok(await job.manager.get(`/price-lists/${first}`))).toMatchObject({ validTo: '2026-06-30', edition: 1 })
  const inForce = async (day: string) => ok(await job.plan.desk.get(`/published-prices?country=TW&day=${day}`)).items
  expect(await inForce('2026-06-30')).toMatchObject([{ listId: first }])
  expect(await inForce('2026-07-01')).toMatchObject([{ listId: later.id, currency: 'TWD' }])
  expect(await inForce('2025-12-31')).toEqual([])
  const stretched = await job.manager.patch(`/price-lists/${first}`, { validTo: '2026-07-15' }, version(3))
  expect(stretched.body.code).toBe('billing.list_overlaps')
})

test('a quotation: drafted, sent with its paper, accepted by the customer, and nobody else', async () => {
  const draft = await quote()
  expect(draft).toMatchObject({
    status: 'draft',
    customer: { name: 'Li Wei' },
    breakdown: { currency: 'CNY', full: { total: '22550' }, customer: { total: '22550' } },
    can: expect.arrayContaining(['send']),
  })
  expect(draft.number).toMatch(/^QT-\d{4}-\d{6}$/)
  const customer = job.plan.portal()
  expect((await customer.get(`/portal/quotations/${draft.id}`)).status).toBe(404)
  const sent = ok(await job.plan.desk.put(`/quotations/${draft.id}/sending`, { by: 'mail' }, version(draft.version)))
  expect(sent.status).toBe('sent')
  await world.jobs()
  expect(ok(await customer.get(`/portal/quotations/${draft.id}`))).toMatchObject({ can: ['answer'], lines: sent.lines })
  const again = await job.plan.desk.put(`/quotations/${draft.id}/sending`, {}, version(sent.version))
  expect(again.body).toMatchObject({ status: 409, code: 'conflict.state' })
  const answer = { answer: 'accepted', name: '李伟' }
  const accepted = ok(await customer.put(`/portal/quotations/${draft.id}/answer`, answer))
  expect(accepted).toMatchObject({ status: 'accepted', answeredBy: '李伟' })
  expect(ok(await customer.put(`/portal/quotations/${draft.id}/answer`, answer)).version).toBe(accepted.version)
  const paper = await customer.get(`/portal/quotations/${draft.id}/quotation.pdf`)
  expect(paper.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  const invoice = ok(await job.plan.desk.post('/invoices', { quotationId: draft.id }))
  expect(invoice).toMatchObject({ status: 'draft', number: null, openMinor: '22550' })
})

test('another price needs a reason, a new quotation takes the place of the old', async () => {
  const cheap = { requestId: job.requestId, lines: [{ kind: 'labour', code: 'LAB', quantity: '1', unitMinor: '9000' }] }
  const refused = await job.plan.desk.post('/quotations', cheap)
  expect(refused.body).toMatchObject({
    status: 422,
    errors: [{ path: 'lines.0.priceReason', code: 'billing.reason_needed' }],
  })
  const old = await quote()
  const better = ok(
    await job.plan.desk.post('/quotations', {
      ...cheap,
      replacesId: old.id,
      lines: [{ ...cheap.lines[0], priceReason: 'regular_customer' }],
    }),
  )
  expect(better.lines[0]).toMatchObject({ publishedMinor: '12000', unitMinor: '9000', priceReason: 'regular_customer' })
  expect(ok(await job.plan.desk.get(`/quotations/${old.id}`)).status).toBe('superseded')
  const list = ok(await job.plan.desk.get(`/quotations?filter[requestId]=${job.requestId}`))
  expect(list.items.length).toBeGreaterThanOrEqual(3)
  const elsewhere = await world.tenant.as('service_desk', { stationId: job.plan.otherStationId })
  expect((await elsewhere.get(`/quotations/${old.id}`)).status).toBe(404)
})

test('an offer that ran out is closed and cannot be accepted', async () => {
  const draft = await quote()
  const sent = ok(await job.plan.desk.put(`/quotations/${draft.id}/sending`, { by: 'shown' }, version(draft.version)))
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx.updateTable('billing.quotation').set({ valid_until: '2026-01-31' }).where('id', '=', draft.id).execute(),
  )
  const late = await job.plan.desk.put(
    `/quotations/${draft.id}/answer`,
    { answer: 'accepted', name: 'x' },
    version(sent.version),
  )
  expect(late.body).toMatchObject({ status: 409, code: 'billing.quotation_expired' })
})

test('an invoice: gap-free at issue, paid in parts, never more, twice the same once', async () => {
  const make = async () => {
    const draft = await quote()
    const sent = ok(await job.plan.desk.put(`/quotations/${draft.id}/sending`, { by: 'shown' }, version(1)))
    ok(
      await job.plan.desk.put(
        `/quotations/${draft.id}/answer`,
        { answer: 'accepted', name: 'x' },
        version(sent.version),
      ),
    )
    return ok(await job.plan.desk.post('/invoices', { quotationId: draft.id }))
  }
  const both = [await make(), await make()]
  const [one, two] = (
    await Promise.all(both.map((invoice) => job.plan.desk.put(`/invoices/${invoice.id}/issue`, {}, version(1))))
  ).map(ok)
  const numbers = [one.number, two.number].map((number) => Number(number.slice(-6))).sort()
  expect(numbers[1]! - numbers[0]!).toBe(1)
  expect((await job.plan.desk.put(`/invoices/${one.id}/issue`, {}, version(2))).body.code).toBe('conflict.state')
  const pay = (minor: string, key = newId()) =>
    job.plan.desk.post(`/invoices/${one.id}/payments`, { method: 'wechat', minor }, { 'idempotency-key': key })
  expect((await pay('22551')).body).toMatchObject({ code: 'billing.overpaid', values: { open: '22550' } })
  const [first, again] = [await pay('10000', 'payment-once'), await pay('10000', 'payment-once')]
  expect(ok(first)).toMatchObject({ status: 'part_paid', openMinor: '12550' })
  expect(again.body).toEqual(first.body)
  const race = await Promise.all([pay('12550'), pay('12550')])
  expect(race.map((answer) => answer.status).sort()).toEqual([201, 409])
  expect(ok(await job.plan.desk.get(`/invoices/${one.id}`))).toMatchObject({ status: 'paid', openMinor: '0', can: [] })
  await world.jobs()
  const paper = await job.plan.desk.get(`/invoices/${one.id}/invoice.pdf`)
  expect(paper.status).toBe(200)
})
