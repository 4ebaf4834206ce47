import pg from 'pg'

export interface Statement {
  /** A name keeps it prepared on its connection: the same name is always the same text. */
  name?: string | undefined
  text: string
  values: unknown[]
}
interface Rows {
  rows: unknown[]
  rowCount: number | null
}

/** What we use of the driver's own connection and result; its types do not describe them. */
interface Wire {
  stream: { cork(): void; uncork(): void }
  parsedStatements: Record<string, string>
  parse(one: { name?: string; text: string }): void
  bind(one: { statement?: string; values: unknown[]; valueMapper(value: unknown): unknown }): void
  describe(one: { type: 'P'; name: string }): void
  execute(one: object): void
  sync(): void
}
interface Reading extends Rows {
  addFields(fields: unknown[]): void
  parseRow(fields: unknown[]): unknown
  addRow(row: unknown): void
  addCommandComplete(message: unknown): void
}
const { Result, utils } = pg as unknown as {
  Result: new (mode: undefined, types: unknown) => Reading
  utils: { prepareValue(value: unknown): unknown }
}

/** What the columns of a prepared statement are, per connection: asked the first time, known ever after. */
const columnsKnown = new WeakMap<Wire, Map<string, unknown[]>>()

function columnsOn(wire: Wire): Map<string, unknown[]> {
  let known = columnsKnown.get(wire)
  if (!known) {
    known = new Map()
    columnsKnown.set(wire, known)
  }
  return known
}

/**
 * Several statements in one round trip: sent with one write, answered with one. The first error ends it, what follows is
 * skipped by the server. Round trips, not statements, are what a short transaction costs (stack.md 5).
 */
export class Together {
  callback: (error: Error | null, results?: Rows[]) => void = () => {}
  readonly #statements: readonly Statement[]
  readonly #types: unknown
  readonly #results: Reading[] = []
  #fresh: Statement[] = []
  /** A value its type could not read: said when everything has arrived, or the connection would be out of step. */
  #unreadable: Error | null = null

  constructor(statements: readonly Statement[], types: unknown) {
    this.#statements = statements
    this.#types = types
  }

  /** Statements were prepared by this for the first time; after an error nobody knows which of them the server has. */
  get preparedAny(): boolean {
    return this.#fresh.length > 0
  }

  submit(wire: Wire): void {
    wire.stream.cork()
    try {
      for (const one of this.#statements) this.#send(wire, one)
      wire.sync()
    } finally {
      wire.stream.uncork()
    }
  }

  #send(wire: Wire, { name, text, values }: Statement): void {
    const known = name === undefined ? undefined : wire.parsedStatements[name]
    if (known !== undefined && known !== text) throw new Error(`two statements are named ${name}`)
    if (known === undefined) {
      wire.parse(name === undefined ? { text } : { name, text })
      if (name !== undefined) this.#fresh.push({ name, text, values })
    }
    wire.bind({ ...(name === undefined ? {} : { statement: name }), values, valueMapper: utils.prepareValue })
    const result = new Result(undefined, this.#types)
    const columns = known === undefined || name === undefined ? undefined : columnsOn(wire).get(name)
    if (!columns) wire.describe({ type: 'P', name: '' })
    else if (columns.length > 0) result.addFields(columns)
    wire.execute({})
    this.#results.push(result)
  }

  #done = 0
  readonly #described = new Map<number, unknown[]>()
  handleRowDescription(message: { fields: unknown[] }): void {
    this.#described.set(this.#done, message.fields)
    this.#results[this.#done]!.addFields(message.fields)
  }
  handleDataRow(message: { fields: unknown[] }): void {
    const result = this.#results[this.#done]!
    try {
      result.addRow(result.parseRow(message.fields))
    } catch (error) {
      this.#unreadable ??= error as Error
    }
  }
  handleCommandComplete(message: unknown): void {
    this.#results[this.#done++]!.addCommandComplete(message)
  }
  handleEmptyQuery(): void {
    this.#done++
  }
  handleReadyForQuery(wire: Wire): void {
    for (const { name, text } of this.#fresh) wire.parsedStatements[name!] = text
    const known = columnsOn(wire)
    for (const [index, { name }] of this.#statements.entries()) {
      if (name !== undefined && !known.has(name)) known.set(name, this.#described.get(index) ?? [])
    }
    this.callback(this.#unreadable, this.#results)
  }
  handleError(error: Error): void {
    this.callback(error)
  }
  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}
}

/** Runs statements together on a connection; `preparedAny` of the error tells that the connection is better given up. */
export function runTogether(client: pg.ClientBase, statements: readonly Statement[]): Promise<Rows[]> {
  return new Promise((resolve, reject) => {
    const together = new Together(statements, pg.types)
    together.callback = (error, results) => {
      if (error) reject(Object.assign(error, { giveUp: together.preparedAny }))
      else resolve(results!)
    }
    client.query(together as unknown as pg.Submittable)
  })
}
