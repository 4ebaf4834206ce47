import { Kysely, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './db-types.ts'
import { tenantDialect } from './driver.ts'
import { tenancyPlugin } from './tenancy.ts'

/** The tenant of what concerns no company (yet): a transaction of it sees no rows. */
export const NOWHERE = '00000000-0000-0000-0000-000000000000'

declare const branded: unique symbol
/** An open transaction with a tenant. What writes takes one; the bare pool does not compile there. */
export type Tx = Transaction<DB> & { readonly [branded]: 'tx' }

// date stays 'YYYY-MM-DD': the driver's default makes a local midnight of it, which is another day elsewhere.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)

type Work<T> = (tx: Tx) => Promise<T>

export interface Database {
  readonly pool: pg.Pool
  /** Runs `work` in one transaction of that tenant, again after a deadlock; what `afterCommit` collected runs once it is durable. */
  tx<T>(tenantId: string, work: Work<T>): Promise<T>
  /**
   * The same on one of few connections kept apart: for what is needed while the caller already holds a connection.
   * When every connection of the pool is held by somebody who waits for one more, nobody ever goes on.
   */
  txApart<T>(tenantId: string, work: Work<T>): Promise<T>
  /** Reads only, and all of it as it was at its first statement, however long it takes: for exports. */
  snapshot<T>(tenantId: string, work: Work<T>): Promise<T>
  /** NOTIFY, on the connections kept apart. Nobody waits for its commit to reach the disk: what it says may be lost. */
  notify(channel: string, payload: string): Promise<void>
  /**
   * Runs `work` alone among all processes; false when another one is at it. The lock is the connection's, so a killed
   * process holds nothing. For what must not happen twice at once outside of a transaction: handing over a mail.
   */
  alone(key: string, work: () => Promise<void>): Promise<boolean>
  /** For the few reads before a tenant is known (sign-in): sees no tenant rows except through security-definer functions. */
  untenanted: Kysely<DB>
  /** A connection of its own, for LISTEN. */
  connect(): Promise<pg.Client>
  close(): Promise<void>
}

/** Each is held for one short transaction that waits for nobody; some of them for the disk. */
const APART = 6
const SNAPSHOT = { isolation: 'repeatable read', access: 'read only' } as const
const afterCommits = new WeakMap<object, (() => void)[]>()
const tenants = new WeakMap<object, string>()

/** Something to do once the change is durable, in this process (never the network: that is a job). */
export function afterCommit(tx: Tx, action: () => void): void {
  afterCommits.get(tx)?.push(action)
}

/** Whose transaction this is: for what is held in memory per company. */
export function tenantOf(tx: Tx): string {
  const tenantId = tenants.get(tx)
  if (!tenantId) throw new Error('not a transaction of this database')
  return tenantId
}

export function openDatabase(url: string, options: { max: number; role?: string }): Database {
  const config = { connectionString: url, ...(options.role ? { options: `-c role=${options.role}` } : {}) }
  const pool = openPool(config, options.max)
  const apart = openPool(config, APART)
  const inPool = transactions(pool)
  const inApart = transactions(apart)
  return {
    pool,
    tx: (tenantId, work) => againAfterDeadlock(() => inPool(tenantId, work)),
    txApart: (tenantId, work) => inApart(tenantId, work),
    snapshot: (tenantId, work) => inPool(tenantId, work, SNAPSHOT),
    async notify(channel, payload) {
      await apart.query("select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)", [channel, payload])
    },
    alone: (key, work) => aloneIn(pool, key, work),
    untenanted: new Kysely<DB>({ dialect: tenantDialect(pool, null) }),
    async connect() {
      const client = new pg.Client(config)
      client.on('error', () => {})
      await client.connect()
      return client
    },
    async close() {
      await Promise.all([pool.end(), apart.end()])
    },
  }
}

const DEADLOCK = '40P01'
const TRIES = 3

/** Whoever the database picks out of a circle of waiters has changed nothing yet, and the others go on: it tries again. */
async function againAfterDeadlock<T>(run: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++)
    try {
      return await run()
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || turn === TRIES) throw error
    }
}

async function aloneIn(pool: pg.Pool, key: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 2)) as mine', [key])
    if (!rows[0].mine) return false
    try {
      await work()
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 2))', [key])
    }
    return true
  } finally {
    client.release()
  }
}

function openPool(config: pg.PoolConfig, max: number): pg.Pool {
  // Waiting longer than this for a connection, the caller had better hear "not available" than nothing.
  const pool = new pg.Pool({ ...config, max, connectionTimeoutMillis: 10_000 })
  // A client losing its server is not a crash, idle or in use: the next query says so.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function transactions(pool: pg.Pool) {
  const byTenant = new Map<string, Kysely<DB>>()
  const forTenant = (tenantId: string) => {
    let db = byTenant.get(tenantId)
    if (!db) {
      db = new Kysely<DB>({ dialect: tenantDialect(pool, tenantId), plugins: [tenancyPlugin(tenantId)] })
      byTenant.set(tenantId, db)
    }
    return db
  }
  return async <T>(tenantId: string, work: Work<T>, how?: typeof SNAPSHOT): Promise<T> => {
    const actions: (() => void)[] = []
    const plain = forTenant(tenantId).transaction()
    const result = await (how ? plain.setIsolationLevel(how.isolation).setAccessMode(how.access) : plain).execute(
      async (raw) => {
        const tx = raw as Tx
        afterCommits.set(tx, actions)
        tenants.set(tx, tenantId)
        return work(tx)
      },
    )
    for (const action of actions) action()
    return result
  }
}
