import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import type { familyBody } from './catalogue-shapes.ts'

type Family = z.output<typeof familyBody>

export async function addFamily(tx: Tx, actor: Actor, input: Family): Promise<string> {
  const id = newId()
  await tx
    .insertInto('assets.family')
    .values({
      id,
      code: input.code,
      name: JSON.stringify(input.name),
      product_class: input.productClass,
      meter_kind: input.meterKind ?? null,
    })
    .execute()
  const subject = { type: 'family', id, version: 1 }
  await announce(tx, actor, { type: 'family.added', subject, data: { code: input.code } })
  return id
}

export async function changeFamily(
  tx: Tx,
  actor: Actor,
  id: string,
  patch: Partial<Family>,
  ifMatch: number,
): Promise<void> {
  await edit(tx, actor, {
    table: 'assets.family',
    id,
    ifMatch,
    patch: { code: patch.code, name: patch.name, product_class: patch.productClass, meter_kind: patch.meterKind },
    news: { type: 'family.changed', subjectType: 'family' },
  })
}

export async function familyOf(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('assets.family')
    .select(['id', 'code', 'name', 'product_class as productClass', 'meter_kind as meterKind', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('family')
  return row
}
