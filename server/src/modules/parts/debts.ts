import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type Balances, balanceKey, NO_BATCH } from './balances.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import type { Document, NumberedMove } from './posting.ts'
import { asNumeric } from './quantities.ts'

/** A van's debt is to be explained or filled up within so many days. */
const DAYS_TO_SETTLE = 3

/** Keeps the open debt of every balance that went or was below nothing; the balances are locked. */
export async function debtRows(
  tx: Tx,
  document: Document,
  moves: readonly NumberedMove[],
  balances: Balances,
  facts: LedgerFacts,
): Promise<void> {
  const touched = new Map(
    moves.flatMap((move) =>
      [move.from, move.to].map((end) => [balanceKey(move.partId, end, move.batchId), { move, end }] as const),
    ),
  )
  for (const [key, { move, end }] of touched) {
    const owed = -Math.min(balances.now(key) ?? 0, 0)
    const was = -Math.min(balances.before.get(key)?.onHand ?? 0, 0)
    if (owed === was) continue
    const at = document.effectiveAt ?? new Date()
    const stationId = facts.places.get(end.placeId)!.stationId
    await sql`
      insert into parts.debt as d (id, part_id, place_id, condition, owner_id, batch_id, station_id, quantity, since, due_at)
      values (${newId()}, ${move.partId}, ${end.placeId}, ${end.condition}, ${end.ownerId}, ${move.batchId ?? NO_BATCH}, ${stationId},
        ${asNumeric(Math.max(owed, 1))}, ${at}, clock_timestamp() + make_interval(days => ${DAYS_TO_SETTLE}))
      on conflict (tenant_id, part_id, place_id, condition, owner_id, batch_id) where settled_at is null
      do update set quantity = ${asNumeric(owed)}, settled_at = ${owed === 0 ? new Date() : null}::timestamptz`.execute(
      tx,
    )
  }
}
