import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Tx } from '../db.ts'
import { invalid } from '../problem.ts'
import { findIds } from '../search/find.ts'
import type { ListDefinition } from './definition.ts'
import { filterConditions } from './filters.ts'
import { beyond, type Cursor, decodeCursor, encodeCursor, type Order, orderOf, orderOfHits } from './order.ts'

export interface ListQuery {
  sort?: string | undefined
  q?: string | undefined
  after?: string | undefined
  limit: number
  [filter: string]: unknown
}
export type Row = Record<string, unknown> & { id: string }
export interface Page {
  items: Row[]
  next: string | null
  total: { count: number; exact: boolean } | null
  corrected: { typed: string; shown: string } | null
}

const COUNT_UP_TO = 1000
/** More than anybody pages through; the words that are everywhere are found among the newest entries alone. */
const MOST_HITS = 200

/** One page of a list: filtered, searched, sorted, by key (never by offset), only rows the actor may see. */
export async function page(tx: Tx, actor: Actor, list: ListDefinition, query: ListQuery): Promise<Page> {
  const chosen = await choose(tx, actor, list, query)
  const { rows, end } = await slice(tx, list, chosen, query.after ? decodeCursor(query.after) : null, query.limit)
  const next = end && encodeCursor(end)
  const all = { count: rows.length, exact: true }
  const total = query.after ? null : next ? await countRows(tx, list, chosen.where, COUNT_UP_TO) : all
  return { items: rows, next, total, corrected: chosen.corrected }
}

export interface Chosen {
  where: RawBuilder<unknown>
  order: Order
  corrected: Page['corrected']
}

/** Which rows a query means, and in which order. */
export async function choose(tx: Tx, actor: Actor, list: ListDefinition, query: ListQuery): Promise<Chosen> {
  const found = query.q ? await search(tx, actor, list, query.q) : null
  const hits = found ? [hitBy(list, found.ids, query.q!)] : []
  const where = sql.join([list.visible(actor), ...filterConditions(list, query), ...hits], sql` and `)
  const order = found && !query.sort ? orderOfHits(list, found.ids) : orderOf(list, query.sort)
  return { where, order, corrected: found?.corrected ?? null }
}

/** The next rows after a cursor, and where they end when there are more. */
export async function slice(
  tx: Tx,
  list: ListDefinition,
  { where, order }: Chosen,
  after: Cursor | null,
  limit: number,
) {
  const columns = Object.entries(list.columns).map(([key, one]) => sql`${sql.raw(one.sql)} as ${sql.ref(key)}`)
  const { rows } = await sql<Row & { __sort?: string | null }>`
    select ${sql.raw(list.id)} as id, ${sql.join(columns)}, (${order.ref})::text as __sort
    from ${sql.raw(list.from)} where ${where}${after ? sql` and ${beyond(order, after)}` : sql``}
    order by ${order.by} limit ${limit + 1}`.execute(tx)
  const isMore = rows.length > limit
  if (isMore) rows.pop()
  const last = rows.at(-1)
  const end: Cursor | null = isMore && last ? [last.__sort ?? null, last.id] : null
  for (const row of rows) tidy(list, row)
  return { rows: rows as Row[], end }
}

async function search(tx: Tx, actor: Actor, list: ListDefinition, q: string) {
  if (!list.search) throw invalid({ path: 'q', code: 'validation.no_search' })
  return findIds(tx, list.search, q, MOST_HITS, searchScope(actor, [list]))
}

function hitBy(list: ListDefinition, ids: readonly string[], q: string) {
  const hit = list.searchAmong
    ? sql<boolean>`exists (select from (${sql.raw(list.searchAmong)}) held (id) where held.id = any(${ids}::uuid[]))`
    : sql<boolean>`${sql.raw(list.searchId ?? list.id)} = any(${ids}::uuid[])`
  if (!list.searchNumber) return hit
  const number = q.trim().toUpperCase()
  const column = sql.raw(list.searchNumber)
  const own = /^\d{3,}$/.test(number) ? sql`${column} like ${`%${number}`}` : sql`${column} = ${number}`
  return sql<boolean>`(${hit} or ${own})`
}

/** Kinds whose entries carry their station are searched there only; all others are found first and sifted after. */
export function searchScope(actor: Actor, lists: readonly ListDefinition[]) {
  if (actor.stations === 'all') return undefined
  const shared = lists.filter((one) => !one.searchedByStation).flatMap((one) => one.search ?? [])
  return { stations: actor.stations, sharedKinds: shared }
}

export async function countRows(tx: Tx, list: ListDefinition, where: RawBuilder<unknown>, upTo: number) {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n
    from (select 1 from ${sql.raw(list.from)} where ${where} limit ${upTo + 1}) counted`.execute(tx)
  const n = rows[0]!.n
  return { count: Math.min(n, upTo), exact: n <= upTo }
}

/** numeric columns come as text from the driver; minor units stay text on purpose. */
function tidy(list: ListDefinition, row: Row): void {
  delete row.__sort
  for (const [key, one] of Object.entries(list.columns)) {
    if (one.type === 'number' && typeof row[key] === 'string') row[key] = Number(row[key])
  }
}
