import { addMonths, dateOf, dayOf } from '@aftercare/entitlement'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import type { Terms } from './shapes.ts'

export async function findProduct(tx: Tx, id: string) {
  const row = await tx.selectFrom('contracts.service_product').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('service_product')
  return row
}
export type ProductRow = Awaited<ReturnType<typeof findProduct>>

/** A product of the catalogue as its terms; a contract line keeps a copy of them. */
export function termsOf(row: ProductRow): Terms {
  return {
    code: row.code,
    name: row.name as Terms['name'],
    description: row.description as Terms['description'],
    kind: row.kind as Terms['kind'],
    covers: row.covers as Terms['covers'],
    components: row.components,
    excludedComponents: row.excluded_components,
    sharePct: Number(row.share_pct),
    level: row.level as Terms['level'],
    allowances: row.allowances as Terms['allowances'],
    waitingDays: row.waiting_days,
    termMonths: row.term_months,
    startsFrom: row.starts_from as Terms['startsFrom'],
    priceCode: row.price_code,
    billing: row.billing as Terms['billing'],
    billingMonths: row.billing_months,
    isTransferable: row.is_transferable,
    cancelRule: row.cancel_rule as Terms['cancelRule'],
    territory: row.territory,
    productLines: row.product_lines,
    sellerKinds: row.seller_kinds as Terms['sellerKinds'],
    planTemplateId: row.plan_template_id,
  }
}

export const dayAfter = (day: string, days = 1) => dateOf(dayOf(day) + days)
export const monthsAfter = (day: string, months: number) => dateOf(addMonths(dayOf(day), months))
export const daysBetween = (from: string, to: string) => dayOf(to) - dayOf(from)

export interface Period {
  /** First day of the term; cover begins after the waiting days. */
  termStart: string
  start: string
  /** Last day, included. */
  end: string
}

/** When a line covers one product: from the signature, or from the day after its standard warranty, whichever is later. */
export function periodOf(terms: Terms, signedOn: string, warrantyEnd: string | null): Period {
  const after = terms.startsFrom === 'warranty_end' && warrantyEnd ? dayAfter(warrantyEnd) : signedOn
  const termStart = after > signedOn ? after : signedOn
  return {
    termStart,
    start: dayAfter(termStart, terms.waitingDays),
    end: dayAfter(monthsAfter(termStart, terms.termMonths), -1),
  }
}
