import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { BOOKED_BEFORE, correctLayers } from './late-layers.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import type { Document, NumberedMove } from './posting.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { type Account, type Method, shareOf } from './valuation.ts'

/** What one movement did to a pool, in the order of effective time. */
export interface Step {
  movementId: string
  /** Millionths, below 0 for what left. */
  quantity: number
  minor: bigint
  /** Where the money of what left went. */
  account: Account | null
  /** Of what left, millionths that came back since: at the cost they left with, so they need no correction. */
  back: number
}
export interface Correction {
  movementId: string
  account: Account
  /** More (or less, below 0) that the movement should have cost. */
  minor: bigint
}

/**
 * What the issues after a fact told late should have cost by moving average, had it been told in time (case 6 of
 * parts-planning.md). `start` is the pool just before the fact. A moment at which the pool held less than what left (a van's
 * debt) proves nothing: that issue keeps its cost.
 */
export function correctionsSince(start: { quantity: number; minor: bigint }, steps: readonly Step[]): Correction[] {
  let { quantity, minor } = start
  const corrections: Correction[] = []
  for (const step of steps) {
    if (step.quantity >= 0) {
      quantity += step.quantity
      minor += step.minor
      continue
    }
    const out = -step.quantity
    const cost = out > quantity ? -step.minor : out === quantity ? minor : shareOf(minor, out, quantity)
    const more = shareOf(cost + step.minor, Math.max(out - step.back, 0), out)
    quantity -= out
    minor -= -step.minor + more
    if (more !== 0n && step.account)
      corrections.push({ movementId: step.movementId, account: step.account, minor: more })
  }
  return corrections
}

/**
 * New entries that bring the cost of later issues to what it would have been; nothing that was booked is rewritten. By moving
 * average after a receipt, first in first out after anything; the standard does not ask what came when, and a serial has its
 * own cost, which no other fact changes.
 */
export async function correctLaterIssues(
  tx: Tx,
  document: Document,
  facts: LedgerFacts,
  moves: readonly NumberedMove[],
): Promise<void> {
  if (!document.effectiveAt) return
  const pools = new Map<string, { partId: string; ownerId: string; method: Method }>()
  for (const { partId, from, to } of moves) {
    const [comes, stays] = [!facts.places.get(from.placeId)!.isShelf, facts.places.get(to.placeId)!.isShelf]
    const { method } = facts.parts.get(partId)!
    const ownerId = stays ? to.ownerId : from.ownerId
    const changes = method === 'average' ? comes && stays : method === 'fifo' && comes === stays
    if (changes && facts.own.has(ownerId)) pools.set(partId + ownerId, { partId, ownerId, method })
  }
  // In one order, as their pools were locked when the document was opened.
  for (const [, pool] of [...pools].sort(([a], [b]) => (a < b ? -1 : 1)))
    await (pool.method === 'fifo' ? correctLayers : correctPool)(tx, document, pool)
}

async function correctPool(tx: Tx, document: Document, { partId, ownerId }: { partId: string; ownerId: string }) {
  const since = document.effectiveAt!
  const entries = sql`(select v.movement_id, v.account, v.quantity, v.minor, v.booked_at, v.stands_at as at from parts.value_entry v
    where v.part_id = ${partId} and v.owner_id = ${ownerId} and v.booked_at >= ${since}::timestamptz - ${BOOKED_BEFORE})`
  const { rows: later } = await sql<{
    id: string
    at: string
    quantity: string
    minor: string
    account: Account
    back: string
  }>`
    select e.movement_id as id, e.at::text as at, sum(e.quantity) filter (where e.account = 'stock') as quantity,
      coalesce(sum(e.minor) filter (where e.account = 'stock'), 0)::text as minor,
      min(e.account) filter (where e.account <> 'stock' and e.minor > 0) as account,
      coalesce((select sum(b.quantity) from parts.movement b where b.tenant_id = kit.tenant() and (b.returns_id = e.movement_id or b.reverses_id = e.movement_id)), 0) as back
    from ${entries} e where e.at >= ${since} and e.movement_id is not null group by e.movement_id, e.at
    having coalesce(sum(e.quantity) filter (where e.account = 'stock'), 0) <> 0 or coalesce(sum(e.minor) filter (where e.account = 'stock'), 0) <> 0
    order by e.at, min(e.booked_at), e.movement_id`.execute(tx)
  const steps = later.map((row) => ({
    ...{ movementId: row.id, quantity: toMicros(row.quantity), minor: BigInt(row.minor), account: row.account },
    back: toMicros(row.back),
  }))
  if (!steps.some((step) => step.quantity < 0)) return
  const { rows: pools } = await sql<{
    quantity: string
    minor: string
  }>`select quantity, minor::text as minor from parts.layer
    where part_id = ${partId} and owner_id = ${ownerId} and movement_id is null and serial_id is null`.execute(tx)
  const start = steps.reduce(
    (pool, step) => ({ quantity: pool.quantity - step.quantity, minor: pool.minor - step.minor }),
    { quantity: toMicros(pools[0]!.quantity), minor: BigInt(pools[0]!.minor) },
  )
  const corrections = correctionsSince(start, steps)
  const more = corrections.reduce((sum, one) => sum + one.minor, 0n)
  if (corrections.length === 0) return
  const pool = await tx
    .updateTable('parts.layer')
    .set((eb) => ({ minor: eb('minor', '-', more.toString()) }))
    .where('part_id', '=', partId)
    .where('owner_id', '=', ownerId)
    .where('movement_id', 'is', null)
    .where('serial_id', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow()
  const standsAt = new Map(later.map((row) => [row.id, row.at]))
  const rows = corrections.flatMap(({ movementId, account, minor }) =>
    [
      { account: 'stock', minor: -minor, layer_id: pool.id },
      { account, minor, layer_id: null },
    ].map((one) => ({
      stands_at: standsAt.get(movementId)!,
      ...{ id: newId(), document_id: document.id, movement_id: movementId, part_id: partId, owner_id: ownerId },
      ...{ ...one, minor: one.minor.toString(), reason: 'late_fact', quantity: asNumeric(0) },
    })),
  )
  await tx.insertInto('parts.value_entry').values(rows).execute()
}
