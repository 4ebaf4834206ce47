import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { NO_BATCH } from './balances.ts'
import type { Handed } from './handing-out.ts'
import { type ReadLine, readLines } from './lines.ts'
import type { End, Move } from './posting.ts'
import { asNumeric, fromMicros, toMicros } from './quantities.ts'
import { keptFor } from './reserving.ts'

interface Ends {
  from: End
  to: End
}
type Kept = Awaited<ReturnType<typeof keptFor>>
/** A line while its moves are made: what is kept for it, and how much of it is not handed out yet. */
interface Open {
  kept: Kept
  left: number
}

/**
 * What goes out to a job: what is kept for its lines first, then what is free. Who names another batch than the one kept took that
 * one, and the ledger says so: what was kept moves to it, and the batch left on the shelf is free for others.
 */
export async function movesOut(
  tx: Tx,
  demand: { priority: number },
  handed: readonly Handed[],
  ends: Ends,
  now: Date,
): Promise<Move[]> {
  const read: ReadLine[][] = []
  for (const one of handed) read.push(await readNamed(tx, one))
  await lockBatches(tx, handed, read.flat(), ends)
  await holdBatches(tx, read.flat())
  const open = await openOf(tx, handed)
  const moves: Move[] = []
  for (const [index, one] of handed.entries()) {
    const of = open.get(one.line.id)!
    of.left -= one.quantity
    const named = read[index]!
    if (named.length === 0) moves.push(...(await asKept(tx, one, of, ends)))
    for (const each of named) moves.push(...(await asNamed(tx, demand, one, each, of, ends, now)))
  }
  return moves
}

/** Serials and batches by what is printed on them; nothing where neither was told. */
export async function readNamed(tx: Tx, { line, quantity, batch, serials, index }: Handed): Promise<ReadLine[]> {
  if (!serials && batch === undefined) return []
  const told = { partId: line.part_id, quantity: fromMicros(quantity), ...(serials && { serials }), batch }
  return readLines(tx, [told], false, undefined, index)
}

async function openOf(tx: Tx, handed: readonly Handed[]): Promise<Map<string, Open>> {
  const open = new Map<string, Open>()
  for (const { line } of handed)
    if (!open.has(line.id)) {
      const left = toMicros(line.quantity) - toMicros(line.issued) - toMicros(line.cancelled)
      open.set(line.id, { kept: await keptFor(tx, line.id), left })
    }
  return open
}

/** Whatever may change hands is locked in the one order of the balances, before what is kept is read. */
async function lockBatches(tx: Tx, handed: readonly Handed[], read: readonly ReadLine[], ends: Ends): Promise<void> {
  if (handed.every((one) => one.batch === undefined)) return
  const keys: object[] = []
  const add = (part: string, batch: string) => {
    for (const { placeId: place, condition, ownerId: owner } of [ends.from, ends.to])
      keys.push({ part, place, condition, owner, batch })
  }
  for (const { partId, batchId } of read) add(partId, batchId ?? NO_BATCH)
  // What is free of the others too: whoever holds some of them and locks the rest later may wait in a circle.
  for (const one of handed) if (one.batch === undefined) add(one.line.part_id, NO_BATCH)
  for (const { line } of handed) for (const { batchId } of await keptFor(tx, line.id)) add(line.part_id, batchId)
  await sql`select parts.lock_balances(${JSON.stringify(keys)}::jsonb)`.execute(tx)
}

/** Who blocks one of them comes before or after: whether it may go out is asked when the ledger books it. */
async function holdBatches(tx: Tx, read: readonly ReadLine[]): Promise<void> {
  const ids = read.flatMap(({ batchId }) => batchId ?? [])
  if (ids.length === 0) return
  await tx.selectFrom('parts.batch').select('id').where('id', 'in', ids).orderBy('id').forShare().execute()
}

async function asKept(tx: Tx, one: Handed, { kept }: Open, ends: Ends): Promise<Move[]> {
  const { line, path } = one
  let left = one.quantity
  const moves: Move[] = []
  for (const own of kept) {
    const quantity = Math.min(left, own.open)
    if (quantity <= 0) continue
    own.open -= quantity
    left -= quantity
    moves.push({ partId: line.part_id, quantity, batchId: idOf(own.batchId), reservationId: own.id, ...ends, path })
  }
  if (left === 0) return moves
  // Of what is free nobody chose the batch or serial: it must be told.
  const told = [{ partId: line.part_id, quantity: fromMicros(left) }]
  const [rest] = await readLines(tx, told, false, undefined, one.index)
  return [...moves, { partId: line.part_id, quantity: rest!.quantity, ...ends, path }]
}

const idOf = (batchId: string) => (batchId === NO_BATCH ? undefined : batchId)

async function asNamed(
  tx: Tx,
  demand: { priority: number },
  one: Handed,
  read: ReadLine,
  open: Open,
  ends: Ends,
  now: Date,
): Promise<Move[]> {
  const { partId, batchId, serialId } = read
  const moves: Move[] = []
  let left = read.quantity
  const move = (quantity: number, reservationId?: string) =>
    moves.push({ partId, quantity, batchId, serialId, reservationId, ...ends, path: one.path })
  for (const own of open.kept) {
    const quantity = Math.min(left, own.open)
    if (quantity <= 0 || idOf(own.batchId) !== batchId || (serialId && own.open < left)) continue
    own.open -= quantity
    left -= quantity
    move(quantity, own.id)
  }
  if (left > 0) move(left, batchId && (await moveKept(tx, demand, one, batchId, left, open, ends.from, now)))
  return moves
}

/** The reservation by which so much of the batch goes out; absent where it is not free, which the booking refuses in its words. */
async function moveKept(
  tx: Tx,
  demand: { priority: number },
  { line }: Handed,
  batchId: string,
  quantity: number,
  open: Open,
  from: End,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ free: string }>`select greatest(on_hand, 0) - reserved as free from parts.balance
    where part_id = ${line.part_id} and place_id = ${from.placeId} and condition = 'good' and owner_id = ${from.ownerId}
      and batch_id = ${batchId}`.execute(tx)
  if (toMicros(rows[0]?.free ?? '0') < quantity) return undefined
  await letGo(tx, open)
  const id = newId()
  await tx
    .insertInto('parts.reservation')
    .values({
      ...{ id, part_id: line.part_id, place_id: from.placeId, owner_id: from.ownerId, batch_id: batchId },
      ...{ line_id: line.id, quantity: asNumeric(quantity), open: asNumeric(quantity), priority: demand.priority },
      // Used up by the booking it is made for.
      ends_at: new Date(now.getTime() + 86_400_000),
    })
    .execute()
  return id
}

/** No more stays kept than the line still wants. */
async function letGo(tx: Tx, { kept, left }: Open): Promise<void> {
  let over = kept.reduce((sum, own) => sum + own.open, 0) - left
  for (const own of kept.toReversed()) {
    const quantity = Math.min(over, own.open)
    if (quantity <= 0) continue
    over -= quantity
    own.open -= quantity
    await sql`update parts.reservation set open = open - ${asNumeric(quantity)}::numeric,
      state = case when open = ${asNumeric(quantity)}::numeric then 'released' else state end where id = ${own.id}`.execute(
      tx,
    )
  }
}
