import { type Book, later } from './book.ts'
import type { Story } from './history.ts'
import { dayText } from './organisation.ts'
import { CURRENCY } from './places.ts'
import { PRICES } from './prices.ts'

export const TAX = { CN: 1300, DE: 1900, US: 0 } as const

/** Quotation first where it was dear, then the invoice with its payment; prices are those published, tax included. */
export function writeBill(
  book: Book,
  story: Story,
  visitId: string,
  lines: [code: string, quantity: number][],
  at: Date,
  now: Date,
): void {
  const { dice } = book
  const { country } = story.customer.place
  const priced = lines.map(([code, quantity]) => {
    const price = PRICES.find((one) => one.code === code)!
    return { price, quantity, full: Math.round(price.minor[country] * quantity) }
  })
  const total = priced.reduce((sum, one) => sum + one.full, 0)
  const net = Math.round((total * 10_000) / (10_000 + TAX[country]))
  const head = {
    request_id: story.id,
    visit_id: visitId,
    customer_id: story.customer.id,
    station_id: story.customer.station.id,
    currency: CURRENCY[country],
    net_minor: net,
    tax_minor: total - net,
    total_minor: total,
    language: story.language,
    country,
    tax_bp: TAX[country],
    tax_included: true,
  }
  const line = (owner: object, position: number) => {
    const { price, quantity, full } = priced[position]!
    const minor = price.minor[country]
    book.add('billing.line', {
      id: dice.id(at),
      quotation_id: null,
      invoice_id: null,
      ...owner,
      position: position + 1,
      kind: price.kind,
      code: price.code,
      name: price.names[story.language === 'zh-CN' ? 'zh-CN' : 'en'],
      quantity,
      unit: price.unit,
      unit_minor: minor,
      tax_category: 'standard',
      tax_bp: TAX[country],
      published_minor: minor,
      full_minor: full,
      payer: 'customer',
      customer_share_pct: 100,
      customer_minor: full,
    })
  }
  let quotationId: string | null = null
  if (dice.chance(0.55)) {
    const asked = later(at, -40)
    quotationId = dice.id(asked)
    book.add('billing.quotation', {
      id: quotationId,
      number: book.number('QT', asked),
      ...head,
      root_id: quotationId,
      status: 'accepted',
      customer_minor: total,
      valid_until: dayText(later(asked, 14 * 1440)),
      sent_at: asked.toISOString(),
      answered_at: later(asked, 6).toISOString(),
      answered_by: story.customer.name,
      version: 3,
      created_at: asked.toISOString(),
    })
    for (const position of priced.keys()) line({ quotation_id: quotationId }, position)
  }
  const invoiceId = dice.id(at)
  const number = book.number(`IN-${country}`, at)
  const paidAt = later(
    at,
    dice.weighted([
      [5, 6],
      [dice.int(1, 20) * 1440, 4],
    ]),
  )
  const paid = paidAt < now && dice.chance(0.96)
  book.add('billing.invoice', {
    id: invoiceId,
    number,
    ...head,
    quotation_id: quotationId,
    status: paid ? 'paid' : 'issued',
    paid_minor: paid ? total : 0,
    issued_at: at.toISOString(),
    due_on: dayText(later(at, 14 * 1440)),
    version: 2,
    created_at: at.toISOString(),
  })
  for (const position of priced.keys()) line({ invoice_id: invoiceId }, position)
  const subject = { type: 'invoice', id: invoiceId }
  const base = { thread: story.id, station: story.customer.station.id, isPublic: true }
  book.event('invoice.issued', later(at, 1), subject, {
    ...base,
    data: { number, totalMinor: String(total), currency: CURRENCY[country] },
  })
  if (!paid) return
  book.add('billing.payment', {
    id: dice.id(paidAt),
    invoice_id: invoiceId,
    at: paidAt.toISOString(),
    method: country === 'CN' ? dice.pick(['wechat', 'alipay', 'cash']) : dice.pick(['card', 'transfer']),
    minor: total,
    reference: null,
  })
  book.event('invoice.paid', paidAt, subject, { ...base, data: { number } })
}
