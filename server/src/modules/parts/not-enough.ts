import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { Problem, problem } from '../../kit/problem.ts'
import { type Balances, balanceKey } from './balances.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import type { Document, NumberedMove } from './posting.ts'
import { fromMicros, toMicros } from './quantities.ts'

/** Refuses what is not there (or kept for others), naming line and field, what is left and where else it lies. */
export async function mustBeEnough(
  tx: Tx,
  document: Document,
  moves: readonly NumberedMove[],
  balances: Balances,
  facts: LedgerFacts,
): Promise<void> {
  await mustBeHere(tx, moves, facts)
  const free = new Map([...balances.before].map(([key, one]) => [key, balances.now(key)! - one.reserved]))
  for (const move of moves) {
    // What keeps a later count as it was seen is judged by the database, at every moment.
    if (move.at) continue
    const [from, to] = [
      balanceKey(move.partId, move.from, move.batchId),
      balanceKey(move.partId, move.to, move.batchId),
    ]
    const left = free.get(from)
    if (left !== undefined) {
      const known = balances.before.get(from)!
      // What is reserved for this very line is free for it; the database checks that the reservation holds.
      const usable = move.reservationId || document.breaks ? left + known.reserved : left
      const owes = known.mayOwe && !facts.places.get(move.to.placeId)!.isShelf && document.kind === 'issue'
      if (usable < move.quantity && !owes) throw await notEnough(tx, move, Math.max(usable, 0), facts)
      free.set(from, left - move.quantity)
    }
    if (free.has(to)) free.set(to, free.get(to)! + move.quantity)
  }
}

/** A serial leaves a shelf only from where it is: said before what is missing is counted. */
async function mustBeHere(tx: Tx, moves: readonly NumberedMove[], facts: LedgerFacts): Promise<void> {
  const leaving = moves.filter((move) => move.serialId && facts.places.get(move.from.placeId)!.isShelf)
  if (leaving.length === 0) return
  const rows = await tx
    .selectFrom('parts.serial as s')
    .leftJoin('parts.place as p', 'p.id', 's.place_id')
    .select(['s.id', 's.number', 's.place_id', 's.condition', 's.owner_id', 'p.name as place'])
    .where('s.id', 'in', [...new Set(leaving.map((move) => move.serialId!))])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const { serialId, from, path } of leaving) {
    const row = byId.get(serialId!)
    if (row?.place_id === from.placeId && row.condition === from.condition && row.owner_id === from.ownerId) continue
    throw problem('parts.serial_elsewhere', 409, {
      serial: row?.number,
      place: row?.place ?? '',
      field: `${path}serials`,
    })
  }
}

async function notEnough(tx: Tx, move: NumberedMove, left: number, facts: LedgerFacts): Promise<Problem> {
  const elsewhere = await sql<{ placeId: string; place: string; free: string }>`
    select p.id as "placeId", p.name as place, sum(b.on_hand - b.reserved) as free from parts.balance b
    join parts.place p on p.tenant_id = b.tenant_id and p.id = b.place_id and p.kind <> 'transit'
    where b.part_id = ${move.partId} and b.place_id <> ${move.from.placeId} and b.condition = 'good' and b.owner_id = ${move.from.ownerId}
      and b.on_hand > b.reserved group by p.id, p.name order by sum(b.on_hand - b.reserved) desc limit 5`.execute(tx)
  const values = {
    part: facts.parts.get(move.partId)!.number,
    place: facts.places.get(move.from.placeId)!.name,
    wanted: fromMicros(move.quantity),
    left: fromMicros(left),
    elsewhere: elsewhere.rows.map((one) => ({ ...one, free: fromMicros(toMicros(one.free)) })),
  }
  const errors = [{ path: `${move.path}quantity`, code: 'parts.not_enough', values }]
  return new Problem('parts.not_enough', 409, { values, errors })
}
