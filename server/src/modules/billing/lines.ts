import { type BillRule, type Breakdown, breakDown, breakdownToJson, type Limit } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type FieldError, Problem } from '../../kit/problem.ts'
import { type PublishedList, pricesOf } from './published.ts'
import type { WantedLine, Why } from './shapes.ts'
import type { TaxCategory } from './terms.ts'

/** Who pays a line, as whoever knows the decision hands it down. */
export interface Share {
  payer: string
  customerSharePct: number
  why: Why | null
  decisionId: string | null
}

export interface BillLine extends Share {
  id: string
  kind: string
  code: string | null
  name: string
  quantity: string
  unit: string
  unitMinor: bigint
  publishedMinor: bigint | null
  /** A code of PRICE_REASONS. */
  priceReason: string | null
  priceNote?: string | null
  taxCategory?: TaxCategory
  /** A rate already settled: of the quotation an invoice is made from. */
  taxBp?: number
  /** The customer may leave it out when they accept. */
  isOptional?: boolean
}

/** A position whose rate is settled. */
export type TaxedLine = BillLine & { taxCategory: TaxCategory; taxBp: number }

type Named = (names: Record<string, string>) => string

/** Fills positions from the price list; a price other than the published one needs a reason. */
export async function priceLines(
  tx: Tx,
  list: PublishedList,
  wanted: readonly WantedLine[],
  named: Named,
  path = 'lines',
): Promise<Omit<BillLine, keyof Share>[]> {
  const prices = await pricesOf(
    tx,
    list,
    wanted.flatMap((one) => one.code ?? []),
  )
  const errors: FieldError[] = []
  const lines = wanted.map((one, i) => {
    const price = one.code ? prices.get(one.code) : undefined
    const published = price ? BigInt(price.minor) : null
    const unitMinor = one.unitMinor === undefined ? published : BigInt(one.unitMinor)
    const name = one.name ?? (price && named(price.name))
    const at = (field: string) => (path === '' ? field : `${path}.${i}.${field}`)
    if (unitMinor === null) errors.push({ path: at('unitMinor'), code: 'billing.no_price' })
    if (!name) errors.push({ path: at('name'), code: 'validation.required' })
    const deviates = published !== null && unitMinor !== published
    if (deviates && !one.priceReason) errors.push({ path: at('priceReason'), code: 'billing.reason_needed' })
    if (deviates && one.priceReason === 'other' && !one.priceNote)
      errors.push({ path: at('priceNote'), code: 'validation.required' })
    return {
      id: one.id ?? newId(),
      kind: one.kind,
      code: one.code ?? null,
      name: name ?? '',
      quantity: one.quantity,
      unit: one.unit ?? price?.unit ?? 'piece',
      unitMinor: unitMinor ?? 0n,
      publishedMinor: published,
      priceReason: deviates ? (one.priceReason ?? null) : null,
      priceNote: deviates ? (one.priceNote ?? null) : null,
      taxCategory: (price?.taxCategory ?? one.taxCategory ?? 'standard') as TaxCategory,
      isOptional: one.isOptional ?? false,
    }
  })
  if (errors.length > 0) throw new Problem('validation.failed', 422, { errors })
  return lines
}

/** Keeps the positions of a quotation or an invoice with the sum of each. */
export async function keepLines(
  tx: Tx,
  of: { quotationId: string } | { invoiceId: string },
  lines: readonly TaxedLine[],
  sums: Breakdown,
): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('billing.line')
    .values(
      lines.map((line, i) => ({
        id: newId(),
        quotation_id: 'quotationId' in of ? of.quotationId : null,
        invoice_id: 'invoiceId' in of ? of.invoiceId : null,
        position: i + 1,
        kind: line.kind,
        code: line.code,
        name: line.name,
        quantity: line.quantity,
        unit: line.unit,
        unit_minor: line.unitMinor,
        published_minor: line.publishedMinor,
        price_reason: line.priceReason,
        price_note: line.priceNote ?? null,
        tax_category: line.taxCategory,
        tax_bp: line.taxBp,
        is_optional: line.isOptional ?? false,
        full_minor: sums.lines[i]!.full,
        payer: line.payer,
        customer_share_pct: line.customerSharePct,
        customer_minor: sums.lines[i]!.customer,
        decision_id: line.decisionId,
        why: line.why ? JSON.stringify(line.why) : null,
      })),
    )
    .execute()
}

export interface KeptLine {
  id: string
  kind: string
  code: string | null
  name: string
  quantity: string
  unit: string
  unitMinor: string
  publishedMinor: string | null
  priceReason: string | null
  priceNote: string | null
  taxCategory: TaxCategory
  taxBp: number
  isOptional: boolean
  isDeclined: boolean
  fullMinor: string
  payer: string
  customerSharePct: number
  customerMinor: string
  why: Why | null
  decisionId: string | null
}

export async function linesOf(tx: Tx, of: 'quotation_id' | 'invoice_id', id: string): Promise<KeptLine[]> {
  const rows = await tx
    .selectFrom('billing.line')
    .select(['id', 'kind', 'code', 'name', 'unit', 'unit_minor as unitMinor', 'published_minor as publishedMinor'])
    .select(['price_reason as priceReason', 'full_minor as fullMinor', 'payer', 'customer_minor as customerMinor'])
    .select(['price_note as priceNote', 'tax_category as taxCategory', 'tax_bp as taxBp'])
    .select(['is_optional as isOptional', 'is_declined as isDeclined'])
    .select(['why', 'decision_id as decisionId', sql<string>`trim_scale(quantity)::text`.as('quantity')])
    .select(sql<number>`customer_share_pct::float8`.as('customerSharePct'))
    .where(of, '=', id)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    ...row,
    taxCategory: row.taxCategory as TaxCategory,
    why: row.why as unknown as Why | null,
  }))
}

/** The sums of kept positions, made again by the rule they were made with; what the customer left out does not count. */
export const breakdownOf = (lines: readonly KeptLine[], rule: BillRule) => breakdownToJson(sumsOf(lines, rule), rule)

export const sumsOf = (lines: readonly KeptLine[], rule: BillRule): Breakdown =>
  breakDown(
    lines.filter((line) => !line.isDeclined).map((line) => ({ ...line, unitMinor: BigInt(line.unitMinor) })),
    rule,
    rule.currency,
  )

/** By which rules a bill was calculated, as it keeps them. */
export const ruleOf = (row: {
  currency: string
  tax_bp: number
  tax_included: boolean
  rounding: string
  reverse_charge: boolean
  limits: unknown
}) => ({
  currency: row.currency,
  taxBp: row.tax_bp,
  taxIncluded: row.tax_included,
  rounding: row.rounding,
  reverseCharge: row.reverse_charge,
  limits: row.limits as Limit[],
})
