import { calendarDay, dates, money, words } from '@aftercare/words/server'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { facts, paragraph, printPaper, statusBox } from '../../kit/pdf/index.ts'
import { ruleOf } from './bill-pages.ts'
import { findInvoice } from './invoices.ts'
import { letterhead, paperSize } from './letterhead.ts'
import { breakdownOf, linesOf } from './lines.ts'
import { paperLines } from './paper-lines.ts'
import { findQuotation } from './quotations.ts'

/** The quotation on paper, in the language of the customer. */
export async function quotationPaper(tx: Tx, services: Services, actor: Actor, id: string): Promise<Buffer> {
  const row = await findQuotation(tx, actor, id)
  const say = words(row.language)
  const lines = await linesOf(tx, 'quotation_id', id)
  const customer = await customerOf(tx, row.customer_id)
  const sums = breakdownOf(lines, ruleOf(row))
  const amount = money(row.language, { minor: row.customer_minor, currency: row.currency })
  return printPaper({
    language: row.language,
    size: paperSize(row.country),
    title: say('billing:quotation'),
    number: row.number,
    company: await letterhead(tx, services, row.station_id),
    facts: [
      { label: say('paper:customer'), value: customer.name },
      { label: say('paper:address'), value: customer.address },
      { label: say('paper:date'), value: dates(row.language, customer.time_zone).day(row.created_at) },
      { label: say('paper:valid_until'), value: calendarDay(row.language, row.valid_until) },
    ],
    link: { url: quotationUrl(services, id), label: say('billing:scan_to_answer') },
    content: [
      statusBox('neutral', say('billing:you_would_pay', { amount })),
      ...paperLines(say, row.language, lines, sums),
      ...(row.answered_by
        ? [
            facts([
              { label: say(`billing:status.${row.status}`), value: row.answered_by },
              {
                label: say('paper:date'),
                value: row.answered_at ? dates(row.language, customer.time_zone).dayTime(row.answered_at) : '',
              },
            ]),
          ]
        : [paragraph(say('billing:quotation_terms'))]),
    ],
  })
}

export const quotationUrl = (services: Services, id: string) => `${services.settings.publicUrl}/portal/quotations/${id}`

/** The invoice on paper; a draft says that it is one. */
export async function invoicePaper(tx: Tx, services: Services, actor: Actor, id: string): Promise<Buffer> {
  const row = await findInvoice(tx, actor, id)
  const say = words(row.language)
  const lines = await linesOf(tx, 'invoice_id', id)
  const customer = await customerOf(tx, row.customer_id)
  const amount = money(row.language, { minor: row.total_minor, currency: row.currency })
  const due = row.due_on ? calendarDay(row.language, row.due_on) : ''
  return printPaper({
    language: row.language,
    size: paperSize(row.country),
    title: say('billing:invoice'),
    number: row.number ?? say('billing:status.draft'),
    company: await letterhead(tx, services, row.station_id),
    facts: [
      { label: say('paper:customer'), value: customer.name },
      { label: say('paper:address'), value: customer.address },
      {
        label: say('paper:date'),
        value: dates(row.language, customer.time_zone).day(row.issued_at ?? row.created_at),
      },
      { label: say('paper:due_on'), value: due },
    ],
    content: [
      row.number
        ? statusBox('neutral', say('billing:to_pay', { amount, due }))
        : statusBox('watch', say('billing:draft_paper')),
      ...paperLines(say, row.language, lines, breakdownOf(lines, ruleOf(row))),
    ],
  })
}

export async function customerOf(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('parties.customer as c')
    .leftJoin('parties.address as a', (join) =>
      join.onRef('a.customer_id', '=', 'c.id').on('a.is_primary', '=', true).on('a.removed_at', 'is', null),
    )
    .select(['c.name', 'c.email', 'c.time_zone', 'c.language', 'a.line', 'a.postal_code', 'a.city'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()
  const address = [row.line, [row.postal_code, row.city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return { ...row, address }
}
