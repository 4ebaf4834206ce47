import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type FieldError, invalid } from '../../kit/problem.ts'
import { NO_BATCH } from './balances.ts'
import { groundOf } from './ground.ts'
import { type End, type Move, post } from './posting.ts'
import { asNumeric, fromMicros, toMicros } from './quantities.ts'
import { mustAllBeGenuine } from './using-genuine.ts'

/** Where a fitted part came from. From the technician's van, when nobody said and there is one. */
export const PART_SOURCES = ['van', 'station', 'bought', 'customers_own'] as const
export type PartSource = (typeof PART_SOURCES)[number]

export interface UsedLine {
  id: string
  kind: string
  /** The number of the part; what is not in the catalogue is not booked. */
  code: string | null
  quantity: string
  partSerial: string | null
  partBatch: string | null
  /** Why it is fitted although its maker does not know it. */
  unprovenReason: string | null
  source: PartSource | null
  /** Number of the part that came out, and what one of the new ones costs. */
  removedSerial: string | null
  unitMinor: string
  currency: string
}
export interface Use {
  visitId: string
  workOrderId: string
  requestId: string
  stationId: string | null
  technicianId: string
  assetId: string | null
  /** Where the machine is, and the day there. */
  country: string
  timeZone: string
  day: string
  lines: readonly UsedLine[]
}

interface Known {
  id: string
  number: string
  fold: string
  tracking: 'none' | 'batch' | 'serial'
}
/** A line of which so much is still to be booked. */
interface Open {
  line: UsedLine
  part: Known
  quantity: number
}
interface Shelf {
  id: string
  name: string
  mayOwe: boolean
}

/**
 * Lines that need a word on where the part came from: the van does not have so many, and it is not one that may owe (it works
 * without a network, and what it lacks becomes a debt to explain).
 */
export async function sourcesNeeded(tx: Tx, use: Use): Promise<FieldError[]> {
  const van = await vanOf(tx, use.technicianId)
  if (!van || van.mayOwe) return []
  const open = (await stillOpen(tx, use)).open.filter(({ line }) => line.source === null)
  const needed: FieldError[] = []
  const left = new Map<string, number>()
  for (const { line, part, quantity } of open) {
    const free = left.get(part.id) ?? toMicros(await freeAt(tx, part.id, van.id))
    left.set(part.id, free - quantity)
    const values = { part: part.number, van: van.name, left: fromMicros(Math.max(free, 0)) }
    if (free < quantity) needed.push({ path: `lines.${line.id}.source`, code: 'parts.source_needed', values })
  }
  return needed
}

/**
 * Books what a visit fitted: from the van, from the station's shelf, or past our shelves where it was bought on the way. What
 * was issued to the job already is only marked as used. Refusals name the line: `lines.<id>.…`. `at`: when it happened.
 */
export async function useParts(tx: Tx, actor: Actor, use: Use, at: Date, now: Date): Promise<void> {
  await mustAllBeGenuine(tx, actor, use, at)
  const { open, issued } = await stillOpen(tx, use)
  for (const { id, used } of issued.filter((one) => one.used > 0))
    await sql`update parts.demand_line set used = used + ${asNumeric(used)}::numeric where id = ${id}`.execute(tx)
  const van = await vanOf(tx, use.technicianId)
  const moves = new Map<string, Move[]>()
  for (const one of open) {
    const source = one.line.source ?? (van ? 'van' : 'customers_own')
    if (source === 'customers_own') continue
    const from = source === 'van' ? van : source === 'station' ? await stationShelf(tx, use.stationId) : null
    if (!from && source !== 'bought')
      throw invalid({ path: `lines.${one.line.id}.source`, code: 'parts.no_such_shelf' })
    const key = from?.id ?? 'bought'
    moves.set(key, [...(moves.get(key) ?? []), ...(await movesOf(tx, one, from?.id ?? null, use.assetId))])
    if (from && from.id === van?.id) await markHandedOver(tx, use, one, from.id)
  }
  const time = await timeOf(tx, at, now)
  for (const [placeId, made] of [...moves].sort(([a], [b]) => (a < b ? -1 : 1)))
    await post(tx, actor, {
      ...{ id: newId(), kind: 'issue', moves: made, placeId: placeId === 'bought' ? null : placeId },
      ...{ stationId: use.stationId, requestId: use.requestId, workOrderId: use.workOrderId, visitId: use.visitId },
      ...{ ...time, isProved: true },
    })
}

