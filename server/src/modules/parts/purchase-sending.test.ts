import path from 'node:path'
import { calendarDay, money, words } from '@aftercare/words/server'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { keptMails } from '../../kit/mail/transport.ts'
import { bare, wordsOf } from '../../kit/pdf/read.fixture.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const send = (id: string, version: number, body: object) =>
  stock.keeper.put(`/purchase-orders/${id}/sending`, body, ifMatch(version))
const to = (more = {}) => ({ to: `${newId()}@supplier.example`, language: 'en', ...more })
const mailsTo = async (address: string) => {
  await stock.world.jobs()
  const kept = await keptMails(path.join(stock.world.services.settings.dataDir, 'mail'))
  return kept.filter((mail) => mail.to === address)
}
const paperOf = async (fileId: string) => wordsOf((await stock.keeper.get(`/files/${fileId}`)).raw.rawPayload)

async function order(supplier = `Maker ${newId()}`) {
  const [place, part] = [await stock.place(), await stock.part()]
  await stock.keeper.put(`/parts/${part}/suppliers`, {
    supplier,
    number: 'THEIRS-77',
    leadDays: 10,
    minimum: 2,
    pack: 6,
  })
  const line = { partId: part, quantity: 12, unitMinor: '1050', expectedOn: '2031-03-04' }
  const { body } = await stock.keeper.post('/purchase-orders', { supplier, placeId: place, lines: [line] })
  return body
}

test.each(['en', 'zh-CN', 'zh-TW'] as const)(
  'an order leaves on paper in %s, once, and is kept as it left',
  async (language) => {
    const made = await order()
    const body = to({ language, person: '陈经理', account: 'C-4711' })
    const sent = await send(made.id, made.version, body)
    expect(sent.status).toBe(200)
    expect(sent.body).toMatchObject({
      isChangedSinceSent: false,
      contact: { email: body.to, language, person: '陈经理', account: 'C-4711' },
      sendings: [{ revision: 1, to: body.to, language }],
    })
    // Two who pressed at the same time: the second had read the order before it was sent.
    expect((await send(made.id, made.version, body)).body.code).toBe('conflict.version')
    const mails = await mailsTo(body.to)
    expect(mails).toHaveLength(1)
    expect(mails[0]!.subject).toContain(made.number)
    expect((await stock.keeper.get(`/purchase-orders/${made.id}`)).body.sendings[0].mail).toBe('sent')
    const said = await paperOf(sent.body.sendings[0].fileId)
    const amount = (minor: string) => money(language, { minor, currency: made.currency })
    const wanted = [
      ...[words(language)('paper:purchase_order'), made.number, made.supplier, made.place, made.lines[0].part],
      ...['THEIRS-77', '陈经理', 'C-4711', calendarDay(language, '2031-03-04'), amount('1050'), amount('12600')],
      words(language)('paper:packs', { count: 2, size: 6 }),
    ]
    for (const text of wanted) expect(said).toContain(bare(text))
  },
)

test('changed after it was sent it says so; sent again it is the next revision, unchanged it stays the same one', async () => {
  const made = await order()
  const body = to()
  const first = (await send(made.id, made.version, body)).body
  const again = (await send(made.id, first.version, body)).body
  expect(again.sendings.map((one: { revision: number }) => one.revision)).toEqual([1, 1])
  const change = (patch: object, version: number) =>
    stock.keeper.patch(
      `/purchase-orders/${made.id}`,
      { lines: [{ lineId: made.lines[0].id, ...patch }] },
      ifMatch(version),
    )
  expect((await change({ quantity: 6 }, 1)).body.code).toBe('conflict.version')
  expect((await change({ quantity: 1 }, again.version)).body.errors[0]).toMatchObject({
    ...{ path: 'lines.0.quantity', code: 'parts.below_minimum' },
  })
  const changed = (await change({ quantity: 6, unitMinor: '1100' }, again.version)).body
  expect(changed).toMatchObject({ isChangedSinceSent: true, lines: [{ quantity: 6, unitMinor: '1100' }] })
  const second = (await send(made.id, changed.version, body)).body
  expect(second).toMatchObject({
    isChangedSinceSent: false,
    sendings: [{ revision: 2 }, { revision: 1 }, { revision: 1 }],
  })
  const said = await paperOf(second.sendings[0].fileId)
  expect(said).toContain(bare(words('en')('paper:replaces_earlier')))
  expect(said).toContain(bare(words('en')('paper:revision', { number: made.number, revision: 2 })))
  // What the supplier says itself need not be sent to it again; what we cancel must.
  const confirmed = await stock.keeper.put(`/purchase-orders/${made.id}/confirmation`, {
    lines: [{ lineId: made.lines[0].id, on: '2031-03-06', cancelled: 2 }],
  })
  expect(confirmed.body).toMatchObject({
    isChangedSinceSent: false,
    lines: [{ confirmedOn: '2031-03-06', cancelled: 2 }],
  })
  expect((await change({ quantity: 1 }, confirmed.body.version)).body.errors[0]).toMatchObject({
    ...{ code: 'parts.less_than_came', values: { least: 2 } },
  })
  const cancelled = await stock.keeper.put(`/purchase-orders/${made.id}/cancellation`, { reason: 'no need' })
  expect(cancelled.body).toMatchObject({ state: 'cancelled', isChangedSinceSent: true })
  const last = (await send(made.id, cancelled.body.version, body)).body
  expect(await paperOf(last.sendings[0].fileId)).toContain(bare(words('en')('paper:order_cancelled')))
  expect(await mailsTo(body.to)).toHaveLength(4)
})

test('the next order to a supplier knows where it goes; before it is sent it can be looked at', async () => {
  const supplier = `Maker ${newId()}`
  const first = await order(supplier)
  const body = to({ language: 'zh-TW' })
  await send(first.id, first.version, body)
  const next = await order(supplier.toUpperCase())
  const page = (await stock.keeper.get(`/purchase-orders/${next.id}`)).body
  expect(page).toMatchObject({
    contact: { email: body.to, language: 'zh-TW' },
    sendings: [],
    isChangedSinceSent: false,
  })
  const look = async (language = '') =>
    wordsOf((await stock.keeper.get(`/purchase-orders/${next.id}/purchase-order.pdf${language}`)).raw.rawPayload)
  expect(await look()).toContain(bare(words('zh-TW')('paper:purchase_order')))
  expect(await look('?language=en')).toContain('Purchaseorder')
})

test('an order nobody was sent and that is over is not sent; strangers do not see it, and whoever may not buy may not send', async () => {
  const made = await order()
  const gone = await stock.keeper.put(`/purchase-orders/${made.id}/cancellation`, { reason: 'mistake' })
  expect((await send(made.id, gone.body.version, to())).body).toMatchObject({ code: 'conflict.state' })
  expect((await send(made.id, gone.body.version, { ...to(), to: 'nobody' })).body.errors[0].path).toBe('to')
  const other = await order()
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  expect((await stranger.put(`/purchase-orders/${other.id}/sending`, to(), ifMatch(1))).status).toBe(404)
  const technician = await stock.world.tenant.as('technician')
  expect((await technician.put(`/purchase-orders/${other.id}/sending`, to(), ifMatch(1))).status).toBe(403)
  expect(await stock.rows(sql`select 1 from parts.purchase_sending where order_id = ${other.id}`)).toEqual([])
})
