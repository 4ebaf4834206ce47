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
 * after such a statement the transaction is over, and nothing that could still fail may follow. It takes a client of the pool
 * no earlier than it needs one: who waits for something else first, keeps nobody waiting.
 */
class Connection implements DatabaseConnection {
  readonly #pool: pg.Pool
  #client: pg.PoolClient | undefined
  #broken: Error | undefined
  /** What begins the transaction, until the first statement has taken it along. */
  #beginning: Beginning | null = null
  #over = false
  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  begin(tenantId: string | null, settings: TransactionSettings): void {
    this.#beginning = { tenant: tenantId ? [tenantIs(tenantId)] : [], begin: beginning(settings) }
    this.#over = false
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#over) throw new Error('a statement came after the last one of its transaction')
    this.#client ??= await this.#pool.connect()
    const [, name, last] = HOT.exec(query.sql) ?? []
    const statement = { name, text: query.sql, values: [...query.parameters] }
    const first = this.#beginning
    this.#beginning = null
    const result = await this.#send(this.#client, first, statement, last !== undefined)
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  async #send(client: pg.PoolClient, first: Beginning | null, statement: Statement, last: boolean) {
    const { name, text, values } = statement
    if (!first && !last) return client.query(name ? { name, text, values } : { text, values })
    // What is sent together without a 'begin' is a transaction of its own, ended by the server: enough where it is first and last.
    const implicit = first?.begin.text === 'begin' && last
    const before = first ? [...(implicit ? [] : [first.begin]), ...first.tenant] : []
    const after = last && !implicit ? [COMMIT] : []
    try {
      const results = await runTogether(client, [...before, statement, ...after])
      this.#over = last
      return results[before.length]!
    } catch (error) {
      if ((error as { giveUp?: boolean }).giveUp) this.#broken = error as Error
      throw error
    }
  }

  async end(command: 'commit' | 'rollback'): Promise<void> {
    const begun = this.#beginning === null
    this.#beginning = null
    try {
      if (begun && !this.#over) await this.#client?.query(command)
    } catch (error) {
      // A lost server rolls back by itself; the caller must see the first error, not this one.
      if (command === 'commit') throw error
      this.#broken = error as Error
    }
    this.#over = false
  }

  release(): void {
    this.#client?.release(this.#broken)
    this.#client = undefined
  }

  streamQuery(): never {
    throw new Error('lists are read page by page (kit/list/page.ts), never streamed')
  }
}

interface Beginning {
  begin: Statement
  tenant: readonly Statement[]
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
    return new Connection(this.#pool)
  }
  async beginTransaction(connection: Connection, settings: TransactionSettings) {
    connection.begin(this.#tenantId, settings)
  }
  async commitTransaction(connection: Connection) {
    await connection.end('commit')
  }
  async rollbackTransaction(connection: Connection) {
    await connection.end('rollback')
  }
  async releaseConnection(connection: Connection) {
    connection.release()
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
