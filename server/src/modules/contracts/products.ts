import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { after, mustMeet } from './demands.ts'
import type { productBody, productPatch } from './shapes.ts'
import { findProduct, termsOf } from './terms.ts'

type Patch = z.output<typeof productPatch>
type Columns = ReturnType<typeof columnsOf>
/** A whole product leaves none of them out. */
type Complete = { [K in keyof Columns]-?: Exclude<Columns[K], undefined> }

/** A new thing to sell. Its price stands in the price lists, under its price code. */
export async function addProduct(tx: Tx, actor: Actor, input: z.output<typeof productBody>): Promise<string> {
  mustFit(input)
  await mustKnow(tx, input)
  const id = newId()
  await tx
    .insertInto('contracts.service_product')
    .values({
      ...(columnsOf(input) as Complete),
      id,
      name: JSON.stringify(input.name),
      description: JSON.stringify(input.description),
      allowances: JSON.stringify(input.allowances),
    })
    .execute()
  await announce(tx, actor, {
    type: 'service_product.added',
    subject: { type: 'service_product', id, version: 1 },
    data: { code: input.code },
  })
  return id
}

/** Changes what is sold from now on; contracts keep the terms they were sold with. */
export async function changeProduct(tx: Tx, actor: Actor, id: string, ifMatch: number, patch: Patch): Promise<void> {
  mustFit(after(termsOf(await findProduct(tx, id)), patch))
  await mustKnow(tx, patch)
  await edit(tx, actor, {
    table: 'contracts.service_product',
    id,
    ifMatch,
    patch: {
      ...columnsOf(patch),
      name: patch.name,
      description: patch.description,
      is_on_sale: patch.isOnSale,
      allowances: patch.allowances,
    },
    jsonLists: ['allowances'],
    news: { type: 'service_product.changed', subjectType: 'service_product' },
  })
}

function columnsOf(input: Partial<z.output<typeof productBody>>) {
  return {
    code: input.code,
    kind: input.kind,
    covers: input.covers,
    components: input.components,
    excluded_components: input.excludedComponents,
    share_pct: input.sharePct?.toFixed(2),
    level: input.level,
    waiting_days: input.waitingDays,
    term_months: input.termMonths,
    starts_from: input.startsFrom,
    price_code: input.priceCode,
    billing: input.billing,
    billing_months: input.billingMonths,
    is_transferable: input.isTransferable,
    cancel_rule: input.cancelRule,
    territory: input.territory,
    product_lines: input.productLines,
    seller_kinds: input.sellerKinds,
    plan_template_id: input.planTemplateId,
  }
}

/** What a kind of product must say of itself, so that nobody buys an empty promise. */
function mustFit(of: Partial<z.output<typeof productBody>>): void {
  const units = (of.allowances ?? []).map((one) => one.unit)
  mustMeet([
    ['billingMonths', 'validation.required', of.billing !== 'periodic' || of.billingMonths],
    ['level', 'contracts.level_needed', !isUpgrade(of.kind) || of.level],
    ['allowances', 'contracts.visits_needed', !isByVisits(of.kind) || units.includes('visit')],
    ['covers', 'contracts.covers_needed', isUpgrade(of.kind) || isByVisits(of.kind) || (of.covers ?? []).length > 0],
    ['allowances', 'validation.duplicate', new Set(units).size === units.length],
    ['waitingDays', 'contracts.waiting_too_long', (of.waitingDays ?? 0) < (of.termMonths ?? 1) * 28],
    ['cancelRule', 'contracts.unused_needs_allowance', of.cancelRule !== 'unused' || units.length > 0],
  ])
}
const isUpgrade = (kind: string | undefined) => kind === 'response_upgrade' || kind === 'onsite_upgrade'
const isByVisits = (kind: string | undefined) => kind === 'maintenance' || kind === 'inspection'

async function mustKnow(tx: Tx, { productLines, planTemplateId }: Patch): Promise<void> {
  const known = productLines?.length
    ? await tx.selectFrom('assets.family').select('code').where('code', 'in', productLines).execute()
    : []
  const plan = planTemplateId
    ? await tx.selectFrom('contracts.plan_template').select('id').where('id', '=', planTemplateId).executeTakeFirst()
    : undefined
  mustMeet([
    ['productLines', 'validation.unknown_reference', known.length >= new Set(productLines ?? []).size],
    ['planTemplateId', 'validation.unknown_reference', !planTemplateId || plan],
  ])
}

/** A product with what it costs in each country today. */
export async function viewProduct(tx: Tx, id: string) {
  const row = await findProduct(tx, id)
  const { rows: prices } = await sql<{ country: string; currency: string; minor: string; list: string }>`
    select distinct on (l.country) l.country, l.currency, p.minor, l.name as list
    from billing.price_list l join billing.price p on p.tenant_id = l.tenant_id and p.list_id = l.id
    where p.code = ${row.price_code} and l.is_published and l.valid_from <= current_date
      and (l.valid_to is null or l.valid_to >= current_date)
    order by l.country, l.valid_from desc, l.id desc`.execute(tx)
  const { n } = await tx
    .selectFrom('contracts.line as l')
    .innerJoin('contracts.contract as c', 'c.id', 'l.contract_id')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('l.product_id', '=', id)
    .where('c.status', 'in', ['active', 'suspended'])
    .executeTakeFirstOrThrow()
  return { ...termsOf(row), id: row.id, isOnSale: row.is_on_sale, prices, sold: n, version: row.version }
}
