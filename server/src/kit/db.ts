import { Kysely, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './db-types.ts'
import { tenantDialect } from './driver.ts'
import { tenancyPlugin } from './tenancy.ts'

declare const branded: unique symbol
/** An open transaction with a tenant. What writes takes one; the bare pool does not compile there. */
export type Tx = Transaction<DB> & { readonly [branded]: 'tx' }

// date stays 'YYYY-MM-DD': the driver's default makes a local midnight of it, which is another day elsewhere.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)

export interface Database {
  readonly pool: pg.Pool
  /** Runs `work` in one transaction of that tenant; what `afterCommit` collected runs once it is durable. */
  tx<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** For the few reads before a tenant is known (sign-in): sees no tenant rows except through security-definer functions. */
  untenanted: Kysely<DB>
  close(): Promise<void>
}

const afterCommits = new WeakMap<object, (() => void)[]>()

/** Something to do once the change is durable, in this process (never the network: that is a job). */
export function afterCommit(tx: Tx, action: () => void): void {
  afterCommits.get(tx)?.push(action)
}

export function openDatabase(url: string, options: { max: number; role?: string }): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    ...(options.role ? { options: `-c role=${options.role}` } : {}),
  })
  // A client losing its server is not a crash, idle or in use: the next query says so.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const byTenant = new Map<string, Kysely<DB>>()
  const forTenant = (tenantId: string) => {
    let db = byTenant.get(tenantId)
    if (!db) {
      db = new Kysely<DB>({ dialect: tenantDialect(pool, tenantId), plugins: [tenancyPlugin(tenantId)] })
      byTenant.set(tenantId, db)
    }
    return db
  }
  return {
    pool,
    untenanted: new Kysely<DB>({ dialect: tenantDialect(pool, null) }),
    async tx(tenantId, work) {
      const actions: (() => void)[] = []
      const result = await forTenant(tenantId)
        .transaction()
        .execute(async (raw) => {
          const tx = raw as Tx
          afterCommits.set(tx, actions)
          return work(tx)
        })
      for (const action of actions) action()
      return result
    },
    close: () => pool.end(),
  }
}
