import { positionOf } from '@aftercare/parts-planning'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ProposalRow } from './find.ts'
import { type StockOf, stockNow } from './stock.ts'

export interface Chosen {
  row: ProposalRow
}
export interface Refusal {
  row: ProposalRow
  code: string
  values: Record<string, string | number>
  /** the plan no longer fits what is there: it takes a new one */
  isOutdated?: boolean
}

/** Which proposals still stand: undecided, possible, and on the ground they were planned on. Most urgent first. */
export async function checked(tx: Tx, rows: readonly ProposalRow[]): Promise<{ chosen: Chosen[]; refused: Refusal[] }> {
  const parts = [...new Set(rows.map((row) => row.part_id))]
  const stock = new Map((await stockNow(tx, parts)).map((one) => [`${one.part} ${one.place}`, one]))
  const ordered = await orderedSince(tx, rows)
  const minimum = await minimums(tx, rows)
  const free = new Map<string, number>()
  const chosen: Chosen[] = []
  const refused: Refusal[] = []
  for (const row of [...rows].sort((a, b) => b.risk - a.risk || (a.id < b.id ? -1 : 1))) {
    const from = `${row.part_id} ${row.from_place_id}`
    const left = free.get(from) ?? stock.get(from)?.free ?? 0
    const no = cannot(row) ?? below(row, minimum) ?? moved(row, stock, ordered) ?? short(row, left)
    if (no) refused.push(no)
    else {
      chosen.push({ row })
      if (row.from_place_id) free.set(from, left - Number(row.quantity))
    }
  }
  return { chosen, refused }
}

function cannot(row: ProposalRow): Refusal | null {
  if (row.state !== 'open')
    return { row, code: `replenishment.${row.state}`, values: { by: row.decided_by_name ?? '' } }
  if (row.kind === 'wait' || row.kind === 'enough') return { row, code: 'replenishment.nothing_to_do', values: {} }
  if (!row.is_active) return { row, code: 'replenishment.part_inactive', values: {} }
  const isBought = row.kind === 'buy' || row.kind === 'last_buy'
  return isBought && row.supplier === null ? { row, code: 'replenishment.no_supplier', values: {} } : null
}

function below(row: ProposalRow, minimum: ReadonlyMap<string, number>): Refusal | null {
  const least = minimum.get(`${row.part_id} ${row.supplier}`) ?? 0
  if (row.supplier === null || Number(row.quantity) >= least) return null
  return {
    row,
    code: 'replenishment.below_minimum',
    values: { supplier: row.supplier, minimum: least },
    isOutdated: true,
  }
}

/** Somebody used, received, ordered or reserved since the plan: its sum no longer holds. */
function moved(
  row: ProposalRow,
  stock: ReadonlyMap<string, StockOf>,
  ordered: ReadonlyMap<string, number>,
): Refusal | null {
  const key = `${row.part_id} ${row.place_id}`
  const here = stock.get(key)
  const is = (here ? positionOf(here) : 0) - (ordered.get(`${row.run_id} ${key}`) ?? 0)
  const was = Number(row.position)
  if (Math.abs(is - was) < 1e-6) return null
  return { row, code: 'replenishment.stock_moved', values: { was, is }, isOutdated: true }
}

function short(row: ProposalRow, left: number): Refusal | null {
  if (row.from_place_id === null || left >= Number(row.quantity)) return null
  const values = { from: row.from_name ?? '', left: Math.max(0, left) }
  return { row, code: 'replenishment.source_short', values, isOutdated: true }
}

/** What other proposals of the same plan have already added and taken, which the plan reckoned with. */
async function orderedSince(tx: Tx, rows: readonly ProposalRow[]): Promise<Map<string, number>> {
  const runs = [...new Set(rows.map((row) => row.run_id))]
  const parts = [...new Set(rows.map((row) => row.part_id))]
  const { rows: sums } = await sql<{ run: string; part: string; place: string; units: number }>`
    select x.run_id as run, x.part_id as part, x.place, sum(x.units)::float8 as units from (
      select p.run_id, p.part_id, coalesce(p.to_place_id, p.place_id) as place, p.quantity as units from replenishment.proposal p
      where p.state = 'accepted' and p.run_id = any(${runs}::uuid[]) and p.part_id = any(${parts}::uuid[])
      union all select p.run_id, p.part_id, p.from_place_id, -p.quantity from replenishment.proposal p
      where p.state = 'accepted' and p.from_place_id is not null and p.run_id = any(${runs}::uuid[]) and p.part_id = any(${parts}::uuid[])) x
    group by 1, 2, 3`.execute(tx)
  return new Map(sums.map((one) => [`${one.run} ${one.part} ${one.place}`, one.units]))
}

async function minimums(tx: Tx, rows: readonly ProposalRow[]): Promise<Map<string, number>> {
  const found = await tx
    .selectFrom('parts.supply')
    .select(['part_id', 'supplier', 'minimum'])
    .where('part_id', 'in', [...new Set(rows.map((row) => row.part_id))])
    .execute()
  return new Map(found.map((one) => [`${one.part_id} ${one.supplier}`, Number(one.minimum)]))
}