/** A fact told late stands where it happened, unless the books of that time are closed. */
async function timeOf(tx: Tx, at: Date, now: Date) {
  if (now.getTime() - at.getTime() < 120_000) return {}
  const closed = await tx.selectFrom('parts.closing').select('id').where('until', '>', at).limit(1).executeTakeFirst()
  return closed ? { happenedAt: at } : { effectiveAt: at }
}

export const vanOf = (tx: Tx, technicianId: string) => shelfOf(tx, 'van', 'person_id', technicianId)
export const stationShelf = (tx: Tx, stationId: string | null) => shelfOf(tx, 'station', 'station_id', stationId)

/** The first shelf of a kind that is somebody's or a station's. */
async function shelfOf(
  tx: Tx,
  kind: 'van' | 'station',
  whose: 'person_id' | 'station_id',
  ownId: string | null,
): Promise<Shelf | undefined> {
  return tx
    .selectFrom('parts.place')
    .select(['id', 'name', 'may_owe as mayOwe'])
    .where('kind', '=', kind)
    .where(whose, '=', ownId)
    .where('is_active', '=', true)
    .orderBy('code')
    .executeTakeFirst()
}

async function freeAt(tx: Tx, partId: string, placeId: string): Promise<string> {
  const { ownerId } = await groundOf(tx)
  const { rows } = await sql<{ free: string }>`select coalesce(sum(on_hand - reserved), 0) as free from parts.balance
    where part_id = ${partId} and place_id = ${placeId} and condition = 'good' and owner_id = ${ownerId}`.execute(tx)
  return rows[0]!.free
}

/** Lines of parts we keep, less what was issued straight to this job: that left the shelf with its issue. */
async function stillOpen(tx: Tx, use: Use) {
  const folds = use.lines.flatMap((line) => (line.code ? foldSerial(line.code) : []))
  if (folds.length === 0) return { open: [], issued: [] }
  const parts = await tx
    .selectFrom('parts.part')
    .select(['id', 'number', 'number_fold as fold', 'tracking'])
    .where('number_fold', 'in', folds)
    .execute()
  // The requests before their lines, as everywhere.
  await sql`select 1 from parts.demand where work_order_id = ${use.workOrderId} order by id for update`.execute(tx)
  const { rows } = await sql<{ id: string; part: string; left: string }>`
    select l.id, l.part_id as part, l.issued - l.returned - l.used as left from parts.demand d
    join parts.demand_line l on l.tenant_id = d.tenant_id and l.demand_id = d.id
    where d.work_order_id = ${use.workOrderId} and d.to_place_id is null order by l.id`.execute(tx)
  const issued = rows.map((row) => ({ id: row.id, part: row.part, left: toMicros(row.left), used: 0 }))
  const open: Open[] = []
  for (const line of use.lines) {
    const part = parts.find((one) => one.fold === foldSerial(line.code ?? ''))
    if (!part) continue
    let quantity = toMicros(line.quantity)
    for (const one of issued.filter((known) => known.part === part.id && line.source !== 'customers_own')) {
      const taken = Math.min(quantity, one.left - one.used)
      one.used += taken
      quantity -= taken
    }
    if (quantity > 0) open.push({ line, part: { ...part, tracking: part.tracking as Known['tracking'] }, quantity })
  }
  return { open, issued }
}

