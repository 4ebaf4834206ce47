import { addressText, calendarDay, dates, money, numbers, type Words, words } from '@aftercare/words/server'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import {
  type Fact,
  facts,
  heading,
  lineTable,
  type Paper,
  paragraph,
  printPaper,
  statusBox,
} from '../../kit/pdf/index.ts'
import { letterhead, paperSize } from '../network/index.ts'
import { findCreditNote } from './credit-notes.ts'
import { findInvoice } from './invoices.ts'
import { breakdownOf, linesOf, ruleOf } from './lines.ts'
import { paperLines, roundingText } from './paper-lines.ts'
import { quotationUrl } from './quotation-link.ts'
import { findQuotation } from './quotations.ts'

interface Bill {
  language: string
  country: string | null
  station_id: string | null
  customer_id: string
}
interface Sheet extends Pick<Paper, 'title' | 'number' | 'link' | 'content'> {
  date: Date
  facts: readonly Fact[]
}

/** What quotation, invoice and credit note have in common: who writes to whom, when, in the customer's language. */
async function print(tx: Tx, services: Services, bill: Bill, make: (of: Making) => Promise<Sheet>): Promise<Buffer> {
  const { language } = bill
  const say = words(language)
  const customer = await customerOf(tx, bill.customer_id)
  const of = { say, language, when: dates(language, customer.time_zone) }
  const { date, facts: more, ...sheet } = await make(of)
  return printPaper({
    ...sheet,
    language,
    size: paperSize(bill.country),
    company: await letterhead(tx, services, bill.station_id),
    facts: [
      { label: say('paper:customer'), value: customer.name },
      { label: say('paper:address'), value: customer.address },
      { label: say('paper:date'), value: of.when.day(date) },
      ...more,
    ],
  })
}

interface Making {
  say: Words
  language: string
  when: ReturnType<typeof dates>
}

export async function quotationPaper(tx: Tx, services: Services, actor: Actor, id: string): Promise<Buffer> {
  const row = await findQuotation(tx, actor, id)
  const lines = await linesOf(tx, 'quotation_id', id)
  return print(tx, services, row, async ({ say, language, when }) => {
    const amount = money(language, { minor: row.customer_minor, currency: row.currency })
    return {
      title: say('billing:quotation'),
      number: row.number,
      date: row.created_at,
      facts: [{ label: say('paper:valid_until'), value: calendarDay(language, row.valid_until) }],
      link: { url: await quotationUrl(tx, services, row), label: say('billing:scan_to_answer') },
      content: [
        statusBox('neutral', say('billing:you_would_pay', { amount })),
        ...paperLines(say, language, lines, breakdownOf(lines, ruleOf(row))),
        row.answered_by
          ? facts([
              { label: say(`billing:status.${row.status}`), value: row.answered_by },
              { label: say('paper:date'), value: row.answered_at ? when.dayTime(row.answered_at) : '' },
            ])
          : paragraph(say('billing:quotation_terms')),
      ],
    }
  })
}

/** A draft says that it is one. */
export async function invoicePaper(tx: Tx, services: Services, actor: Actor, id: string): Promise<Buffer> {
  const row = await findInvoice(tx, actor, id)
  const lines = await linesOf(tx, 'invoice_id', id)
  return print(tx, services, row, async ({ say, language }) => {
    const amount = money(language, { minor: row.total_minor, currency: row.currency })
    const due = row.due_on ? calendarDay(language, row.due_on) : ''
    return {
      title: say('billing:invoice'),
      number: row.number ?? say('billing:status.draft'),
      date: row.issued_at ?? row.created_at,
      facts: [
        { label: say('paper:due_on'), value: due },
        { label: say('billing:vat_id'), value: row.vat_id ?? '' },
      ],
      content: [
        row.number
          ? statusBox('neutral', say('billing:to_pay', { amount, due }))
          : statusBox('watch', say('billing:draft_paper')),
        ...paperLines(say, language, lines, breakdownOf(lines, ruleOf(row))),
      ],
    }
  })
}

export async function creditNotePaper(tx: Tx, services: Services, actor: Actor, id: string): Promise<Buffer> {
  const note = await findCreditNote(tx, actor, id)
  const bill = { ...note, country: note.invoice.country }
  return print(tx, services, bill, async ({ say, language }) => {
    const amount = (minor: string) => money(language, { minor, currency: note.currency })
    const columns = [
      { header: say('paper:description') },
      { header: say('billing:tax_rate'), align: 'right' as const },
      { header: say('paper:amount'), align: 'right' as const },
    ]
    const body = note.lines.map((line) => ({
      cells: [line.name, numbers(language).percent(line.taxBp / 10_000, 2), amount(line.minor)],
    }))
    const totals = [
      { cells: [say('billing:net'), amount(note.net_minor)] },
      { cells: [say('paper:tax'), amount(note.tax_minor)] },
      ...(note.rounding_minor === '0' ? [] : [{ cells: [say('billing:rounding'), amount(note.rounding_minor)] }]),
      { cells: [say('billing:credited_total'), amount(note.total_minor)], bold: true },
      { cells: [roundingText(say, note.invoice.rounding), ''] },
    ]
    return {
      title: say('billing:credit_note'),
      number: note.number,
      date: note.issued_at,
      facts: [
        { label: say('billing:invoice'), value: note.invoice.number ?? '' },
        { label: say('billing:column.reason'), value: say(`billing:creditReason.${note.reason}`) },
        { label: say('billing:vat_id'), value: note.invoice.vat_id ?? '' },
      ],
      content: [
        statusBox(
          'neutral',
          say('billing:credit_says', { number: note.invoice.number, amount: amount(note.total_minor) }),
        ),
        ...(note.note ? [paragraph(note.note)] : []),
        heading(say('billing:what_is_credited')),
        ...lineTable(columns, body, totals),
        ...(note.invoice.reverse_charge ? [paragraph(say('billing:reverse_charge'))] : []),
      ],
    }
  })
}

export async function customerOf(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('parties.customer as c')
    .leftJoin('parties.address as a', (join) =>
      join.onRef('a.customer_id', '=', 'c.id').on('a.is_primary', '=', true).on('a.removed_at', 'is', null),
    )
    .select(['c.name', 'c.email', 'c.time_zone', 'c.language'])
    .select(['a.country', 'a.region', 'a.city', 'a.district', 'a.line', 'a.postal_code as postalCode'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...row, address: addressText(row) }
}
