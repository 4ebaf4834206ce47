import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { id, instant, language } from '../../kit/shapes.ts'
import { contentHash, orderedLines } from './purchase-content.ts'

export const MAIL_STATES = ['queued', 'sent', 'failed', 'suppressed'] as const
export const sendingView = z.object({
  id,
  revision: z.number(),
  to: z.string(),
  language,
  at: instant,
  by: z.string().nullable(),
  fileId: id.describe('the paper as it left'),
  mail: z.enum(MAIL_STATES).describe('how far its mail is'),
})
export const contactView = z.object({
  email: z.string(),
  language,
  person: z.string().nullable(),
  account: z.string().nullable(),
})

export const lastSending = (tx: Tx, orderId: string) =>
  tx
    .selectFrom('parts.purchase_sending')
    .select(['id', 'revision', 'content_hash'])
    .where('order_id', '=', orderId)
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** When an order left, to whom, and whether what they have is still what we want. */
export async function sendingsOf(tx: Tx, order: { id: string; supplier: string; place_id: string; currency: string }) {
  const { rows: sendings } = await sql<z.input<typeof sendingView>>`
    select s.id, s.revision, s.to_address as to, s.language, s.sent_at as at, s.sent_by_name as by, s.file_id as "fileId",
      coalesce(m.state, 'sent') as mail
    from parts.purchase_sending s left join kit.mail m on m.tenant_id = s.tenant_id and m.id = s.mail_id
    where s.order_id = ${order.id} order by s.sent_at desc, s.id desc`.execute(tx)
  const last = await lastSending(tx, order.id)
  const contact = await tx
    .selectFrom('parts.supplier_contact')
    .select(['email', 'language', 'person', 'account'])
    .where('supplier_fold', '=', order.supplier.trim().toLowerCase())
    .executeTakeFirst()
  return {
    sendings,
    isChangedSinceSent:
      last !== undefined && last.content_hash !== contentHash(order, await orderedLines(tx, order.id)),
    contact: (contact ?? null) as z.input<typeof contactView> | null,
  }
}
