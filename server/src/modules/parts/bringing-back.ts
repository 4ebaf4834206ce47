import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { invalid } from '../../kit/problem.ts'
import { NO_BATCH } from './balances.ts'
import type { Handed } from './handing-out.ts'
import type { End, Move } from './posting.ts'
import { fromMicros, toMicros } from './quantities.ts'
import { readNamed } from './taking.ts'

interface Ends {
  from: End
  to: End
}

/**
 * From the job it names the issues it left with, the last first. From a van it is a plain move back: of the batches that were handed
 * over for the job, the last first, as far as the van still has them.
 */
export async function movesBack(
  tx: Tx,
  demand: { to_place_id: string | null },
  handed: readonly Handed[],
  ends: Ends,
): Promise<Move[]> {
  const isFromVan = demand.to_place_id !== null
  /** What this document brings back already, by the issue it left with. */
  const back = new Map<string, number>()
  const moves: Move[] = []
  for (const one of handed) {
    if (!one.serials) {
      const issued = await (isFromVan ? stillInVan : issuesOf)(tx, one, ends)
      moves.push(...(await asIssued(tx, one, issued, isFromVan, back, ends)))
      continue
    }
    for (const { partId, quantity, serialId, lastMovementId } of await readNamed(tx, one)) {
      const returnsId = isFromVan ? undefined : (lastMovementId ?? undefined)
      moves.push({ partId, quantity, serialId, returnsId, ...ends, path: one.path })
    }
  }
  return moves
}

interface Issue {
  id: string
  batch: string
  left: string
}

/** What went to the line and has not come back, by issue. */
async function issuesOf(tx: Tx, { line }: Handed): Promise<Issue[]> {
  const { rows } = await sql<Issue>`
    select m.id, m.batch_id as batch, m.quantity - coalesce((select sum(b.quantity) from parts.movement b where b.tenant_id = m.tenant_id
      and (b.returns_id = m.id or b.reverses_id = m.id)), 0) as left
    from parts.movement m join parts.reservation r on r.tenant_id = m.tenant_id and r.id = m.reservation_id
    where r.line_id = ${line.id} and m.part_id = ${line.part_id} order by m.effective_at desc, m.id desc`.execute(tx)
  return rows
}

/** The batches that were handed over for the line, the last first, as far as they lie in the van. */
async function stillInVan(tx: Tx, { line }: Handed, { from }: Ends): Promise<Issue[]> {
  const { rows } = await sql<Issue>`
    select x.batch as id, x.batch, least(x.quantity, greatest(b.on_hand - b.reserved, 0)) as left
    from (select m.batch_id as batch, sum(m.quantity) as quantity, max(m.effective_at) as at
      from parts.movement m join parts.reservation r on r.tenant_id = m.tenant_id and r.id = m.reservation_id
      where r.line_id = ${line.id} and m.part_id = ${line.part_id} group by 1) x
    join parts.balance b on b.tenant_id = kit.tenant() and b.part_id = ${line.part_id} and b.place_id = ${from.placeId}
      and b.condition = ${from.condition} and b.owner_id = ${from.ownerId} and b.batch_id = x.batch
    order by x.at desc, x.batch`.execute(tx)
  return rows
}

async function asIssued(
  tx: Tx,
  one: Handed,
  issued: readonly Issue[],
  isFromVan: boolean,
  back: Map<string, number>,
  ends: Ends,
) {
  const { line, path } = one
  const [named] = await readNamed(tx, one)
  let left = one.quantity
  const moves: Move[] = []
  for (const row of issued) {
    if (named?.batchId && row.batch !== named.batchId) continue
    const quantity = Math.min(left, toMicros(row.left) - (back.get(row.id) ?? 0))
    if (quantity <= 0) continue
    left -= quantity
    back.set(row.id, (back.get(row.id) ?? 0) + quantity)
    const batchId = row.batch === NO_BATCH ? undefined : row.batch
    const returnsId = isFromVan ? undefined : row.id
    moves.push({ partId: line.part_id, quantity, batchId, returnsId, ...ends, path })
  }
  // A batch that never went to the job does not come back from it; a van may hold it from elsewhere.
  if (left > 0 && named && !isFromVan) {
    const values = { issued: fromMicros(one.quantity - left) }
    throw invalid({ path: `${path}quantity`, code: 'parts.more_than_issued', values })
  }
  if (left > 0) moves.push({ partId: line.part_id, quantity: left, batchId: named?.batchId, ...ends, path })
  return moves
}
