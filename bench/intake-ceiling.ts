import pg from 'pg'
import { newId } from '../server/src/kit/ids.ts'
import { runTogether } from '../server/src/kit/together.ts'
import type { Known } from './intake-ground.ts'
import type { Stage } from './stage.ts'

/** One row of each kind as the server wrote it: the ceiling writes the same again under new ids. */
interface Sample {
  idempotency: object
  request: object
  verbatim: object
  reading: object
  clocks: object[]
  event: object
  job: object
}

/** Takes a request the server has just written as the pattern. */
async function sampleOf(stage: Stage, requestId: string): Promise<Sample> {
  const { rows } = await stage.services.ownerPool.query(
    `select (select to_jsonb(x) from kit.idempotency x where x.response->>'id' = $1::text) as idempotency,
      (select to_jsonb(x) from requests.request x where x.id = $1::uuid) as request,
      (select to_jsonb(x) from requests.verbatim x where x.request_id = $1::uuid) as verbatim,
      (select to_jsonb(x) from requests.reading x where x.request_id = $1::uuid) as reading,
      (select jsonb_agg(x) from requests.clock x where x.request_id = $1::uuid) as clocks,
      (select to_jsonb(x) from kit.event x where x.subject_id = $1::uuid and x.type = 'request.opened') as event,
      (select to_jsonb(x) from graphile_worker._private_jobs x where x.payload->>'eventId' =
        (select e.id::text from kit.event e where e.subject_id = $1::uuid and e.type = 'request.opened')) as job`,
    [requestId],
  )
  return rows[0]
}

/** `insert into table (columns) values ($n, …)` with the values of a row, some of them given anew each time. */
class Statement {
  readonly parts: string[] = []
  readonly values: unknown[] = []
  readonly fresh = new Map<string, number[]>()

  add(name: string, table: string, row: object, anew: Record<string, string>, skip: string[] = []): void {
    const columns = Object.entries(row).filter(([column]) => !skip.includes(column))
    const marks = columns.map(([column, value]) => {
      this.values.push(
        value !== null && typeof value === 'object' && !isTextArray(value) ? JSON.stringify(value) : value,
      )
      if (anew[column]) this.fresh.set(anew[column], [...(this.fresh.get(anew[column]) ?? []), this.values.length - 1])
      return `$${this.values.length}`
    })
    this.parts.push(
      `${name} as (insert into ${table} (${columns.map(([column]) => `"${column}"`).join(', ')}) values (${marks.join(', ')}))`,
    )
  }

  get text(): string {
    return `with ${this.parts.join(', ')} select 1`
  }

  filled(values: Record<string, string>): unknown[] {
    const filled = [...this.values]
    for (const [name, places] of this.fresh) for (const place of places) filled[place] = values[name]
    return filled
  }
}
const isTextArray = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string')

export interface Ceiling {
  /** Writes the rows of each intake in one statement, all of them in one round trip and one commit. */
  write(connection: pg.Client, intakes: readonly Known[]): Promise<void>
  connect(): Promise<pg.Client>
}

/**
 * The ceiling: the same rows by one prepared statement and one durable commit each, by the owner of the tables (no
 * policies), without NOTIFY, without looking anything up. Nothing that must store an intake can be faster on this machine.
 */
export async function makeCeiling(stage: Stage, requestId: string): Promise<Ceiling> {
  const sample = await sampleOf(stage, requestId)
  const statement = new Statement()
  statement.add('k', 'kit.idempotency', sample.idempotency, { key: 'key' })
  statement.add('r', 'requests.request', sample.request, {
    id: 'request',
    number: 'number',
    customer_id: 'customerId',
    asset_id: 'assetId',
    address_id: 'addressId',
  })
  statement.add('v', 'requests.verbatim', sample.verbatim, { id: 'verbatim', request_id: 'request' })
  statement.add('g', 'requests.reading', sample.reading, { request_id: 'request' })
  for (const [n, clock] of sample.clocks.entries())
    statement.add(`c${n}`, 'requests.clock', clock, { request_id: 'request' })
  statement.add('e', 'kit.event', sample.event, { id: 'event', subject_id: 'request', thread_id: 'request' })
  statement.add('j', 'graphile_worker._private_jobs', sample.job, {}, ['id', 'is_available', 'key'])
  const { connectionString } = stage.services.ownerPool.options
  return {
    async connect() {
      const connection = new pg.Client({ connectionString })
      await connection.connect()
      return connection
    },
    async write(connection, intakes) {
      const statements = intakes.map((known) => {
        const request = newId()
        const values = { key: newId(), request, number: request, verbatim: newId(), event: newId(), ...known }
        return { name: 'ceiling', text: statement.text, values: statement.filled(values) }
      })
      // What is sent together without a 'begin' is one transaction.
      if (statements.length === 1) await connection.query(statements[0]!)
      else await runTogether(connection, statements)
    },
  }
}
