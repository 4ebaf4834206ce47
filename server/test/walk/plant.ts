import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../src/kit/db.ts'
import { newId } from '../../src/kit/ids.ts'
import { OVERRIDES } from './overrides.ts'

/** Whose row it is: the tenant it lies in, the station it belongs to, the person whose it is. */
export interface Owner {
  mark: string
  stationId: string
  personId: string
}
export interface Table {
  /** 'requests.request' */
  name: string
  columns: Column[]
  references: Reference[]
}
interface Column {
  name: string
  type: string
  nullable: boolean
  hasDefault: boolean
  /** first value of a check `in (…)` */
  choice: string | null
}
interface Reference {
  column: string
  table: string
  field: string
}
/** One planted row per table: its id, where the table has one. */
export type Planted = Map<string, string>

/** Every table of a tenant, those first that others refer to. */
export async function readTables(tx: Tx): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select n.nspname || '.' || c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'nullable', not a.attnotnull,
          'hasDefault', a.atthasdef or a.attidentity <> '' or a.attgenerated <> '',
          'choice', (select substring(pg_get_constraintdef(k.oid) from $r$ANY [(]+ARRAY[[]'([^']*)'$r$) from pg_constraint k
            where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select json_agg(json_build_object('column', a.attname, 'table', rn.nspname || '.' || r.relname, 'field', ra.attname))
        from pg_constraint k
        join pg_class r on r.oid = k.confrelid join pg_namespace rn on rn.oid = r.relnamespace
        cross join unnest(k.conkey, k.confkey) as key(num, rnum)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = key.num and a.attname <> 'tenant_id'
        join pg_attribute ra on ra.attrelid = r.oid and ra.attnum = key.rnum
        where k.conrelid = c.oid and k.contype = 'f'), '[]') as "references"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
    order by 1`.execute(tx)
  return inOrder(rows)
}

function inOrder(tables: Table[]): Table[] {
  const done: Table[] = []
  const placed = new Set<string>()
  while (done.length < tables.length) {
    const next = tables.filter(
      (table) =>
        !placed.has(table.name) && table.references.every((one) => one.table === table.name || placed.has(one.table)),
    )
    if (next.length === 0) throw new Error('tables refer to each other in a circle')
    for (const table of next) placed.add(table.name)
    done.push(...next)
  }
  return done
}

/** A row in every table, all tied together, with the owner's mark in every text a person could read. */
export async function plant(tx: Tx, tables: Table[], owner: Owner): Promise<{ planted: Planted; failed: string[] }> {
  const planted: Planted = new Map([
    ['network.station', owner.stationId],
    ['people.person', owner.personId],
  ])
  const failed: string[] = []
  for (const table of tables) {
    if (planted.has(table.name) || table.name === 'kit.company') continue
    const id = newId()
    const row = rowOf(table, id, owner, planted)
    const names = [...row.keys()].map((name) => sql.ref(name))
    await sql`savepoint planting`.execute(tx)
    try {
      await sql`insert into ${sql.table(table.name)} (${sql.join(names)}) values (${sql.join([...row.values()])})`.execute(
        tx,
      )
      if (row.has('id')) planted.set(table.name, id)
    } catch (error) {
      failed.push(`${table.name}: ${(error as Error).message}`)
      await sql`rollback to savepoint planting`.execute(tx)
    }
  }
  return { planted, failed }
}

function rowOf(table: Table, id: string, owner: Owner, planted: Planted): Map<string, unknown> {
  const row = new Map<string, unknown>()
  const given = OVERRIDES[table.name]?.({ owner, planted }) ?? {}
  for (const column of table.columns) {
    const value = column.name in given ? given[column.name] : cellOf(table, column, id, owner, planted)
    if (value !== undefined) row.set(column.name, value)
  }
  return row
}

/** Texts that come back to people: the mark goes into all of them, so that a leak shows. */
const READABLE =
  /^(name|title|subtitle|note|text|body|verbatim|comment|summary|description|reason_text|actor_name|to_address|line|district|serial|display_name|legal_name)$/

function cellOf(table: Table, column: Column, id: string, owner: Owner, planted: Planted): unknown {
  const { name, type } = column
  if (name === 'tenant_id') return undefined
  if (name === 'id') return id
  const reference = table.references.find((one) => one.column === name)
  if (reference && reference.table !== table.name) return planted.get(reference.table) ?? (column.nullable ? null : id)
  if (type === 'uuid') return uuidOf(table, column, owner, planted)
  if (type === 'text' && column.choice) return column.nullable || column.hasDefault ? undefined : column.choice
  if (type === 'text' && READABLE.test(name)) return `${owner.mark} ${table.name}`
  if (type === 'jsonb' && READABLE.test(name)) return JSON.stringify({ en: `${owner.mark} ${table.name}` })
  if (column.nullable || column.hasDefault) return undefined
  return needed(name, type, id)
}

/** References without a constraint are known by their name: customer_id is a customer, owner_id a person. */
function uuidOf(table: Table, { name, nullable, hasDefault }: Column, owner: Owner, planted: Planted): unknown {
  if (name === 'station_id') return owner.stationId
  if (/^(person|owner|technician|assignee|uploaded_by|created_by|granted_by|invited_by)(_id)?$/.test(name))
    return owner.personId
  if (name === 'thread_id' || name === 'request_id')
    return planted.get('requests.request') ?? (nullable ? null : newId())
  if (name === 'subject_id') return planted.get('requests.request') ?? newId()
  const noun = name.replace(/_id$/, '')
  const [schema] = table.name.split('.')
  const found = planted.get(`${schema}.${noun}`) ?? [...planted].find(([other]) => other.endsWith(`.${noun}`))?.[1]
  if (found) return found
  return nullable || hasDefault ? undefined : newId()
}

const BY_NAME: Record<string, string> = {
  country: 'CN',
  currency: 'CNY',
  language: 'en',
  time_zone: 'Asia/Shanghai',
  channel: 'phone',
  subject_type: 'request',
}

function needed(name: string, type: string, id: string): unknown | RawBuilder<unknown> {
  const unique = id.slice(-12)
  switch (type) {
    case 'text':
      return BY_NAME[name] ?? (/(number|code|hash|token|key|key_hash|value)$/.test(name) ? `x${unique}` : 'x')
    case 'text[]':
    case 'uuid[]':
      return []
    case 'jsonb':
      return '{}'
    case 'boolean':
      return false
    case 'date':
      return '2026-10-01'
    case 'timestamp with time zone':
      return new Date('2026-10-01T08:00:00Z')
    case 'tstzrange':
      return '[2027-10-01 08:00+00,2027-10-01 09:00+00)'
    case 'tsvector':
      return 'planted'
    default:
      return 1
  }
}
