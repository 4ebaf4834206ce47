import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import type { newPriceList, priceListPatch } from './shapes.ts'

/** A new list is a draft; it may begin as a copy of another, which is how next year's prices are made. */
export async function addPriceList(tx: Tx, actor: Actor, input: z.output<typeof newPriceList>): Promise<string> {
  mustEndAfterStart(input.validFrom, input.validTo)
  const id = newId()
  await tx
    .insertInto('billing.price_list')
    .values({
      id,
      name: input.name,
      country: input.country,
      currency: input.currency,
      tax_bp: input.taxBp,
      tax_included: input.taxIncluded,
      valid_from: input.validFrom,
      valid_to: input.validTo ?? null,
    })
    .execute()
  if (input.copyOf) await copyPrices(tx, input.copyOf, id, input.currency)
  await announce(tx, actor, {
    type: 'price_list.added',
    subject: { type: 'price_list', id, version: 1 },
    data: { name: input.name, country: input.country, currency: input.currency },
  })
  return id
}

async function copyPrices(tx: Tx, from: string, to: string, currency: string): Promise<void> {
  const source = await findPriceList(tx, from)
  if (source.currency !== currency) throw invalid({ path: 'currency', code: 'money.currency_mismatch' })
  const prices = await tx.selectFrom('billing.price').selectAll().where('list_id', '=', from).execute()
  if (prices.length === 0) return
  await tx
    .insertInto('billing.price')
    .values(
      prices.map((one) => ({
        id: newId(),
        list_id: to,
        kind: one.kind,
        code: one.code,
        name: JSON.stringify(one.name),
        unit: one.unit,
        minor: one.minor,
      })),
    )
    .execute()
}

/** A published list stands: only its name and its end may change. New prices are a new list. */
export async function changePriceList(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  input: z.output<typeof priceListPatch>,
) {
  const list = await findPriceList(tx, id)
  const { name, validTo, ...fixed } = input
  if (list.is_published && Object.keys(fixed).length > 0) throw problem('billing.list_published', 409)
  mustEndAfterStart(input.validFrom ?? list.valid_from, validTo === undefined ? list.valid_to : validTo)
  await edit(tx, actor, {
    table: 'billing.price_list',
    id,
    ifMatch,
    patch: {
      name,
      valid_to: validTo,
      country: input.country,
      currency: input.currency,
      tax_bp: input.taxBp,
      tax_included: input.taxIncluded,
      valid_from: input.validFrom,
    },
    news: { type: 'price_list.changed', subjectType: 'price_list' },
  })
}

/** From now on its prices are what is asked of customers. */
export async function publishPriceList(tx: Tx, actor: Actor, id: string, ifMatch: number): Promise<void> {
  const { n } = await tx
    .selectFrom('billing.price')
    .select(sql<string>`count(*)`.as('n'))
    .where('list_id', '=', id)
    .executeTakeFirstOrThrow()
  if (n === '0') throw problem('billing.list_empty', 409)
  await edit(tx, actor, {
    table: 'billing.price_list',
    id,
    ifMatch,
    patch: { is_published: true },
    news: { type: 'price_list.published', subjectType: 'price_list' },
  })
}

export async function findPriceList(tx: Tx, id: string) {
  const row = await tx.selectFrom('billing.price_list').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('price_list')
  return row
}

export async function viewPriceList(tx: Tx, id: string) {
  const row = await findPriceList(tx, id)
  const { n } = await tx
    .selectFrom('billing.price')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('list_id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    name: row.name,
    country: row.country,
    currency: row.currency,
    taxBp: row.tax_bp,
    taxIncluded: row.tax_included,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    isPublished: row.is_published,
    prices: n,
    version: row.version,
  }
}

function mustEndAfterStart(from: string, to: string | null | undefined): void {
  if (to && to < from) throw invalid({ path: 'validTo', code: 'validation.order' })
}
