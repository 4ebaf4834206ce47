import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { customerVisible } from './visible.ts'

/** The row of a customer the actor may see; absent or someone else's: 404. */
export async function findCustomer(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('parties.customer as c')
    .selectAll('c')
    .where('c.id', '=', id)
    .where(customerVisible(actor, 'c.id'))
    .executeTakeFirst()
  if (!row) throw notFound('customer')
  return row
}

export function mustBeKept(customer: { merged_into: string | null }): void {
  if (customer.merged_into) throw problem('parties.merged', 409, { mergedInto: customer.merged_into })
}

/** The same customer in another system's words; one that was merged leads to the one that was kept. */
export async function customerOfExternal(tx: Tx, source: string, externalId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('parties.customer')
    .select(['id'])
    .where('external_source', '=', source)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return row ? keptCustomer(tx, row.id) : null
}

/** Where a customer went through merges; itself when it was never merged. */
export async function keptCustomer(tx: Tx, id: string): Promise<string> {
  let at = id
  for (;;) {
    const row = await tx.selectFrom('parties.customer').select('merged_into').where('id', '=', at).executeTakeFirst()
    if (!row?.merged_into) return at
    at = row.merged_into
  }
}
