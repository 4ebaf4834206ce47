import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { problem } from '../../kit/problem.ts'
import { findPriceList } from './price-lists.ts'

type List = Awaited<ReturnType<typeof findPriceList>>

/**
 * From its first day on its prices are what is asked of customers. A country has one list on any day: an older one without
 * an end is ended the day before when the caller says so, everything else that overlaps is refused.
 */
export async function publishPriceList(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { ifMatch: number; endPrevious: boolean },
  now: Date,
): Promise<void> {
  const list = await findPriceList(tx, id)
  if (list.is_published) throw problem('conflict.state', 409, { from: 'published', to: 'published' })
  await mustBeComplete(tx, id)
  // Two publications for one country at once: the second sees what the first did.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`price_list ${actor.tenantId} ${list.country}`}, 3))`.execute(
    tx,
  )
  if (input.endPrevious) await endPrevious(tx, actor, list)
  await mustNotOverlap(tx, list)
  const { edition } = await tx
    .selectFrom('billing.price_list')
    .select(sql<number>`coalesce(max(edition), 0) + 1`.as('edition'))
    .where('country', '=', list.country)
    .executeTakeFirstOrThrow()
  await edit(tx, actor, {
    table: 'billing.price_list',
    id,
    ifMatch: input.ifMatch,
    patch: { is_published: true, edition, published_at: now, published_by: actor.kind === 'person' ? actor.id : null },
    news: { type: 'price_list.published', subjectType: 'price_list', data: { name: list.name, edition } },
  })
}

async function mustBeComplete(tx: Tx, id: string): Promise<void> {
  const { prices, operations, rates } = await tx
    .selectFrom('billing.price as p')
    .select(sql<number>`count(*)::int`.as('prices'))
    .select(sql<number>`count(*) filter (where p.rule = 'operation')::int`.as('operations'))
    .select(
      sql<number>`(select count(*)::int from billing.labour_rate r
        where r.tenant_id = kit.tenant() and r.list_id = ${id} and r.level = '')`.as('rates'),
    )
    .where('p.list_id', '=', id)
    .executeTakeFirstOrThrow()
  if (prices === 0) throw problem('billing.list_empty', 409)
  if (operations > 0 && rates === 0) throw problem('billing.no_labour_rate', 409)
}

async function endPrevious(tx: Tx, actor: Actor, list: List): Promise<void> {
  const before = await tx
    .selectFrom('billing.price_list')
    .select(['id', 'version', sql<string>`(${list.valid_from}::date - 1)::text`.as('end')])
    .where('country', '=', list.country)
    .where('is_published', '=', true)
    .where('valid_from', '<', list.valid_from)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  if (!before) return
  await edit(tx, actor, {
    table: 'billing.price_list',
    id: before.id,
    ifMatch: before.version,
    patch: { valid_to: before.end },
    news: { type: 'price_list.changed', subjectType: 'price_list' },
  })
}

/** A published list may not be in force on a day another one is. */
export async function mustNotOverlap(
  tx: Tx,
  list: Pick<List, 'id' | 'country' | 'valid_from' | 'valid_to'>,
): Promise<void> {
  const other = await tx
    .selectFrom('billing.price_list')
    .select(['id', 'name', 'valid_from as from', 'valid_to as to'])
    .where('country', '=', list.country)
    .where('is_published', '=', true)
    .where('id', '<>', list.id)
    .where(
      sql<boolean>`daterange(valid_from, valid_to, '[]') && daterange(${list.valid_from}::date, ${list.valid_to}::date, '[]')`,
    )
    .executeTakeFirst()
  if (other) throw problem('billing.list_overlaps', 409, { listId: other.id, name: other.name, from: other.from })
}
