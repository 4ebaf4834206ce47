import { sayClause, sayTitle } from '@aftercare/entitlement'
import { money, numbers, type Words } from '@aftercare/words/server'
import { heading, type Line, lineTable } from '../../kit/pdf/index.ts'
import type { breakdownOf, KeptLine } from './lines.ts'

type Breakdown = ReturnType<typeof breakdownOf>
export type PaperLine = Pick<
  KeptLine,
  | 'name'
  | 'code'
  | 'quantity'
  | 'unit'
  | 'unitMinor'
  | 'fullMinor'
  | 'customerMinor'
  | 'payer'
  | 'customerSharePct'
  | 'why'
>

/** What it costs and who pays which part and why: the same for quotation, invoice and service report. */
export function paperLines(say: Words, language: string, lines: readonly PaperLine[], sums: Breakdown) {
  const amount = (minor: string | bigint) => money(language, { minor: String(minor), currency: sums.currency })
  const columns = [
    { header: say('paper:description') },
    { header: say('paper:quantity'), align: 'right' as const },
    { header: say('paper:unit_price'), align: 'right' as const },
    { header: say('paper:amount'), align: 'right' as const },
    { header: say('billing:you_pay'), align: 'right' as const },
  ]
  const body = lines.map(
    (line): Line => ({
      cells: [
        line.code ? `${line.name} (${line.code})` : line.name,
        `${line.quantity} ${say(`billing:unit.${line.unit}`)}`,
        amount(line.unitMinor),
        amount(line.fullMinor),
        amount(line.customerMinor),
      ],
      ...note(say, language, line),
    }),
  )
  const rate = numbers(language).percent(sums.taxBp / 10_000, 2)
  const payers = sums.payers.filter((one) => one.payer !== 'customer')
  const totals: Line[] = [
    { cells: [say('billing:full_price'), amount(sums.full.total)] },
    ...payers.map((one) => ({ cells: [say(`billing:pays.${one.payer}`), `− ${amount(one.minor)}`] })),
    { cells: [say('billing:you_pay'), amount(sums.payable)], bold: true },
    { cells: [say('billing:tax_within', { rate }), amount(sums.customer.tax)] },
  ]
  return [heading(say('billing:what_it_costs')), ...lineTable(columns, body, totals)]
}

function note(say: Words, language: string, line: PaperLine): { note: string } | object {
  if (line.payer === 'customer') return {}
  if (line.payer === 'undetermined') return { note: say('billing:undetermined_note') }
  const t = (key: string, values?: Record<string, unknown>) => say(`entitlement:${key}`, values)
  const title = line.why ? sayTitle(line.why, language, t) : ''
  const clause = line.why ? sayClause(line.why, t) : undefined
  const share = numbers(language).percent(1 - line.customerSharePct / 100, 2)
  const payer = say(`billing:payer.${line.payer}`)
  return { note: say('billing:covered_note', { payer, share, why: [title, clause].filter(Boolean).join(', ') }) }
}
