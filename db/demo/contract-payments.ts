import { dayOf } from '../../packages/entitlement/src/index.ts'
import { instalmentsOf } from '../../server/src/modules/contracts/instalments.ts'
import { TAX } from './bills.ts'
import { type Book, day, iso, type Running } from './contracts.ts'

/** What fell due was invoiced, and paid but for the last weeks. */
export function writePayments(book: Book, of: Running, total: number, currency: string): void {
  const { rows, dice, today } = book
  const parts = instalmentsOf({
    billing: of.product.billing,
    billingMonths: of.product.billingMonths ?? null,
    signedOn: of.signedOn,
    startsOn: of.startsOn,
    endsOn: of.endsOn,
    totalMinor: BigInt(total),
    currency,
  })
  for (const [i, part] of parts.entries()) {
    const isDue = dayOf(part.dueOn) <= dayOf(today) - 2
    rows['contracts.instalment']!.push({
      id: dice.id(new Date(iso(part.dueOn))),
      contract_id: of.id,
      position: i + 1,
      from_on: part.fromOn,
      to_on: part.toOn,
      due_on: part.dueOn,
      minor: Number(part.minor),
      state: isDue ? 'invoiced' : 'planned',
      invoice_id: isDue ? writeInvoice(book, of, part.dueOn, Number(part.minor), currency) : null,
    })
  }
}

/** One instalment as the customer paid it; the last weeks are still open. */
function writeInvoice(book: Book, of: Running, on: string, total: number, currency: string): string {
  const { rows, dice, today } = book
  const { owner, product } = of
  const at = new Date(iso(on, 9))
  const id = dice.id(at)
  const country = owner.place.country
  const net = Math.round((total * 10_000) / (10_000 + TAX[country]))
  const isPaid = dayOf(on) < dayOf(today) - 12
  const paidAt = iso(day(dayOf(on) + 5), 10)
  rows['billing.invoice']!.push({
    id,
    number: book.invoiceNumber(country, at),
    request_id: null,
    visit_id: null,
    quotation_id: null,
    customer_id: owner.id,
    station_id: owner.station.id,
    currency,
    net_minor: net,
    tax_minor: total - net,
    total_minor: total,
    paid_minor: isPaid ? total : 0,
    credited_minor: 0,
    exchange: null,
    status: isPaid ? 'paid' : 'issued',
    language: owner.language,
    country,
    tax_bp: TAX[country],
    tax_included: true,
    issued_at: at.toISOString(),
    due_on: day(dayOf(on) + 14),
    version: isPaid ? 3 : 2,
    created_at: at.toISOString(),
  })
  rows['billing.line']!.push({
    id: dice.id(at),
    quotation_id: null,
    invoice_id: id,
    position: 1,
    kind: 'other',
    code: `SC-${product.code}`,
    name: `${product.name[owner.language as 'en'] ?? product.name.en} · ${of.number}`,
    quantity: 1,
    unit: 'piece',
    unit_minor: total,
    published_minor: null,
    tax_category: 'standard',
    tax_bp: TAX[country],
    full_minor: total,
    payer: 'customer',
    customer_share_pct: 100,
    customer_minor: total,
    created_at: at.toISOString(),
  })
  if (isPaid)
    rows['billing.payment']!.push({
      id: dice.id(at),
      invoice_id: id,
      at: paidAt,
      method: 'transfer',
      minor: total,
      reference: of.number,
    })
  return id
}
