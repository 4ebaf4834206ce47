import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id, instant, names } from '../../kit/shapes.ts'
import { lockOrder } from './purchases.ts'

export const receiptsView = z.object({
  items: z.array(
    z.object({
      documentId: id,
      movementId: id,
      at: instant,
      partId: id,
      part: z.string(),
      name: names,
      quantity: z.number(),
      isUndone: z.boolean(),
    }),
  ),
})

/** The movements that came of an order, the newest delivery first. */
export async function receiptsOf(tx: Tx, actor: Actor, orderId: string) {
  await lockOrder(tx, actor, orderId)
  const { rows } = await sql<z.input<typeof receiptsView>['items'][number]>`
    select r.id as "documentId", m.id as "movementId", to_json(m.effective_at) #>> '{}' as at, m.part_id as "partId", p.number as part, p.name,
      m.quantity::float8 as quantity, exists (select from parts.movement u where u.tenant_id = m.tenant_id and u.reverses_id = m.id) as "isUndone"
    from parts.purchase_receipt r join parts.movement m on m.tenant_id = r.tenant_id and m.document_id = r.id
    join parts.part p on p.tenant_id = m.tenant_id and p.id = m.part_id
    where r.order_id = ${orderId} order by m.effective_at desc, m.line`.execute(tx)
  return { items: rows }
}
