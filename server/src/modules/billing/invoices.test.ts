import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { credit, draft, issued, makeTill, ok, pay, type Till, version } from './money.fixture.ts'

const world = useWorld()
let till: Till
beforeAll(async () => {
  till = await makeTill(world)
})
const read = async (id: string) => ok(await till.manager.get(`/invoices/${id}`))
const serial = (number: string) => Number(number.slice(-6))

test('numbers of a country have no gap, not among those who issue at once and not after a rollback', async () => {
  const drafts = await Promise.all(Array.from({ length: 6 }, () => draft(till)))
  const before = await issued(till)
  expect(before.number).toMatch(/^IN-CN-\d{4}-\d{6}$/)
  const answers = await Promise.all(
    drafts.map((one, i) => till.manager.put(`/invoices/${one.id}/issue`, {}, version(i < 4 ? one.version : 99))),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 409, 409])
  const failing = world.services.db.tx(world.tenant.id, async (tx) => {
    const { nextInSeries } = await import('./issuing.ts')
    await nextInSeries(tx, 'IN', 'CN', new Date().toISOString())
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  const after = await issued(till)
  const numbers = [...answers.flatMap((one) => one.body.number ?? []), after.number].map(serial).sort((a, b) => a - b)
  expect(numbers).toEqual([1, 2, 3, 4, 5].map((n) => serial(before.number) + n))
})

test('an issued invoice stands, whoever writes; a draft may be discarded', async () => {
  const one = await issued(till)
  const write = (statement: ReturnType<typeof sql>) =>
    world.services.db.tx(world.tenant.id, (tx) => statement.execute(tx))
  for (const statement of [
    sql`update billing.invoice set total_minor = total_minor + 1, net_minor = net_minor + 1 where id = ${one.id}`,
    sql`update billing.invoice set number = 'IN-1' where id = ${one.id}`,
    sql`delete from billing.invoice where id = ${one.id}`,
    sql`update billing.line set unit_minor = 1 where invoice_id = ${one.id}`,
    sql`delete from billing.line where invoice_id = ${one.id}`,
  ])
    await expect(write(statement)).rejects.toThrow('never')
  expect((await till.manager.delete(`/invoices/${one.id}`)).body.code).toBe('conflict.state')
  const unwanted = await draft(till)
  expect((await till.manager.delete(`/invoices/${unwanted.id}`)).status).toBe(200)
  expect((await till.manager.get(`/invoices/${unwanted.id}`)).status).toBe(404)
})

test('credited by line, never more than the line, and the parts of a whole credit sum to the invoice', async () => {
  const one = await issued(till)
  const [labour, part] = one.lines
  const half = ok(await credit(till, one.id, { lines: [{ lineId: labour.id, minor: '7777' }] }))
  expect(half).toMatchObject({ status: 'issued', creditedMinor: '7777', openMinor: '14773' })
  expect(half.creditNotes[0].number).toMatch(/^CR-CN-\d{4}-\d{6}$/)
  const more = await credit(till, one.id, { lines: [{ lineId: part.id }, { lineId: labour.id, minor: '10224' }] })
  expect(more.body).toMatchObject({
    status: 422,
    errors: [{ path: 'lines.1.minor', code: 'billing.credit_too_much', values: { most: '10223' } }],
  })
  const stranger = await credit(till, one.id, { lines: [{ lineId: one.id }] })
  expect(stranger.body.errors).toMatchObject([{ path: 'lines.0.lineId', code: 'not_found' }])
  const whole = ok(await credit(till, one.id, { reason: 'cancelled' }))
  expect(whole).toMatchObject({ status: 'credited', creditedMinor: '22550', openMinor: '0', can: [] })
  const { rows } = await world.services.db.tx(world.tenant.id, (tx) =>
    sql<{ net: string; tax: string }>`
      select sum(net_minor)::text as net, sum(tax_minor)::text as tax from billing.credit_note where invoice_id = ${one.id}`.execute(
      tx,
    ),
  )
  expect(rows[0]).toEqual({ net: one.breakdown.customer.net, tax: one.breakdown.customer.tax })
  expect((await credit(till, one.id)).body.code).toBe('conflict.state')
  const paper = await till.manager.get(`/credit-notes/${whole.creditNotes[0].id}/credit-note.pdf`)
  expect(paper.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})

test('two who credit at once, and two who pay at once, never exceed the invoice', async () => {
  const one = await issued(till)
  const [labour] = one.lines
  const most = { lines: [{ lineId: labour.id, minor: '10000' }] }
  const credits = await Promise.all([credit(till, one.id, most), credit(till, one.id, most)])
  expect(credits.map((answer) => answer.status).sort()).toEqual([201, 422])
  const payments = await Promise.all([pay(till, one.id, '12550'), pay(till, one.id, '12550')])
  expect(payments.map((answer) => answer.status).sort()).toEqual([201, 409])
  expect(await read(one.id)).toMatchObject({ status: 'paid', openMinor: '0', heldMinor: '0' })
})

test('paid too much is refused, or kept and given back; a returned payment opens the invoice again', async () => {
  const one = await issued(till)
  expect((await pay(till, one.id, '30000')).body.code).toBe('billing.overpaid')
  const kept = ok(await pay(till, one.id, '30000', { keepExcess: true }))
  expect(kept).toMatchObject({ status: 'paid', heldMinor: '7450', openMinor: '0' })
  const refund = (body: object) => till.manager.post(`/invoices/${one.id}/refunds`, { method: 'transfer', ...body })
  expect((await refund({ reason: 'overpaid', minor: '7451' })).body).toMatchObject({
    code: 'billing.refund_too_much',
    values: { most: '7450' },
  })
  expect(ok(await refund({ reason: 'overpaid', minor: '7450' }))).toMatchObject({ status: 'paid', heldMinor: '0' })
  const back = ok(await refund({ reason: 'payment_returned', minor: '22550' }))
  expect(back).toMatchObject({ status: 'issued', openMinor: '22550', paidMinor: '30000', refundedMinor: '30000' })
  expect((await till.desk.post(`/invoices/${one.id}/refunds`, {})).status).toBe(403)
})

test('open items are listed with their age, and only those the station may see', async () => {
  const one = await issued(till)
  const list = ok(await till.manager.get(`/open-items?filter[customerId]=${till.job.plan.customerId}&limit=200`))
  const row = list.items.find((item: { id: string }) => item.id === one.id)
  expect(row).toMatchObject({ openMinor: '22550', age: 'not_due', daysOverdue: -14, currency: 'CNY' })
  const elsewhere = await world.tenant.as('station_manager', { stationId: till.job.plan.otherStationId })
  expect(ok(await elsewhere.get('/open-items')).items).toEqual([])
  for (const path of [`/invoices/${one.id}`, `/invoices/${one.id}/invoice.pdf`])
    expect((await elsewhere.get(path)).status).toBe(404)
  const credited = ok(await credit(till, one.id))
  const note = credited.creditNotes[0].id
  expect((await elsewhere.get(`/credit-notes/${note}/credit-note.pdf`)).status).toBe(404)
  expect((await elsewhere.post(`/invoices/${one.id}/credit-notes`, { reason: 'complaint' })).status).toBe(404)
  const foreign = await (await world.makeTenant('others')).as('service_manager')
  expect((await foreign.get(`/credit-notes/${note}/credit-note.pdf`)).status).toBe(404)
  expect(
    (await foreign.post(`/invoices/${one.id}/refunds`, { method: 'cash', reason: 'overpaid', minor: '1' })).status,
  ).toBe(404)
})

test('another price needs a coded reason and is counted by reason, person and station', async () => {
  const cheap = { kind: 'labour', code: 'LAB', quantity: '2', unitMinor: '9000' }
  const { customerId, stationId } = till.job.plan
  const refused = await till.manager.post('/invoices/free', {
    customerId,
    stationId,
    lines: [{ ...cheap, priceReason: 'other' }],
  })
  expect(refused.body.errors).toMatchObject([{ path: 'lines.0.priceNote', code: 'validation.required' }])
  await draft(till, [{ ...cheap, priceReason: 'regular_customer' }])
  const list = ok(await till.manager.get('/price-deviations?filter[of]=invoice'))
  expect(list.items[0]).toMatchObject({
    priceReason: 'regular_customer',
    publishedMinor: '12000',
    unitMinor: '9000',
    differenceMinor: '-6000',
    personId: till.manager.personId,
  })
  const today = new Date().toISOString().slice(0, 10)
  const sums = ok(await till.manager.get(`/price-deviations/summary?from=${today}&to=${today}`))
  expect(sums.reason).toMatchObject([{ key: 'regular_customer', lines: 1, minor: '-6000', currency: 'CNY' }])
  expect(sums.station).toMatchObject([{ key: stationId, minor: '-6000' }])
  const elsewhere = await world.tenant.as('station_manager', { stationId: till.job.plan.otherStationId })
  expect(ok(await elsewhere.get('/price-deviations')).items).toEqual([])
})

test('every list of money is read through an index, however long it grows', async () => {
  await world.services.db.tx(world.tenant.id, async (tx) => {
    // Tables of a test are too small for the planner to bother: what counts is that an index can do it in order.
    for (const way of ['seqscan', 'bitmapscan', 'sort']) await sql.raw(`set local enable_${way} = off`).execute(tx)
    const plan = async (statement: string) =>
      (await sql<{ 'QUERY PLAN': string }>`explain ${sql.raw(statement)}`.execute(tx)).rows
        .map((row) => row['QUERY PLAN'])
        .join('\n')
    const tenant = 'tenant_id = kit.tenant()'
    const asked: [string, string][] = [
      ['invoice_open', `billing.invoice where ${tenant} and status in ('issued', 'part_paid') order by due_on, id`],
      ['invoice_created', `billing.invoice where ${tenant} order by created_at desc, id desc`],
      ['quotation_created', `billing.quotation where ${tenant} order by created_at desc, id desc`],
      ['credit_note_issued', `billing.credit_note where ${tenant} order by issued_at desc, id desc`],
      [
        'line_deviating',
        `billing.line where ${tenant} and published_minor <> unit_minor order by created_at desc, id desc`,
      ],
      ['exchange_rate_day', `billing.exchange_rate where ${tenant} order by on_day desc, id desc`],
      ['internal_cost_at', `billing.internal_cost where ${tenant} order by at desc, id desc`],
    ]
    for (const [index, from] of asked) {
      const text = await plan(`select id from ${from} limit 50`)
      expect(text, from).toContain(index)
      expect(text, from).not.toContain('Sort')
    }
  })
})
