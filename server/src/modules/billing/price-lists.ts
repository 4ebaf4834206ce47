import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, Problem, problem } from '../../kit/problem.ts'
import { mustNotOverlap } from './publication.ts'
import type { labourRatesBody, newPriceList, priceListPatch } from './shapes.ts'

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

/** Prices and labour rates, statement by statement in the database: lists have thousands. */
async function copyPrices(tx: Tx, from: string, to: string, currency: string): Promise<void> {
  const source = await findPriceList(tx, from)
  if (source.currency !== currency) throw invalid({ path: 'currency', code: 'money.currency_mismatch' })
  await sql`insert into billing.price (id, list_id, kind, code, name, unit, minor, tax_category, rule, minutes, km_from, km_to)
    select gen_random_uuid(), ${to}, kind, code, name, unit, minor, tax_category, rule, minutes, km_from, km_to
    from billing.price where tenant_id = kit.tenant() and list_id = ${from}`.execute(tx)
  await sql`insert into billing.labour_rate (list_id, level, minor)
    select ${to}, level, minor from billing.labour_rate where tenant_id = kit.tenant() and list_id = ${from}`.execute(
    tx,
  )
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
  const end = validTo === undefined ? list.valid_to : validTo
  mustEndAfterStart(input.validFrom ?? list.valid_from, end)
  if (list.is_published) await mustNotOverlap(tx, { ...list, valid_to: end })
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
    edition: row.edition,
    publishedAt: row.published_at,
    labourRates: await labourRatesOf(tx, id),
    prices: n,
    version: row.version,
  }
}

function labourRatesOf(tx: Tx, listId: string) {
  return tx
    .selectFrom('billing.labour_rate')
    .select(['level', 'minor'])
    .where('list_id', '=', listId)
    .orderBy('level')
    .execute()
}

/** What an hour costs at which level of station; all of them at once, the one without a level is for every other. */
export async function setLabourRates(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  rates: z.output<typeof labourRatesBody>['rates'],
): Promise<void> {
  const list = await findPriceList(tx, id)
  if (list.is_published) throw problem('billing.list_published', 409)
  const twice = rates.findIndex((one, i) => rates.findIndex(({ level }) => level === one.level) < i)
  if (twice >= 0) throw invalid({ path: `rates.${twice}.level`, code: 'validation.duplicate' })
  const before = await labourRatesOf(tx, id)
  const version = await touch(tx, list, ifMatch)
  await tx.deleteFrom('billing.labour_rate').where('list_id', '=', id).execute()
  if (rates.length > 0)
    await tx
      .insertInto('billing.labour_rate')
      .values(rates.map((one) => ({ list_id: id, ...one })))
      .execute()
  await announce(tx, actor, {
    type: 'price_list.changed',
    subject: { type: 'price_list', id, version },
    data: { changes: { labourRates: { from: before, to: rates } } },
  })
}

async function touch(tx: Tx, list: { id: string; version: number }, ifMatch: number): Promise<number> {
  const done = await tx
    .updateTable('billing.price_list')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', list.id)
    .where('version', '=', ifMatch)
    .returning('version')
    .executeTakeFirst()
  if (!done) throw new Problem('conflict.version', 409, { values: { version: list.version }, changes: [] })
  return done.version
}

function mustEndAfterStart(from: string, to: string | null | undefined): void {
  if (to && to < from) throw invalid({ path: 'validTo', code: 'validation.order' })
}
