import { type Book, later } from './book.ts'
import type { Story } from './history.ts'
import { dayText } from './organisation.ts'
import { CURRENCY } from './places.ts'
import { minorAt, PRICES } from './prices.ts'

export const TAX = { CN: 1300, DE: 1900, US: 0 } as const
/** What a unit of the currency is worth in the company's own. */
const IN_CNY = { CN: null, DE: 8.24, US: 7.11 } as const

interface Priced {
  price: (typeof PRICES)[number]
  quantity: number
  unit: number
  published: number
  full: number
  reason: string | null
}

/** Quotation first where it was dear, then the invoice: paid, paid in part, overdue or taken back; now and then at another price. */
export function writeBill(
  book: Book,
  story: Story,
  visitId: string,
  lines: [code: string, quantity: number][],
  at: Date,
  now: Date,
  personId: string,
): void {
  const { dice } = book
  const { country } = story.customer.place
  const priced = lines.map(([code, quantity]): Priced => {
    const price = PRICES.find((one) => one.code === code)!
    const published = minorAt(price, country, at, now)
    const reason = dice.chance(0.04)
      ? dice.pick(['regular_customer', 'promotion', 'goodwill', 'harder_than_usual'])
      : null
    const unit = reason
      ? Math.round((published * (reason === 'harder_than_usual' ? 1.2 : 0.85)) / 100) * 100
      : published
    return {
      price,
      quantity,
      unit,
      published,
      full: Math.round(unit * quantity),
      reason: unit === published ? null : reason,
    }
  })
  const total = priced.reduce((sum, one) => sum + one.full, 0)
  const tax = taxIn(total, TAX[country])
  const head = {
    request_id: story.id,
    visit_id: visitId,
    customer_id: story.customer.id,
    station_id: story.customer.station.id,
    currency: CURRENCY[country],
    net_minor: total - tax,
    tax_minor: tax,
    total_minor: total,
    language: story.language,
    country,
    tax_bp: TAX[country],
    tax_included: true,
    created_by: personId,
  }
  const quotationId = dice.chance(0.55) ? writeQuotation(book, story, head, priced, at) : null
  writeInvoice(book, story, { ...head, quotation_id: quotationId }, priced, at, now)
}

const taxIn = (gross: number, bp: number) => Math.round((gross * bp) / (10_000 + bp))

type Head = Record<string, unknown> & { total_minor: number; currency: string; country: 'CN' | 'DE' | 'US' }

function writeQuotation(book: Book, story: Story, head: Head, priced: readonly Priced[], at: Date): string {
  const asked = later(at, -40)
  const id = book.dice.id(asked)
  book.add('billing.quotation', {
    id,
    number: book.number('QT', asked),
    ...head,
    root_id: id,
    status: 'accepted',
    customer_minor: head.total_minor,
    valid_until: dayText(later(asked, 14 * 1440)),
    sent_at: asked.toISOString(),
    answered_at: later(asked, 6).toISOString(),
    answered_by: story.customer.name,
    version: 3,
    created_at: asked.toISOString(),
  })
  writeLines(book, story, { quotation_id: id, invoice_id: null }, priced, head.country, asked)
  return id
}

function writeLines(
  book: Book,
  story: Story,
  owner: { quotation_id: string | null; invoice_id: string | null },
  priced: readonly Priced[],
  country: 'CN' | 'DE' | 'US',
  at: Date,
): string[] {
  return priced.map(({ price, quantity, unit, published, full, reason }, i) => {
    const id = book.dice.id(at)
    book.add('billing.line', {
      id,
      ...owner,
      position: i + 1,
      kind: price.kind,
      code: price.code,
      name: price.names[story.language === 'zh-CN' ? 'zh-CN' : 'en'],
      quantity,
      unit: price.unit,
      unit_minor: unit,
      published_minor: published,
      price_reason: reason,
      tax_category: 'standard',
      tax_bp: TAX[country],
      full_minor: full,
      payer: 'customer',
      customer_share_pct: 100,
      customer_minor: full,
      created_at: at.toISOString(),
    })
    return id
  })
}

