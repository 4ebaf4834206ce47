import { sql } from 'kysely'
import type { Database, Tx } from './db.ts'

const BLOCK = 100
/** With fewer left the next block is fetched beside the work, so that nobody waits for it. */
const LOW = 50

interface Block {
  next: number
  end: number
  /** where the block after this one starts, once it is fetched */
  spare: number | null
  fetching: Promise<void> | null
}
const blocks = new Map<string, Block>()

/**
 * The next number of a kind and year ('SR-2026-000123'), from a block this process has taken: writers never wait for each
 * other. Numbers of a block are lost with the process; only `gapFreeNumber` promises none missing.
 */
export async function takeNumber(db: Database, tenantId: string, prefix: string, year: number): Promise<string> {
  const key = `${tenantId} ${prefix} ${year}`
  const block = blocks.get(key) ?? { next: 1, end: 1, spare: null, fetching: null }
  blocks.set(key, block)
  const fetch = () => {
    block.fetching ??= reserveNumbers(db, tenantId, prefix, year)
      .then((start) => {
        block.spare = start
      })
      .finally(() => {
        block.fetching = null
      })
    return block.fetching
  }
  while (block.next >= block.end) {
    if (block.spare === null) await fetch()
    else Object.assign(block, { next: block.spare, end: block.spare + BLOCK, spare: null })
  }
  // Failing now is no harm: whoever finds the block empty tries again and hears the error.
  if (block.spare === null && block.end - block.next <= LOW) fetch().catch(() => {})
  return format(prefix, year, block.next++)
}

/** For invoices and credit notes, where law asks for no gaps: locks the series until the transaction ends. */
export async function gapFreeNumber(tx: Tx, prefix: string, year: number): Promise<string> {
  const { rows } = await sql<{ start: string }>`
    insert into kit.number_block (kind, year, next) values (${prefix}, ${year}, 2)
    on conflict (tenant_id, kind, year) do update set next = kit.number_block.next + 1 returning next - 1 as start`.execute(
    tx,
  )
  return format(prefix, year, Number(rows[0]!.start))
}

/** Takes numbers in a row, for a block or a whole import; the first of them. On a connection kept apart: the caller holds one already. */
export function reserveNumbers(
  db: Database,
  tenantId: string,
  prefix: string,
  year: number,
  count = BLOCK,
): Promise<number> {
  return db.txApart(tenantId, async (tx) => {
    const { rows } = await sql<{ start: string }>`
      insert into kit.number_block (kind, year, next) values (${prefix}, ${year}, ${1 + count})
      on conflict (tenant_id, kind, year) do update set next = kit.number_block.next + ${count}
      returning next - ${count} as start`.execute(tx)
    return Number(rows[0]!.start)
  })
}

function format(prefix: string, year: number, n: number): string {
  return `${prefix}-${year}-${String(n).padStart(6, '0')}`
}
