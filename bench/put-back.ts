import type { Stage } from './stage.ts'

/** The tables of the product with the columns one can write. */
const TABLES = `
  select format('%I.%I', c.table_schema, c.table_name) as name, c.table_schema || '_' || c.table_name as kept,
    string_agg(quote_ident(c.column_name), ', ') as columns
  from information_schema.columns c
  join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
  where c.is_generated = 'NEVER' and c.table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker', 'kept', 'auth')
  group by 1, 2`

/**
 * A backup of the whole company as it is now, and the way back to it: what a server restored to an earlier hour looks like to
 * phones. The life of the database stays the same (as after a copied folder), so nothing but what is missing gives it away.
 */
export async function backUp({ services }: Stage): Promise<() => Promise<void>> {
  const { rows } = await services.ownerPool.query<{ name: string; kept: string; columns: string }>(TABLES)
  const copies = rows.map(({ name, kept }) => `create table kept.${kept} as table ${name};`)
  await services.ownerPool.query(`create schema kept; ${copies.join(' ')}`)
  return async () => {
    const back = rows.map(
      ({ name, kept, columns }) =>
        `delete from ${name}; insert into ${name} (${columns}) overriding system value select ${columns} from kept.${kept};`,
    )
    // Without triggers and references: a restore writes rows, it changes nothing.
    await services.ownerPool.query(`begin; set local session_replication_role = replica; ${back.join(' ')} commit;`)
  }
}
