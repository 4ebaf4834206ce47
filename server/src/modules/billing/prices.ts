import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { findPriceList } from './price-lists.ts'
import type { newPrice, pricePatch } from './shapes.ts'

export async function addPrice(tx: Tx, actor: Actor, input: z.output<typeof newPrice>): Promise<string> {
  await mustBeDraft(tx, input.listId)
  mustFitRule(input)
  await mustBeFreeZone(tx, input.listId, null, input)
  const id = newId()
  const added = await tx
    .insertInto('billing.price')
    .values({
      id,
      list_id: input.listId,
      kind: input.kind,
      code: input.code,
      name: JSON.stringify(input.name),
      unit: input.unit,
      minor: input.minor,
      tax_category: input.taxCategory,
      rule: input.rule,
      minutes: input.minutes ?? null,
      km_from: input.kmFrom ?? null,
      km_to: input.kmTo ?? null,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw invalid({ path: 'code', code: 'validation.duplicate' })
  const data = { listId: input.listId, code: input.code, minor: input.minor }
  await announce(tx, actor, { type: 'price.added', subject: { type: 'price', id, version: 1 }, data })
  return id
}

export async function changePrice(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  input: z.output<typeof pricePatch>,
): Promise<void> {
  const price = await findPrice(tx, id)
  await mustBeDraft(tx, price.list_id)
  const after = {
    kind: input.kind ?? price.kind,
    rule: input.rule ?? price.rule,
    minutes: input.minutes === undefined ? price.minutes : input.minutes,
    kmFrom: input.kmFrom === undefined ? price.km_from : input.kmFrom,
    kmTo: input.kmTo === undefined ? price.km_to : input.kmTo,
  }
  mustFitRule(after)
  await mustBeFreeZone(tx, price.list_id, id, after)
  await edit(tx, actor, {
    table: 'billing.price',
    id,
    ifMatch,
    patch: {
      kind: input.kind,
      code: input.code,
      name: input.name,
      unit: input.unit,
      minor: input.minor,
      tax_category: input.taxCategory,
      rule: input.rule,
      minutes: input.minutes,
      km_from: input.kmFrom,
      km_to: input.kmTo,
    },
    news: { type: 'price.changed', subjectType: 'price' },
  })
}

export async function removePrice(tx: Tx, actor: Actor, id: string): Promise<void> {
  const price = await findPrice(tx, id)
  await mustBeDraft(tx, price.list_id)
  await tx.deleteFrom('billing.price').where('id', '=', id).execute()
  const data = { listId: price.list_id, code: price.code }
  await announce(tx, actor, { type: 'price.removed', subject: { type: 'price', id }, data })
}

interface Ruled {
  kind: string
  rule: string
  minutes?: number | null | undefined
  kmFrom?: string | null | undefined
  kmTo?: string | null | undefined
}

/** An operation has a time and a zone has a distance; nothing else has either. */
export function mustFitRule({ kind, rule, minutes, kmFrom, kmTo }: Ruled): void {
  const required = (path: string, isThere: boolean, isNeeded: boolean) =>
    isThere === isNeeded ? [] : [{ path, code: isNeeded ? 'validation.required' : 'validation.not_allowed' }]
  const errors = [
    ...required('minutes', minutes != null, rule === 'operation'),
    ...required('kmFrom', kmFrom != null, rule === 'zone'),
    ...(rule === 'operation' && kind !== 'labour' ? [{ path: 'kind', code: 'billing.rule_kind' }] : []),
    ...(rule === 'zone' && kind !== 'travel' ? [{ path: 'kind', code: 'billing.rule_kind' }] : []),
    ...(kmTo != null && (kmFrom == null || Number(kmTo) <= Number(kmFrom))
      ? [{ path: 'kmTo', code: 'validation.order' }]
      : []),
  ]
  if (errors.length > 0) throw invalid(...errors)
}

/** A distance lies in one zone. */
async function mustBeFreeZone(tx: Tx, listId: string, id: string | null, { rule, kmFrom, kmTo }: Ruled): Promise<void> {
  if (rule !== 'zone') return
  const other = await tx
    .selectFrom('billing.price')
    .select('code')
    .where('list_id', '=', listId)
    .where('rule', '=', 'zone')
    .where(sql<boolean>`numrange(km_from, km_to) && numrange(${kmFrom}::numeric, ${kmTo ?? null}::numeric)`)
    .$if(id !== null, (q) => q.where('id', '<>', id!))
    .executeTakeFirst()
  if (other) throw invalid({ path: 'kmFrom', code: 'billing.zone_overlaps', values: { code: other.code } })
}

async function mustBeDraft(tx: Tx, listId: string): Promise<void> {
  const list = await findPriceList(tx, listId)
  if (list.is_published) throw problem('billing.list_published', 409)
}

async function findPrice(tx: Tx, id: string) {
  const row = await tx.selectFrom('billing.price').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('price')
  return row
}

export async function viewPrice(tx: Tx, id: string) {
  const { list_id, name, tax_category, km_from, km_to, ...row } = await findPrice(tx, id)
  return {
    ...row,
    listId: list_id,
    name: name as unknown as Record<string, string>,
    taxCategory: tax_category,
    kmFrom: km_from,
    kmTo: km_to,
  }
}
