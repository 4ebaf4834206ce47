import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { DUPLICATE_DAYS } from './intake-facts.ts'

export interface Alike {
  id: string
  number: string
  title: string
  status: string
  openedAt: Date
  reasons: string[]
}
export interface LikeWhat {
  id: string | null
  asset_id: string | null
  customer_id: string | null
  symptom_code: string | null
  opened_at: Date
}

/** Open requests of the same product or customer, opened within a month of this one, with what they share. */
export async function duplicatesOf(tx: Tx, actor: Actor, like: LikeWhat): Promise<Alike[]> {
  const days = DUPLICATE_DAYS * 86_400_000
  const from = new Date(like.opened_at.getTime() - days)
  const to = new Date(like.opened_at.getTime() + days)
  const { rows } = await sql<Alike>`
    select r.id, r.number, r.title, r.status, r.opened_at as "openedAt",
      array_remove(array[case when r.asset_id = ${like.asset_id}::uuid then 'same_asset' end,
        case when r.customer_id = ${like.customer_id}::uuid then 'same_customer' end,
        case when r.symptom_code = ${like.symptom_code}::text then 'same_symptom' end], null) as reasons
    from requests.request r
    where r.id in (
        select id from requests.request where asset_id = ${like.asset_id}::uuid and opened_at between ${from} and ${to}
        union all select id from requests.request where customer_id = ${like.customer_id}::uuid and opened_at between ${from} and ${to})
      and r.id is distinct from ${like.id}::uuid and r.status not in ('resolved', 'closed', 'cancelled')
      and ${visibleTo(actor, 'r.station_id')}
    order by (r.asset_id = ${like.asset_id}::uuid) desc nulls last, r.opened_at desc limit 10`.execute(tx)
  return rows
}

export const duplicatesQuery = z.object({
  assetId: id.optional(),
  customerId: id.optional(),
  symptomCode: z.string().max(60).optional(),
})

/** Before a request is opened: what is open already for this product or customer. */
export async function findDuplicates(
  tx: Tx,
  actor: Actor,
  query: z.output<typeof duplicatesQuery>,
  now: Date,
): Promise<Alike[]> {
  const { assetId = null, customerId = null, symptomCode = null } = query
  return duplicatesOf(tx, actor, {
    id: null,
    asset_id: assetId,
    customer_id: customerId,
    symptom_code: symptomCode,
    opened_at: now,
  })
}
