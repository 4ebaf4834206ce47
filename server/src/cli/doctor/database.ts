import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { migrationState } from '../../kit/migrate.ts'
import type { Settings } from '../../kit/settings.ts'
import { findDatabase, makeLog } from '../../services.ts'
import { type Finding, fail, guarded, ok, warn } from './finding.ts'
import { checkLedger } from './ledger.ts'

const OLDEST = 150_000
const UNREACHED =
  'With DATABASE_URL: check host, port, password and that the server runs. Without: see postgres.log in the data folder.'

/** Version, migrations, connections, clock and queue; the embedded server is started for it when it does not run. */
export async function checkDatabase(settings: Settings): Promise<Finding[]> {
  if (!settings.databaseUrl && !fs.existsSync(path.join(settings.dataDir, 'postgres', 'data'))) {
    return [warn('database', 'not there yet', 'The first `aftercare demo` or `aftercare serve` makes it.')]
  }
  return guarded('database', () => askDatabase(settings), UNREACHED)
}

async function askDatabase(settings: Settings): Promise<Finding[]> {
  const urls = await findDatabase(settings, makeLog('silent'))
  const client = new pg.Client({ connectionString: urls.owner, connectionTimeoutMillis: 8_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const findings = [
      await version(client),
      await clock(client),
      await room(client, settings),
      await migrations(client),
    ]
    const rights = urls.app === urls.owner ? [] : await guarded('database rights', () => separate(urls.app))
    const jobs = await guarded('jobs', () => queue(client))
    return [...findings, ...rights, ...jobs, ...(await guarded('ledger', () => checkLedger(client)))]
  } finally {
    await client.end().catch(() => {})
    await urls.stop()
  }
}

async function version(client: pg.Client): Promise<Finding> {
  const { rows } =
    await client.query(`select current_setting('server_version_num')::int as n, current_setting('server_version') as v,
    current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on' as durable`)
  const { n, v, durable } = rows[0]
  if (n < OLDEST) return fail('database', `PostgreSQL ${v}`, 'Aftercare needs PostgreSQL 15 or newer.')
  if (!durable)
    return fail(
      'database',
      `PostgreSQL ${v} with fsync or full_page_writes off`,
      'Switch both on: a power cut would lose data.',
    )
  return ok('database', `PostgreSQL ${v}`)
}

async function clock(client: pg.Client): Promise<Finding> {
  const before = Date.now()
  const { rows } = await client.query<{ at: Date }>('select clock_timestamp() as at')
  const after = Date.now()
  const apart = Math.max(0, before - rows[0]!.at.getTime(), rows[0]!.at.getTime() - after)
  if (apart < 2_000) return ok('clock', 'server and database agree')
  const found = `server and database are ${(apart / 1000).toFixed(1)} s apart`
  return fail('clock', found, 'Set both by NTP (timedatectl set-ntp true): deadlines are counted by them.')
}

async function room(client: pg.Client, settings: Settings): Promise<Finding> {
  const { rows } = await client.query(
    `select current_setting('max_connections')::int as most, count(*)::int as used from pg_stat_activity`,
  )
  const { most, used } = rows[0]
  const needed = settings.poolSize + 12
  if (most >= needed) return ok('connections', `${used} of ${most} used; one server takes up to ${needed}`)
  return fail(
    'connections',
    `${most} allowed, one server takes up to ${needed}`,
    'Raise max_connections or lower DATABASE_POOL.',
  )
}

async function migrations(client: pg.Client): Promise<Finding> {
  const { pending, unknown } = await migrationState(client)
  if (unknown.length > 0)
    return fail(
      'migrations',
      `the data is newer than this version (${unknown[0]})`,
      'Start the newer version of Aftercare.',
    )
  if (pending.length === 0) return ok('migrations', 'all applied')
  return warn(
    'migrations',
    `${pending.length} wait, first ${pending[0]}`,
    'aftercare migrate (serve does it by itself)',
  )
}

/** The application must not be able to go round row-level security. */
async function separate(appUrl: string): Promise<Finding> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 8_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      'select rolname, rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
    )
    const { rolname, free } = rows[0]
    if (!free) return ok('database rights', `the application acts as ${rolname}`)
    return fail(
      'database rights',
      `${rolname} may go round the walls between companies`,
      'Set DATABASE_URL to a role without SUPERUSER and BYPASSRLS, DATABASE_OWNER_URL to the owner.',
    )
  } finally {
    await client.end().catch(() => {})
  }
}

async function queue(client: pg.Client): Promise<Finding> {
  const { rows: there } = await client.query(`select to_regprocedure('kit.queue_state()') is not null as yes`)
  if (!there[0].yes) return ok('jobs', 'no queue yet')
  const { rows } = await client.query('select waiting, failed, lag_seconds from kit.queue_state()')
  const { waiting, failed, lag_seconds: lag } = rows[0]
  const found = `${waiting} wait, ${failed} given up`
  if (lag > 60)
    return warn(
      'jobs',
      `${found}; the oldest waits ${Math.round(lag)} s`,
      'Is a worker running? `aftercare serve` has one, `aftercare worker` is one.',
    )
  if (failed > 0)
    return warn(
      'jobs',
      found,
      'select task_identifier, last_error from graphile_worker.jobs where attempts >= max_attempts',
    )
  return ok('jobs', found)
}
