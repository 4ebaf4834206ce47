import Dexie, { type DBCore, type DBCoreCursor, type DBCoreTable, type Middleware } from 'dexie'

/** What a row looks like at rest: what finds it in the open, everything else under the key. */
type Sealed = Record<string, unknown> & { sealed?: ArrayBuffer }

const IV_BYTES = 12
const LENGTH_BYTES = 4

/**
 * Every row is encrypted before it is written and decrypted when it is read (AES-GCM). In the open stay only the ids and
 * states rows are found by. A row of an app from before is read as it lies and sealed when it is written next.
 */
export function sealing(key: CryptoKey, tables: readonly string[]): Middleware<DBCore> {
  return {
    stack: 'dbcore',
    name: 'seal',
    create: (core) => ({
      ...core,
      table: (name) => (tables.includes(name) ? sealedTable(core.table(name), key) : core.table(name)),
    }),
  }
}

function sealedTable(table: DBCoreTable, key: CryptoKey): DBCoreTable {
  const { primaryKey, indexes } = table.schema
  const open = new Set([primaryKey, ...indexes].flatMap((index) => index.keyPath ?? []))
  // A transaction of IndexedDB ends when it is idle: `waitFor` keeps it busy while the cipher works.
  const all = <T>(work: Promise<T>) => Dexie.waitFor(work) as Promise<T>
  const unsealed = (rows: unknown[]) => all(Promise.all(rows.map((row) => unseal(row as Sealed, key))))
  const query: DBCoreTable['query'] = async (request) => {
    const answer = await table.query(request)
    return request.values ? { ...answer, result: await unsealed(answer.result) } : answer
  }
  return {
    ...table,
    query,
    get: async (request) => (await unsealed([await table.get(request)]))[0],
    getMany: async (request) => unsealed(await table.getMany(request)),
    async mutate(request) {
      if (request.type !== 'add' && request.type !== 'put') return table.mutate(request)
      const values = await all(Promise.all(request.values.map((row) => seal(row as Sealed, open, key))))
      return table.mutate({ ...request, values })
    },
    // Ciphers do not wait for cursors: what it would pass over is read at once.
    async openCursor(request) {
      if (!request.values) return table.openCursor(request)
      const { result } = await query({ trans: request.trans, values: true, query: request.query })
      const rows = request.reverse ? result.toReversed() : result
      return rows.length === 0 ? null : cursorOver(rows, request.trans, primaryKey.extractKey!)
    },
  }
}

/** Walks rows that are here already, as a cursor of the database would. */
function cursorOver(rows: unknown[], trans: DBCoreCursor['trans'], keyOf: (row: unknown) => unknown): DBCoreCursor {
  let at = 0
  let isOver = false
  let result: unknown
  return {
    trans,
    get key() {
      return keyOf(rows[at])
    },
    get primaryKey() {
      return keyOf(rows[at])
    },
    get value() {
      return rows[at]
    },
    get done() {
      return isOver || at >= rows.length
    },
    continue: () => void at++,
    continuePrimaryKey: () => void at++,
    advance: (count: number) => {
      at += count
    },
    async start(onNext: () => void) {
      for (let seen = -1; !isOver && at < rows.length && at !== seen; ) {
        seen = at
        onNext()
      }
      return result
    },
    stop(value?: unknown) {
      isOver = true
      result = value
    },
    next: () => Promise.reject(new Error('rows under a key are read, not walked')),
    fail(error: Error) {
      throw error
    },
  } as DBCoreCursor
}

async function seal(row: Sealed, open: ReadonlySet<string>, key: CryptoKey): Promise<Sealed> {
  const shown = Object.fromEntries(Object.entries(row).filter(([name]) => open.has(name)))
  const { blob, ...rest } = row
  const bytes = blob instanceof Blob ? await blob.arrayBuffer() : new ArrayBuffer(0)
  const type = blob instanceof Blob ? { blobType: blob.type } : {}
  const text = new TextEncoder().encode(JSON.stringify({ ...rest, ...type }))
  const plain = new Uint8Array(LENGTH_BYTES + text.length + bytes.byteLength)
  new DataView(plain.buffer).setUint32(0, text.length)
  plain.set(text, LENGTH_BYTES)
  plain.set(new Uint8Array(bytes), LENGTH_BYTES + text.length)
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const hidden = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain))
  const sealed = new Uint8Array(IV_BYTES + hidden.length)
  sealed.set(iv)
  sealed.set(hidden, IV_BYTES)
  return { ...shown, sealed: sealed.buffer }
}

async function unseal(row: Sealed | undefined, key: CryptoKey): Promise<unknown> {
  if (!(row?.sealed instanceof ArrayBuffer)) return row
  const { sealed, ...shown } = row
  const iv = new Uint8Array(sealed, 0, IV_BYTES)
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(sealed, IV_BYTES))
  const length = new DataView(plain).getUint32(0)
  const text = new TextDecoder().decode(new Uint8Array(plain, LENGTH_BYTES, length))
  const { blobType, ...rest } = JSON.parse(text) as Record<string, unknown>
  if (blobType === undefined) return { ...rest, ...shown }
  return { ...rest, ...shown, blob: new Blob([plain.slice(LENGTH_BYTES + length)], { type: String(blobType) }) }
}
