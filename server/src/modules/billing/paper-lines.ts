import { sayClause, sayTitle } from '@aftercare/entitlement'
import { depositPart, roundingOf } from '@aftercare/rules'
import { enumerated, money, numbers, type Words } from '@aftercare/words/server'
import { heading, type Line, lineTable, paragraph } from '../../kit/pdf/index.ts'
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
> &
  Partial<Pick<KeptLine, 'isOptional' | 'isDeclined'>>

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
        nameOf(say, line),
        `${line.quantity} ${say(`billing:unit.${line.unit}`)}`,
        amount(line.unitMinor),
        amount(line.fullMinor),
        line.isDeclined ? say('billing:left_out') : amount(line.customerMinor),
      ],
      ...note(say, language, line),
    }),
  )
  const payers = sums.payers.filter((one) => one.payer !== 'customer')
  const totals: Line[] = [
    { cells: [say('billing:full_price'), amount(sums.full.total)] },
    ...payers.map((one) => ({ cells: [say(`billing:pays.${one.payer}`), `− ${amount(one.minor)}`] })),
    ...(sums.rounding.minor === '0' ? [] : [{ cells: [say('billing:rounding'), amount(sums.rounding.minor)] }]),
    { cells: [say('billing:you_pay'), amount(sums.payable)], bold: true },
    ...taxLines(say, language, sums),
  ]
  return [
    heading(say('billing:what_it_costs')),
    ...lineTable(columns, body, totals),
    ...(sums.reverseCharge ? [paragraph(say('billing:reverse_charge'))] : []),
  ]
}

const nameOf = (say: Words, line: PaperLine) => {
  // A deposit says its part in its name.
  const name = line.code && depositPart(line.code) === null ? `${line.name} (${line.code})` : line.name
  return line.isOptional ? `${name} · ${say('billing:optional')}` : name
}

/** The customer's part without tax, and the tax of each rate; the rule of the rounding beside them. */
export function taxLines(
  say: Words,
  language: string,
  sums: Pick<Breakdown, 'currency' | 'customer' | 'taxes' | 'rounding' | 'reverseCharge'>,
): Line[] {
  const amount = (minor: string) => money(language, { minor, currency: sums.currency })
  const taxes = sums.reverseCharge ? [] : sums.taxes
  return [
    { cells: [say('billing:net'), amount(sums.customer.net)] },
    ...taxes.map((one) => ({
      cells: [
        say('billing:tax_line', {
          category: say(`billing:taxCategory.${one.category}`),
          rate: numbers(language).percent(one.bp / 10_000, 2),
          net: amount(one.net),
        }),
        amount(one.tax),
      ],
    })),
    { cells: [roundingText(say, sums.rounding.rule), ''] },
  ]
}

/** `total.half_up.5` in words. */
export function roundingText(say: Words, rule: string): string {
  const { by, mode } = roundingOf(rule)
  return say('billing:rounding_rule', { by: say(`billing:roundBy.${by}`), mode: say(`billing:roundMode.${mode}`) })
}

function note(say: Words, language: string, line: PaperLine): { note: string } | object {
  if (line.payer === 'customer') return {}
  if (line.payer === 'undetermined') return { note: say('billing:undetermined_note') }
  const t = (key: string, values?: Record<string, unknown>) => say(`entitlement:${key}`, values)
  const title = line.why ? sayTitle(line.why, language, t) : ''
  const clause = line.why ? sayClause(line.why, t) : undefined
  const share = numbers(language).percent(1 - line.customerSharePct / 100, 2)
  const payer = say(`billing:payer.${line.payer}`)
  const why = [title, clause ?? ''].filter(Boolean)
  if (why.length === 0) return { note: say('billing:covered_unsaid', { payer, share }) }
  return { note: say('billing:covered_note', { payer, share, why: enumerated(language, why) }) }
}
