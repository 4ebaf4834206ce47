import { sql } from 'kysely'
import type { Actor } from './actor.ts'
import type { Tx } from './db.ts'
import { announce, type News } from './events.ts'
import { type FieldChange, notFound, Problem } from './problem.ts'

export interface Edit {
  /** 'parties.customer' */
  table: string
  id: string
  /** The version the caller read (If-Match). */
  ifMatch: number
  /** Columns to set; absent = keep, null = clear. */
  patch: Record<string, unknown>
  /** Columns of `patch` that are jsonb although their value is a list of texts. */
  jsonLists?: readonly string[]
  /** Rows the actor may not see answer 404: `visibleTo(actor)` as extra condition. */
  visible?: ReturnType<typeof sql>
  /** What to announce; `changes` is filled in. */
  news: Omit<News, 'subject'> & { subjectType: string }
}

/**
 * Changes one row that two people can edit. A stale version is refused with what changed since, field by field, by whom.
 * Returns the row as it is now. A patch that changes nothing writes nothing.
 */
export async function edit<Row extends { version: number }>(tx: Tx, actor: Actor, input: Edit): Promise<Row> {
  const table = sql.table(input.table)
  const { rows } = await sql<Row & Record<string, unknown>>`
    select * from ${table} where id = ${input.id} ${input.visible ? sql`and ${input.visible}` : sql``} for update`.execute(
    tx,
  )
  const row = rows[0]
  if (!row) throw notFound(input.news.subjectType)
  if (row.version !== input.ifMatch) throw await staleVersion(tx, row, input)
  const changed = Object.entries(input.patch).filter(
    ([field, value]) => value !== undefined && !same(row[field], value),
  )
  if (changed.length === 0) return row
  const sets = changed.map(
    ([field, value]) => sql`${sql.ref(field)} = ${asParameter(value, input.jsonLists?.includes(field))}`,
  )
  const done = await sql<Row>`
    update ${table} set ${sql.join(sets)}, version = version + 1 where id = ${input.id} returning *`.execute(tx)
  const changes = Object.fromEntries(
    changed.map(([field, value]) => [wireName(field), { from: row[field] ?? null, to: value }]),
  )
  const { subjectType, ...news } = input.news
  const subject = { type: subjectType, id: input.id, version: row.version + 1 }
  await announce(tx, actor, { ...news, subject, data: { ...news.data, changes } })
  return done.rows[0]!
}

/** The refusal of a stale version, for changes that are not a plain edit: what changed since, by whom, and what holds now. */
export async function staleVersion(
  tx: Tx,
  row: Record<string, unknown>,
  input: Pick<Edit, 'id' | 'ifMatch' | 'patch'> & { news: { subjectType: string } },
): Promise<Problem> {
  const since = await tx
    .selectFrom('kit.event')
    .select(['at', 'actor_name', 'data'])
    .where('subject_type', '=', input.news.subjectType)
    .where('subject_id', '=', input.id)
    .where('subject_version', '>', input.ifMatch)
    .orderBy('at', 'desc')
    .execute()
  const changes = new Map<string, FieldChange>()
  for (const event of since) {
    const fields = (event.data as { changes?: Record<string, unknown> }).changes ?? {}
    for (const field of Object.keys(fields)) {
      if (changes.has(field)) continue
      const column = columnName(field)
      const yours = column in input.patch ? input.patch[column] : row[column]
      changes.set(field, {
        field,
        by: event.actor_name,
        at: event.at.toISOString(),
        theirs: row[column] ?? null,
        yours,
      })
    }
  }
  return new Problem('conflict.version', 409, { values: { version: row.version }, changes: [...changes.values()] })
}

/** The API says `timeZone` where the table says `time_zone`; events and conflicts speak as the API does. */
const wireName = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const columnName = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function same(left: unknown, right: unknown): boolean {
  const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : (value ?? null))
  return JSON.stringify(plain(left)) === JSON.stringify(plain(right))
}

/** Objects go in as jsonb; arrays of text stay arrays. */
function asParameter(value: unknown, isJsonList = false): unknown {
  const isJson =
    value !== null && typeof value === 'object' && !(value instanceof Date) && (isJsonList || !isTextArray(value))
  return isJson ? JSON.stringify(value) : value
}
function isTextArray(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
