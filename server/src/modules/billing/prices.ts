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
  await edit(tx, actor, {
    table: 'billing.price',
    id,
    ifMatch,
    patch: { kind: input.kind, code: input.code, name: input.name, unit: input.unit, minor: input.minor },
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
  const { list_id, name, ...row } = await findPrice(tx, id)
  return { ...row, listId: list_id, name: name as unknown as Record<string, string> }
}
