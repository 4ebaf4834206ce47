import { sql } from 'kysely'
import { type Actor, can } from './actor.ts'
import type { Tx } from './db.ts'
import { listOfSubject } from './list/definition.ts'

/** Is this thing the customer's own? Answered by the module the thing belongs to. */
type OwnedBy = (tx: Tx, customerId: string, id: string) => Promise<boolean>
const owned = new Map<string, OwnedBy>()

/** Tells the kit how to know a customer's own things of one type, so that their public files can be shown on the portal. */
export function customersOwn(type: string, ownedBy: OwnedBy): void {
  owned.set(type, ownedBy)
}

/**
 * May this actor see the thing an event, file or search hit speaks of? Staff: permission and rows of its list;
 * customers: their own. Types without a list (a company, a calendar) are for those who see the whole company.
 */
export async function maySee(tx: Tx, actor: Actor, type: string, id: string): Promise<boolean> {
  if (actor.kind === 'customer') return (await owned.get(type)?.(tx, actor.id!, id)) ?? false
  if (actor.kind === 'anonymous') return false
  if (type === 'task') return false // what long work made is for whoever asked for it
  const list = listOfSubject(type)
  if (!list) return actor.stations === 'all'
  if (actor.kind !== 'system' && !can(actor, list.needs)) return false
  const { rows } = await sql`
    select 1 from ${sql.raw(list.from)} where ${sql.raw(list.id)} = ${id} and ${list.visible(actor)}`.execute(tx)
  return rows.length > 0
}
