import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'

const HOT = /^\/\* hot ([\w.-]+) \*\//

/** A connection that sends statements marked `/* hot name *\/` as named prepared statements (parsed once per connection). */
class Connection implements DatabaseConnection {
  readonly client: pg.PoolClient
  broken: Error | undefined
  constructor(client: pg.PoolClient) {
    this.client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = HOT.exec(query.sql)?.[1]
    const values = [...query.parameters]
    const result = await this.client.query(name ? { name, text: query.sql, values } : { text: query.sql, values })
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  streamQuery(): never {
    throw new Error('lists are read page by page (kit/list/page.ts), never streamed')
  }
}

/**
 * Begins every transaction with the tenant in the same round trip. The setting is local to the transaction:
 * a session-wide SET would leak to the next user of the pooled connection (stack.md 4).
 */
class TenantDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #begin: string
  constructor(pool: pg.Pool, tenantId: string | null) {
    this.#pool = pool
    this.#begin = tenantId ? `begin; set local app.tenant_id = '${checkUuid(tenantId)}'` : 'begin'
  }
  async init() {}
  async acquireConnection() {
    return new Connection(await this.#pool.connect())
  }
  async beginTransaction(connection: Connection) {
    await connection.client.query(this.#begin)
  }
  async commitTransaction(connection: Connection) {
    await connection.client.query('commit')
  }
  async rollbackTransaction(connection: Connection) {
    // A lost server rolls back by itself; the caller must see the first error, not this one.
    await connection.client.query('rollback').catch((error: Error) => {
      connection.broken = error
    })
  }
  async releaseConnection(connection: Connection) {
    connection.client.release(connection.broken)
  }
  async destroy() {}
}

function checkUuid(value: string): string {
  if (!/^[0-9a-f-]{36}$/.test(value)) throw new Error('not a tenant id')
  return value
}

export function tenantDialect(pool: pg.Pool, tenantId: string | null): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new TenantDriver(pool, tenantId),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
