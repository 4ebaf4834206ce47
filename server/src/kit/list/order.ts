import { type RawBuilder, sql } from 'kysely'
import { invalid, problem } from '../problem.ts'
import type { ListDefinition } from './definition.ts'

/** How the rows of a list follow each other; the id settles ties, so that every row has one place. */
export interface Order {
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

/** The order in which a search found them, best first. */
export function orderOfHits(list: ListDefinition, ids: readonly string[]): Order {
  const id = sql.raw(list.id)
  const place = list.searchAmong
    ? sql`(select min(array_position(${[...ids]}::uuid[], held.id)) from (${sql.raw(list.searchAmong)}) held (id))`
    : sql`array_position(${[...ids]}::uuid[], ${sql.raw(list.searchId ?? list.id)})`
  // Found by its own number: before what is about something that was found.
  const ref = list.searchNumber ? sql`coalesce(${place}, 0)` : place
  return { ref, id, by: sql`${ref}, ${id}`, down: false, nullable: false }
}

/** Where a page ended: the sort value as PostgreSQL prints it (a JavaScript date would lose its microseconds) and the id. */
export type Cursor = [string | null, string]

export function beyond(order: Order, [value, id]: Cursor): RawBuilder<boolean> {
  const than = order.down ? sql`<` : sql`>`
  if (value === null) return sql<boolean>`(${order.ref} is null and ${order.id} ${than} ${id})`
  const further = sql<boolean>`(${order.ref}, ${order.id}) ${than} (${value}, ${id})`
  return order.nullable ? sql<boolean>`(${further} or ${order.ref} is null)` : further
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

export function decodeCursor(cursor: string): Cursor {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    const isId = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    if (isId && (value === null || typeof value === 'string')) return [value, id]
  } catch {
    // falls through: a cursor that is none
  }
  throw problem('validation.cursor', 400)
}
