import { depositCode } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { creditedOf, creditNote } from './credit-notes.ts'
import { bookDay, lockInvoice } from './invoices.ts'

interface Came {
  id: string
  label: string
  number: string
  dueOn: string | null
  visitId: string | null
  requestId: string | null
  at: Date
}

/** Old parts that have come back, with the moment they came. */
const cameBack = (which: ReturnType<typeof sql>) => sql<Came>`
  select o.id, o.label, p.number, o.due_on::text as "dueOn", o.visit_id as "visitId", o.request_id as "requestId", e.at
  from parts.old_part o join parts.part p on p.tenant_id = o.tenant_id and p.id = o.part_id
  join lateral (select min(v.at) as at from kit.event v where v.tenant_id = o.tenant_id and v.subject_type = 'old_part' and v.subject_id = o.id
    and v.type = 'old_part.received') e on e.at is not null
  where o.tenant_id = kit.tenant() and ${which} order by e.at, o.id`

/** Gives the deposit of an old part back when it came within its time; before its bill is issued there is nothing to give back. */
export async function creditForOldPart(tx: Tx, actor: Actor, oldPartId: string, now: Date): Promise<void> {
  const { rows } = await cameBack(sql`o.id = ${oldPartId}`).execute(tx)
  for (const row of rows) await credit(tx, actor, row, now)
}

/** A bill issued after the old part came gives its deposit back at once. */
export async function creditForInvoice(tx: Tx, actor: Actor, invoiceId: string, now: Date): Promise<void> {
  const { rows } = await cameBack(
    sql`exists (select from billing.invoice i where i.tenant_id = o.tenant_id and i.id = ${invoiceId}
      and (i.visit_id = o.visit_id or i.request_id = o.request_id))`,
  ).execute(tx)
  for (const row of rows) await credit(tx, actor, row, now)
}

async function credit(tx: Tx, actor: Actor, old: Came, now: Date): Promise<void> {
  if (old.dueOn !== null && (await bookDay(tx, old.at)) > old.dueOn) return
  const { rows } = await sql<{ invoiceId: string; lineId: string; minor: string; pieces: number }>`
    select i.id as "invoiceId", l.id as "lineId", l.customer_minor::text as minor, ceil(l.quantity)::int as pieces
    from billing.invoice i join billing.line l on l.tenant_id = i.tenant_id and l.invoice_id = i.id and l.code = ${depositCode(old.number)}
    where i.tenant_id = kit.tenant() and (i.visit_id = ${old.visitId} or i.request_id = ${old.requestId})
      and i.status in ('issued', 'part_paid', 'paid') and l.customer_minor > 0
    order by i.issued_at, l.position`.execute(tx)
  for (const { invoiceId, lineId, minor, pieces } of rows) {
    await lockInvoice(tx, actor, invoiceId)
    // The note bears the id of the old part: however often it is told of, it is given back once, whatever the bill.
    if (await isGivenBack(tx, old.id)) return
    const rest = BigInt(minor) - ((await creditedOf(tx, invoiceId)).get(lineId) ?? 0n)
    if (rest <= 0n) continue
    const each = BigInt(minor) / BigInt(pieces)
    // The last piece takes what dividing left over.
    const lines = [{ lineId, minor: (rest < 2n * each ? rest : each).toString() }]
    await creditNote(tx, actor, invoiceId, { id: old.id, reason: 'returned', note: old.label, lines }, now)
    return
  }
}

const isGivenBack = async (tx: Tx, oldPartId: string) =>
  (await tx.selectFrom('billing.credit_note').select('id').where('id', '=', oldPartId).executeTakeFirst()) !== undefined
