import { sql } from 'kysely'
import type { Database, Tx } from './db.ts'

const BLOCK = 100
const blocks = new Map<string, { next: number; end: number; more: Promise<void> | null }>()

/**
 * The next number of a kind and year ('SR-2026-000123'), from a block this process has taken: writers never wait for each
 * other. Numbers of a block are lost with the process; only `gapFreeNumber` promises none missing.
 */
export async function takeNumber(db: Database, tenantId: string, prefix: string, year: number): Promise<string> {
  const key = `${tenantId} ${prefix} ${year}`
  const block = blocks.get(key) ?? { next: 1, end: 1, more: null }
  blocks.set(key, block)
  while (block.next >= block.end) {
    block.more ??= takeBlock(db, tenantId, prefix, year, BLOCK)
      .then((start) => {
        block.next = start
        block.end = start + BLOCK
      })
      .finally(() => {
        block.more = null
      })
    await block.more
  }
  return format(prefix, year, block.next++)
}

/** For invoices and credit notes, where law asks for no gaps: locks the series until the transaction ends. */
export async function gapFreeNumber(tx: Tx, prefix: string, year: number): Promise<string> {
  const { rows } = await sql<{ start: string }>`
    insert into kit.number_block (kind, year, next) values (${prefix}, ${year}, 2)
    on conflict (tenant_id, kind, year) do update set next = kit.number_block.next + 1 returning next - 1 as start`.execute(tx)
  return format(prefix, year, Number(rows[0]!.start))
}

function takeBlock(db: Database, tenantId: string, prefix: string, year: number, size: number): Promise<number> {
  return db.tx(tenantId, async (tx) => {
    const { rows } = await sql<{ start: string }>`
      insert into kit.number_block (kind, year, next) values (${prefix}, ${year}, ${1 + size})
      on conflict (tenant_id, kind, year) do update set next = kit.number_block.next + ${size}
      returning next - ${size} as start`.execute(tx)
    return Number(rows[0]!.start)
  })
}

function format(prefix: string, year: number, n: number): string {
  return `${prefix}-${year}-${String(n).padStart(6, '0')}`
}
