import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { migrateJobs } from './jobs.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../db/migrations')
const LOCK = 7_305_411

export interface Migrated {
  applied: string[]
  total: number
}

/** Applies what is missing, each file in its own transaction, one process at a time. An edited file that has landed is refused. */
export async function migrate(ownerUrl: string, log: (line: string) => void = () => {}): Promise<Migrated> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  pool.on('error', () => {})
  pool.on('connect', (one) => one.on('error', () => {}))
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await prepare(client)
    const files = (await fs.readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migrations.done')
    const done = new Map(rows.map((row) => [row.name, row.hash]))
    const applied: string[] = []
    for (const name of files) {
      const sql = await fs.readFile(path.join(FOLDER, name), 'utf8')
      const hash = createHash('sha256').update(sql).digest('hex')
      const before = done.get(name)
      if (before === hash) continue
      if (before)
        throw new Error(`migration ${name} was changed after it had been applied: restore it and add a new file`)
      await apply(client, name, sql, hash)
      applied.push(name)
      log(name)
    }
    await migrateJobs(pool)
    return { applied, total: files.length }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    client.release()
    await pool.end()
  }
}

/** The migrations that wait to be applied, and those applied that this version does not know: it is older than the data. */
export async function migrationState(client: pg.ClientBase): Promise<{ pending: string[]; unknown: string[] }> {
  const files = (await fs.readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  const { rows } = await client
    .query<{ name: string }>(`select name from migrations.done`)
    .catch((error: { code?: string }) => {
      if (error.code === '42P01' || error.code === '3F000') return { rows: [] }
      throw error
    })
  const done = new Set(rows.map((row) => row.name))
  return {
    pending: files.filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !files.includes(name)),
  }
}

/** Two roles: the owner migrates; the application neither owns tables nor may bypass row-level security. */
async function prepare(client: pg.PoolClient): Promise<void> {
  await client.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'aftercare_app') then create role aftercare_app login nobypassrls; end if;
    exception when duplicate_object or unique_violation then null; -- another database of this server did it just now
    end $$;
    do $$ begin execute format('grant aftercare_app to %I', current_user); exception when others then null; end $$;
    create schema if not exists migrations;
    create table if not exists migrations.done (name text primary key, hash text not null, at timestamptz not null default now());`)
}

async function apply(client: pg.PoolClient, name: string, sql: string, hash: string): Promise<void> {
  try {
    await client.query(`begin; set local lock_timeout = '5s'`)
    await client.query(sql)
    await client.query('insert into migrations.done (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error })
  }
}
