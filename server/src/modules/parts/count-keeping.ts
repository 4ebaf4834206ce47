import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { NO_BATCH } from './balances.ts'
import { groundOf } from './ground.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import type { Document, End, Move } from './posting.ts'
import { asNumeric } from './quantities.ts'

/**
 * A fact that is told after a count but happened before it was in what the counter saw: the result of the count stays, its
 * difference changes by as much. Returns the movements that do so, at the moment of the first count after the fact.
 */
export async function keepLaterCounts(tx: Tx, document: Document, facts: LedgerFacts): Promise<Move[]> {
  const { effectiveAt } = document
  if (!effectiveAt) return []
  const { place } = await groundOf(tx)
  const kept: Move[] = []
  for (const move of document.moves) {
    // A serial is where it was last seen; counts of serials scan each one.
    if (move.serialId) continue
    for (const [end, sign] of [[move.from, -1] as const, [move.to, 1] as const]) {
      if (!facts.places.get(end.placeId)!.isShelf) continue
      const at = await firstCountAfter(tx, move, end, effectiveAt, sign)
      if (at) kept.push(against(move, end, place.count_difference, sign, at))
    }
  }
  if (kept.length > 0) facts.places.set(place.count_difference, COUNT_DIFFERENCE(place.count_difference))
  return kept
}

const COUNT_DIFFERENCE = (id: string) => ({
  id,
  name: 'count_difference',
  kind: 'count_difference',
  isShelf: false,
  stationId: null,
})

/** The count that saw it, its difference corrected: the balance is locked, so no two facts correct it at once. */
async function firstCountAfter(tx: Tx, move: Move, end: End, after: Date, sign: 1 | -1): Promise<Date | null> {
  const change = asNumeric(-sign * move.quantity)
  const { rows } = await sql<{ at: Date }>`
    update parts.count_result c set difference = c.difference + ${change}::numeric
    where c.id = (select f.id from parts.count_result f where f.tenant_id = c.tenant_id and f.part_id = ${move.partId}
      and f.place_id = ${end.placeId} and f.condition = ${end.condition} and f.owner_id = ${end.ownerId}
      and f.batch_id = ${move.batchId ?? NO_BATCH} and f.counted_at >= ${after} order by f.counted_at limit 1)
    returning c.counted_at as at`.execute(tx)
  return rows[0]?.at ?? null
}

/** What the fact brought is taken off again at the count, and the other way round. */
function against(move: Move, end: End, beyond: string, sign: 1 | -1, at: Date): Move {
  const difference: End = { ...end, placeId: beyond }
  const ends = sign === 1 ? { from: end, to: difference } : { from: difference, to: end }
  return { partId: move.partId, quantity: move.quantity, batchId: move.batchId, ...ends, at, path: move.path }
}
