import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Tx } from '../db.ts'
import { invalid, problem } from '../problem.ts'
import { findIds } from '../search/find.ts'
import type { ListDefinition } from './definition.ts'
import { filterConditions } from './filters.ts'

export interface ListQuery {
  sort?: string | undefined
  q?: string | undefined
  after?: string | undefined
  limit: number
  [filter: string]: unknown
}
export interface Page {
  items: Record<string, unknown>[]
  next: string | null
  total: { count: number; exact: boolean } | null
  corrected: { typed: string; shown: string } | null
}

const COUNT_UP_TO = 1000

/** One page of a list: filtered, searched, sorted, by key (never by offset), only rows the actor may see. */
export async function page(tx: Tx, actor: Actor, list: ListDefinition, query: ListQuery): Promise<Page> {
  const found = query.q ? await search(tx, list, query.q) : null
  const where = sql.join(
    [
      list.visible(actor),
      ...filterConditions(list, query),
      ...(found ? [sql<boolean>`${sql.raw(list.id)} = any(${found.ids}::uuid[])`] : []),
    ],
    sql` and `,
  )
  const order = orderOf(list, query.sort)
  const after = query.after ? sql` and ${beyond(order, decodeCursor(query.after))}` : sql``
  const columns = Object.entries(list.columns).map(([key, one]) => sql`${sql.raw(one.sql)} as ${sql.ref(key)}`)
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.raw(list.id)} as id, ${sql.join(columns)}, ${order.ref} as __sort
    from ${sql.raw(list.from)} where ${where}${after}
    order by ${order.by} limit ${query.limit + 1}`.execute(tx)
  const more = rows.length > query.limit
  const shown = more ? rows.slice(0, query.limit) : rows
  const last = shown.at(-1)
  const next = more && last ? encodeCursor(last.__sort, String(last.id)) : null
  const total = query.after ? null : more ? await countRows(tx, list, where) : { count: shown.length, exact: true }
  for (const row of shown) delete row.__sort
  return { items: shown.map((row) => numbers(list, row)), next, total, corrected: found?.corrected ?? null }
}

async function search(tx: Tx, list: ListDefinition, q: string) {
  if (!list.search) throw invalid({ path: 'q', code: 'validation.no_search' })
  return findIds(tx, list.search, q, 500)
}

async function countRows(tx: Tx, list: ListDefinition, where: RawBuilder<unknown>) {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from ${sql.raw(list.from)} where ${where} limit ${COUNT_UP_TO + 1}) counted`.execute(
    tx,
  )
  const n = rows[0]!.n
  return { count: Math.min(n, COUNT_UP_TO), exact: n <= COUNT_UP_TO }
}

interface Order {
  ref: RawBuilder<unknown>
  id: RawBuilder<unknown>
  by: RawBuilder<unknown>
  down: boolean
  nullable: boolean
}

export function orderOf(list: ListDefinition, wanted: string | undefined): Order {
  const sort = wanted ?? list.sort
  const down = sort.startsWith('-')
  const column = list.columns[down ? sort.slice(1) : sort]
  if (!column) throw invalid({ path: 'sort', code: 'validation.invalid_value' })
  const ref = sql.raw(column.sql)
  const id = sql.raw(list.id)
  const nullable = column.nullable ?? false
  const nulls = nullable ? sql` nulls last` : sql``
  const by = down ? sql`${ref} desc${nulls}, ${id} desc` : sql`${ref}${nulls}, ${id}`
  return { ref, id, by, down, nullable }
}

function beyond(order: Order, cursor: [unknown, string]): RawBuilder<boolean> {
  const [value, id] = cursor
  const than = order.down ? sql`<` : sql`>`
  if (value === null) return sql<boolean>`(${order.ref} is null and ${order.id} ${than} ${id})`
  const further = sql<boolean>`(${order.ref}, ${order.id}) ${than} (${value}, ${id})`
  return order.nullable ? sql<boolean>`(${further} or ${order.ref} is null)` : further
}

function encodeCursor(value: unknown, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

function decodeCursor(cursor: string): [unknown, string] {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, string]
    if (typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && (value === null || typeof value !== 'object'))
      return [value, id]
  } catch {
    // falls through: a cursor that is none
  }
  throw problem('validation.cursor', 400)
}

/** numeric columns come as text from the driver; minor units stay text on purpose. */
function numbers(list: ListDefinition, row: Record<string, unknown>): Record<string, unknown> {
  for (const [key, one] of Object.entries(list.columns)) {
    if (one.type === 'number' && typeof row[key] === 'string') row[key] = Number(row[key])
  }
  return row
}
