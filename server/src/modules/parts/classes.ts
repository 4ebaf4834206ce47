import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid } from '../../kit/problem.ts'
import { holdBookings } from './closing.ts'
import { groundOf } from './ground.ts'

/** Classes with what hangs on their method: how many parts, and of how many of them there is stock. */
export async function classList(tx: Tx) {
  const { rows } = await sql<ClassRow>`
    select c.id, c.code, c.name, c.method, c.version, count(p.id)::int as parts, count(s.part_id)::int as stocked
    from parts.class c left join parts.part p on p.tenant_id = c.tenant_id and p.class_id = c.id
    left join (select distinct b.part_id from parts.balance b where b.tenant_id = kit.tenant() and b.on_hand <> 0) s on s.part_id = p.id
    group by c.tenant_id, c.id order by c.code`.execute(tx)
  const { currency } = await groundOf(tx)
  return { items: rows, currency }
}
interface ClassRow {
  id: string
  code: string
  name: Record<string, string>
  method: string
  version: number
  parts: number
  stocked: number
}

export async function addClass(tx: Tx, actor: Actor, body: { code: string; name: object; method: string }) {
  const id = newId()
  await tx
    .insertInto('parts.class')
    .values({ id, code: body.code, name: JSON.stringify(body.name), method: body.method })
    .execute()
  await announce(tx, actor, {
    type: 'part_class.added',
    subject: { type: 'part_class', id, version: 1 },
    data: { code: body.code, method: body.method },
  })
  return { id, ...body, version: 1, parts: 0, stocked: 0 }
}

export interface ClassPatch {
  code?: string | undefined
  name?: object | undefined
  method?: string | undefined
}

/** Its method changes only while there is no stock of any of its parts: what is there was valued by the old one (case 20). */
export async function changeClass(tx: Tx, actor: Actor, id: string, body: ClassPatch, ifMatch: number) {
  const { method } = body
  if (method) {
    await holdBookings(tx)
    const { items } = await classList(tx)
    const before = items.find((one) => one.id === id)
    if (before && before.method !== method && before.stocked > 0)
      throw invalid({ path: 'method', code: 'parts.class_has_stock', values: { parts: before.stocked } })
  }
  const { code, name } = body
  const patch = { code, name, method }
  await edit(tx, actor, {
    ...{ table: 'parts.class', id, ifMatch, patch },
    news: { type: 'part_class.changed', subjectType: 'part_class' },
  })
  return (await classList(tx)).items.find((one) => one.id === id)!
}
