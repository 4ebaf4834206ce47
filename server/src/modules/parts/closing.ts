import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'

/** Waits for whoever is booking, and lets nobody book until this transaction ends: for what must stay empty while it changes. */
export async function holdBookings(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(kit.tenant()::text, 52))`.execute(tx)
}

/** Closes the books until a moment: nothing is booked before it any more. Waits for whoever is booking. */
export async function closeBooks(tx: Tx, actor: Actor, until: Date, now: Date): Promise<{ id: string; until: Date }> {
  if (until > now) throw invalid({ path: 'until', code: 'parts.not_in_the_future' })
  const id = newId()
  await sql`select parts.close_books(${id}, ${until}, ${actor.kind === 'person' ? actor.id : null})`.execute(tx)
  const later = await tx
    .selectFrom('parts.closing')
    .select('until')
    .where('until', '>=', until)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (later) throw problem('parts.period_closed', 409, { until: later.until })
  await announce(tx, actor, { type: 'stock.closed', subject: { type: 'stock_closing', id }, data: { until } })
  return { id, until }
}
