import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { defineList, instantColumn, text } from '../../kit/list/definition.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { instant } from '../../kit/shapes.ts'

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

/** Every closing there ever was: none is taken back, what was forgotten comes in as a late fact. */
export const closingList = defineList({
  name: 'stock_closings',
  words: 'parts',
  path: '/stock-closings',
  needs: 'parts.read',
  summary: 'Until when the books of the stock are closed, and who closed them',
  from: 'parts.closing c left join people.person w on w.tenant_id = c.tenant_id and w.id = c.closed_by',
  id: 'c.id',
  visible: () => sql<boolean>`true`,
  subject: 'stock_closing',
  columns: {
    until: instantColumn('c.until', { sortable: true }),
    closedAt: instantColumn('c.closed_at'),
    closedBy: text('w.name', { nullable: true }),
  },
  sort: '-until',
})

export const closingOutlookView = z.object({
  until: instant,
  closedUntil: instant.nullable().describe('until when they are closed already'),
  documents: z.number().describe('booked in between: nothing is added to them any more'),
  openCounts: z.number().describe('begun in between and not booked'),
  inTransit: z.number().describe('transfers sent in between and not yet received'),
  openDebts: z.number().describe('debts of vans from in between, not settled'),
})

/** What a closing would shut in, and what one should finish first. */
export async function viewClosing(tx: Tx, until: string) {
  const { rows } = await sql<z.input<typeof closingOutlookView>>`
    with last as (select max(c.until) as at from parts.closing c where c.tenant_id = kit.tenant())
    select to_json(${until}::timestamptz) #>> '{}' as until, to_json(last.at) #>> '{}' as "closedUntil",
      (select count(*)::int from parts.document d where d.tenant_id = kit.tenant() and d.effective_at < ${until}
        and d.effective_at >= coalesce(last.at, '-infinity')) as documents,
      (select count(*)::int from parts.count_sheet k where k.tenant_id = kit.tenant() and k.state = 'open' and k.counted_at < ${until}) as "openCounts",
      (select count(*)::int from parts.shipment h where h.tenant_id = kit.tenant() and h.state = 'sent' and h.sent_at < ${until}) as "inTransit",
      (select count(*)::int from parts.debt b where b.tenant_id = kit.tenant() and b.settled_at is null and b.since < ${until}) as "openDebts"
    from last`.execute(tx)
  return rows[0]!
}