/** What was handed to the van for this job is used; the rest of it comes back to the shelf it came from. */
async function markHandedOver(tx: Tx, use: Use, { part, quantity }: Open, vanId: string): Promise<void> {
  const { rows } = await sql<{ id: string; left: string }>`
    select l.id, l.issued - l.returned - l.used as left from parts.demand d
    join parts.demand_line l on l.tenant_id = d.tenant_id and l.demand_id = d.id
    where d.work_order_id = ${use.workOrderId} and d.to_place_id = ${vanId} and l.part_id = ${part.id} order by l.id`.execute(
    tx,
  )
  let rest = quantity
  for (const row of rows) {
    const used = Math.min(rest, toMicros(row.left))
    if (used <= 0) continue
    rest -= used
    await sql`update parts.demand_line set used = used + ${asNumeric(used)}::numeric where id = ${row.id}`.execute(tx)
  }
}

async function movesOf(tx: Tx, one: Open, placeId: string | null, assetId: string | null): Promise<Move[]> {
  const { ownerId, place } = await groundOf(tx)
  const from: End = { placeId: placeId ?? place.supplier, condition: 'good', ownerId }
  const common = {
    ...{ partId: one.part.id, from, to: { ...from, placeId: place.customer }, path: `lines.${one.line.id}.` },
    assetId: assetId ?? undefined,
  }
  if (one.part.tracking === 'serial')
    return [{ ...common, quantity: one.quantity, serialId: await serialOf(tx, one, placeId) }]
  if (one.part.tracking === 'none' || !placeId) return [{ ...common, quantity: one.quantity }]
  return batchMoves(tx, one, common)
}

/** The one whose number was read; bought on the way, it is seen here for the first time. */
async function serialOf(tx: Tx, { line, part, quantity }: Open, placeId: string | null): Promise<string> {
  const path = `lines.${line.id}.partSerial`
  if (!line.partSerial || quantity !== 1_000_000)
    throw invalid({ path, code: 'parts.serials_needed', values: { wanted: fromMicros(quantity) } })
  const fold = foldSerial(line.partSerial)
  if (!placeId)
    await tx
      .insertInto('parts.serial')
      .values({ id: newId(), part_id: part.id, number: line.partSerial, number_fold: fold })
      .onConflict((c) => c.columns(['tenant_id', 'part_id', 'number_fold']).doNothing())
      .execute()
  const known = await tx
    .selectFrom('parts.serial')
    .select('id')
    .where('part_id', '=', part.id)
    .where('number_fold', '=', fold)
    .executeTakeFirst()
  if (!known) throw invalid({ path, code: 'parts.unknown_serial', values: { serial: line.partSerial } })
  return known.id
}

/** The batch that was read, else those that expire first before others; what is missing is asked of the last one, and refused there in words. */
async function batchMoves(tx: Tx, one: Open, common: Omit<Move, 'quantity'>): Promise<Move[]> {
  const { partBatch } = one.line
  const { rows } = await sql<{ batch: string; free: string }>`
    select b.batch_id as batch, b.on_hand - b.reserved as free from parts.balance b
    join parts.batch h on h.tenant_id = b.tenant_id and h.id = b.batch_id
    where b.part_id = ${one.part.id} and b.place_id = ${common.from.placeId} and b.condition = 'good' and b.owner_id = ${common.from.ownerId}
      and b.on_hand > b.reserved and h.blocked_at is null and (h.expires_on is null or h.expires_on >= current_date)
      and (${partBatch}::text is null or lower(h.code) = lower(${partBatch}::text))
    order by h.expires_on nulls last, b.batch_id`.execute(tx)
  let left = one.quantity
  const moves: Move[] = []
  for (const row of rows) {
    const quantity = Math.min(left, toMicros(row.free))
    if (quantity <= 0) break
    left -= quantity
    moves.push({ ...common, quantity, batchId: row.batch })
  }
  if (left > 0) moves.push({ ...common, quantity: left, batchId: rows.at(-1)?.batch ?? NO_BATCH })
  return moves
}
