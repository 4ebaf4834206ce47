import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { runTogether, type Statement } from './together.ts'

const HOT = /^\/\* hot ([\w.-]+)( last)? \*\//
const COMMIT: Statement = { name: 'commit', text: 'commit', values: [] }
/** 'begin', and how the transaction sees what others change meanwhile. */
function beginning({ isolationLevel, accessMode }: TransactionSettings): Statement {
  const text = ['begin', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ')
  return { name: text, text, values: [] }
}
// Local to the transaction: a session-wide SET would leak to the next user of the pooled connection (stack.md 4).
const tenantIs = (tenantId: string): Statement => ({
  name: 'tenant',
  text: "select set_config('app.tenant_id', $1, true)",
  values: [tenantId],
})

/**
 * A connection that sends statements marked `/* hot name *\/` as named prepared statements (parsed once per connection),
 * begins a transaction in the same round trip as its first statement, and ends it in that of one marked `/* hot name last *\/`:
 * after such a statement the transaction is over, and nothing that could still fail may follow.
 */
class Connection implements DatabaseConnection {
  readonly client: pg.PoolClient
  broken: Error | undefined
  /** What begins the transaction, until the first statement has taken it along. */
  #beginning: readonly Statement[] = []
  #over = false
  constructor(client: pg.PoolClient) {
    this.client = client
  }

  begin(tenantId: string | null, settings: TransactionSettings): void {
    this.#beginning = [beginning(settings), ...(tenantId ? [tenantIs(tenantId)] : [])]
    this.#over = false
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#over) throw new Error('a statement came after the last one of its transaction')
    const [, name, last] = HOT.exec(query.sql) ?? []
    const statement = { name, text: query.sql, values: [...query.parameters] }
    const before = this.#beginning
    this.#beginning = []
    const result =
      before.length === 0 && !last
        ? await this.#alone(statement)
        : await this.#together(before, statement, last !== undefined)
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  #alone({ name, text, values }: Statement) {
    return this.client.query(name ? { name, text, values } : { text, values })
  }

  async #together(before: readonly Statement[], statement: Statement, last: boolean) {
    try {
      const results = await runTogether(this.client, [...before, statement, ...(last ? [COMMIT] : [])])
      this.#over = last
      return results[before.length]!
    } catch (error) {
      if ((error as { giveUp?: boolean }).giveUp) this.broken = error as Error
      throw error
    }
  }

  async end(command: 'commit' | 'rollback'): Promise<void> {
    const begun = this.#beginning.length === 0
    this.#beginning = []
    if (begun && !this.#over) await this.client.query(command)
    this.#over = false
  }

  streamQuery(): never {
    throw new Error('lists are read page by page (kit/list/page.ts), never streamed')
  }
}

/** Opens the transactions of one tenant (null: of nobody, for what is asked before a tenant is known). */
class TenantDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #tenantId: string | null
  constructor(pool: pg.Pool, tenantId: string | null) {
    this.#pool = pool
    this.#tenantId = tenantId
  }
  async init() {}
  async acquireConnection() {
    return new Connection(await this.#pool.connect())
  }
  async beginTransaction(connection: Connection, settings: TransactionSettings) {
    connection.begin(this.#tenantId, settings)
  }
  async commitTransaction(connection: Connection) {
    await connection.end('commit')
  }
  async rollbackTransaction(connection: Connection) {
    // A lost server rolls back by itself; the caller must see the first error, not this one.
    await connection.end('rollback').catch((error: Error) => {
      connection.broken = error
    })
  }
  async releaseConnection(connection: Connection) {
    connection.client.release(connection.broken)
  }
  async destroy() {}
}

export function tenantDialect(pool: pg.Pool, tenantId: string | null): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new TenantDriver(pool, tenantId),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