/** How it ended: most pay at once, some later or in part, a few never; some are credited. */
function writeInvoice(book: Book, story: Story, head: Head, priced: readonly Priced[], at: Date, now: Date): void {
  const { dice } = book
  const id = dice.id(at)
  const total = head.total_minor
  const paidAt = later(
    at,
    dice.weighted([
      [5, 6],
      [dice.int(1, 20) * 1440, 4],
    ]),
  )
  const end =
    paidAt < now
      ? dice.weighted([
          ['paid', 92],
          ['part_paid', 2],
          ['issued', 3],
          ['credited', 1],
          ['part_credited', 2],
        ])
      : 'issued'
  const credit = end === 'credited' ? priced : end === 'part_credited' ? priced.slice(0, 1) : []
  const credited = end === 'credited' ? total : credit.reduce((sum, one) => sum + one.full, 0)
  const paid =
    end === 'paid'
      ? total
      : end === 'part_paid'
        ? Math.round(total * 0.4)
        : end === 'part_credited'
          ? total - credited
          : 0
  const status =
    credited === total ? 'credited' : paid + credited >= total ? 'paid' : end === 'part_paid' ? 'part_paid' : 'issued'
  const number = book.number(`IN-${head.country}`, at)
  book.add('billing.invoice', {
    id,
    number,
    ...head,
    status,
    paid_minor: paid,
    credited_minor: credited,
    exchange: worth(head, at),
    issued_at: at.toISOString(),
    due_on: dayText(later(at, 14 * 1440)),
    version: 2,
    created_at: at.toISOString(),
  })
  const lineIds = writeLines(book, story, { quotation_id: null, invoice_id: id }, priced, head.country, at)
  const tell = (type: string, when: Date, data: object) =>
    book.event(
      type,
      when,
      { type: 'invoice', id },
      {
        thread: story.id,
        station: story.customer.station.id,
        isPublic: true,
        data: { number, totalMinor: String(total), currency: head.currency, ...data },
      },
    )
  tell('invoice.issued', later(at, 1), {})
  if (credited > 0) writeCredit(book, head, { id, total, credited, lineIds, credit, at: paidAt }, tell)
  if (paid === 0) return
  book.add('billing.payment', {
    id: dice.id(paidAt),
    invoice_id: id,
    at: paidAt.toISOString(),
    method: head.country === 'CN' ? dice.pick(['wechat', 'alipay', 'cash']) : dice.pick(['card', 'transfer']),
    minor: paid,
    reference: null,
  })
  tell(status === 'paid' ? 'invoice.paid' : 'invoice.part_paid', paidAt, {})
}

interface Credited {
  id: string
  total: number
  credited: number
  lineIds: readonly string[]
  credit: readonly Priced[]
  at: Date
}

function writeCredit(book: Book, head: Head, of: Credited, tell: (type: string, at: Date, data: object) => void): void {
  const { dice } = book
  const id = dice.id(of.at)
  const number = book.number(`CR-${head.country}`, of.at)
  const tax = taxIn(of.credited, TAX[head.country])
  book.add('billing.credit_note', {
    id,
    number,
    invoice_id: of.id,
    customer_id: head.customer_id,
    station_id: head.station_id,
    reason: of.credited === of.total ? 'cancelled' : dice.pick(['wrong_quantity', 'complaint', 'not_done']),
    currency: head.currency,
    net_minor: of.credited - tax,
    tax_minor: tax,
    rounding_minor: 0,
    total_minor: of.credited,
    language: head.language,
    issued_at: of.at.toISOString(),
  })
  for (const [i, one] of of.credit.entries())
    book.add('billing.credit_line', { credit_note_id: id, line_id: of.lineIds[i]!, minor: one.full })
  tell('invoice.credited', of.at, { creditNoteId: id, creditNumber: number, minor: String(of.credited) })
}

function worth(head: Head, at: Date) {
  const rate = IN_CNY[head.country]
  if (rate === null) return null
  const step = {
    from: head.currency,
    to: 'CNY',
    rate: String(rate),
    onDay: dayText(at),
    source: 'Example rate of the demo',
    inverse: false,
  }
  return { currency: 'CNY', minor: String(Math.round(head.total_minor * rate)), steps: [step] }
}
