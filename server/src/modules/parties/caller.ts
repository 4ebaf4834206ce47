import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id } from '../../kit/shapes.ts'
import { TIERS } from './shapes.ts'
import { customerVisible } from './visible.ts'

export const callerView = z
  .object({
    customerId: id,
    number: z.string(),
    name: z.string(),
    tier: z.enum(TIERS),
    city: z.string().nullable(),
    phone: z.string(),
    contactId: id.nullable(),
    contactName: z.string().nullable(),
  })
  .meta({ id: 'Caller' })

/** Who calls: customers and contacts whose number ends so, in one question to the index of reversed numbers. */
export async function callersByTail(tx: Tx, actor: Actor, tail: string) {
  const digits = tail.replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length < 3) return []
  const { rows } = await sql<z.input<typeof callerView>>`
    select t.customer_id as "customerId", c.number, c.name, c.tier, t.phone, t.contact_id as "contactId",
      t.contact_name as "contactName",
      (select a.city from parties.address a where a.tenant_id = c.tenant_id and a.customer_id = c.id
        and a.removed_at is null order by a.is_primary desc, a.id limit 1) as city
    from parties.by_phone_tail(${digits}, 50) t
    join parties.customer c on c.tenant_id = kit.tenant() and c.id = t.customer_id and c.merged_into is null
    where ${customerVisible(actor, 'c.id')}
    order by c.tier = 'gold' desc, c.tier = 'silver' desc, c.name, t.contact_id nulls first limit 20`.execute(tx)
  return rows
}
