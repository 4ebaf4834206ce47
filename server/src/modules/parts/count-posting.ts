import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { problem } from '../../kit/problem.ts'
import { lockSheet } from './counts.ts'
import { groundOf } from './ground.ts'
import { type Condition, type End, type Move, post } from './posting.ts'
import { asNumeric, fromMicros, toMicros } from './quantities.ts'

interface Counted {
  part_id: string
  condition: Condition
  owner_id: string
  batch_id: string
  quantity: string
  serial_ids: string[]
  tracking: string
  /** When it was counted: its last entry. */
  at: Date
}

/**
 * Books a count: difference = counted − what lay there at the moment each line was counted, so what moved since moves on. Facts beat
 * wishes: reservations it leaves nothing for break, and their jobs are told.
 */
export async function postCount(tx: Tx, actor: Actor, id: string): Promise<void> {
  const sheet = await lockSheet(tx, actor, id)
  if (sheet.state !== 'open') throw problem('conflict.state', 409, { from: sheet.state, to: 'posted' })
  const { rows } = await sql<Counted>`
    select e.part_id, e.condition, e.owner_id, e.batch_id, sum(e.quantity) as quantity, p.tracking, max(coalesce(e.counted_at, ${sheet.counted_at})) as at,
      coalesce((select array_agg(distinct s.id) from parts.count_entry i, unnest(i.serial_ids) as s(id)
        where i.tenant_id = e.tenant_id and i.sheet_id = e.sheet_id and i.recounted_at is null and i.part_id = e.part_id and i.condition = e.condition), '{}') as serial_ids
    from parts.count_entry e join parts.part p on p.tenant_id = e.tenant_id and p.id = e.part_id
    where e.sheet_id = ${id} and e.recounted_at is null group by e.tenant_id, e.sheet_id, e.part_id, e.condition, e.owner_id, e.batch_id, p.tracking`.execute(
    tx,
  )
  if (rows.length === 0) throw problem('parts.nothing_counted', 409)
  const ends = rows.map((row) => ({
    ...{ part: row.part_id, place: sheet.place_id, condition: row.condition, owner: row.owner_id, batch: row.batch_id },
  }))
  await sql`select parts.lock_balances(${JSON.stringify(ends)}::jsonb)`.execute(tx)
  const { place } = await groundOf(tx)
  const moves: Move[] = []
  const differences: number[] = []
  for (const row of rows) {
    const made =
      row.tracking === 'serial'
        ? await serialMoves(tx, row, sheet.place_id, place.count_difference)
        : await plainMoves(tx, row, sheet.place_id, place.count_difference)
    moves.push(...made.map((move) => ({ ...move, at: row.at })))
    differences.push(made.reduce((sum, one) => sum + (one.to.placeId === sheet.place_id ? 1 : -1) * one.quantity, 0))
  }
  const documentId = newId()
  if (moves.length > 0)
    await post(tx, actor, {
      ...{ id: documentId, kind: 'count', moves, placeId: sheet.place_id, stationId: sheet.station_id },
      ...{ effectiveAt: sheet.counted_at, breaks: true, content: ['count', id] },
    })
  await keepResults(tx, sheet, rows, differences)
  await tx
    .updateTable('parts.count_sheet')
    .set((eb) => ({
      state: 'posted',
      document_id: moves.length > 0 ? documentId : null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await announce(tx, actor, {
    type: 'stock_count.posted',
    subject: { type: 'stock_count', id, version: sheet.version + 1 },
    stationId: sheet.station_id,
    data: { lines: rows.length, differences: differences.filter((one) => one !== 0).map(fromMicros) },
  })
}

const endsOf = (row: Counted, placeId: string, beyond: string): { here: End; there: End } => {
  const here: End = { placeId, condition: row.condition, ownerId: row.owner_id }
  return { here, there: { ...here, placeId: beyond } }
}

async function plainMoves(tx: Tx, row: Counted, placeId: string, beyond: string): Promise<Move[]> {
  const found = await sql<{
    was: string
  }>`select parts.on_hand_at(${row.part_id}, ${placeId}, ${row.condition}, ${row.owner_id},
    ${row.batch_id}, ${row.at}) as was`.execute(tx)
  const difference = toMicros(row.quantity) - toMicros(found.rows[0]!.was)
  if (difference === 0) return []
  const { here, there } = endsOf(row, placeId, beyond)
  const ends = difference > 0 ? { from: there, to: here } : { from: here, to: there }
  return [{ partId: row.part_id, quantity: Math.abs(difference), batchId: row.batch_id, ...ends, path: '' }]
}

/** Serials are counted one by one: missing ones leave, ones found again come back; what moved after the count is let be. */
async function serialMoves(tx: Tx, row: Counted, placeId: string, beyond: string): Promise<Move[]> {
  const { rows } = await sql<{
    id: string
    number: string
    place_id: string | null
    place: string
    last: string | null
    since: boolean
  }>`
    select s.id, s.number, s.place_id, coalesce(p.name, '') as place, s.last_movement_id as last, coalesce(m.effective_at > ${row.at}, false) as since
    from parts.serial s left join parts.movement m on m.tenant_id = s.tenant_id and m.id = s.last_movement_id
    left join parts.place p on p.tenant_id = s.tenant_id and p.id = s.place_id
    where s.part_id = ${row.part_id} and (s.id = any(${row.serial_ids}::uuid[]) or (s.place_id = ${placeId}
      and s.condition = ${row.condition} and s.owner_id = ${row.owner_id}))`.execute(tx)
  const { here, there } = endsOf(row, placeId, beyond)
  const moves: Move[] = []
  for (const serial of rows) {
    const isSeen = row.serial_ids.includes(serial.id)
    const isHere = serial.place_id === placeId
    if (serial.since || isSeen === isHere) continue
    const common = { partId: row.part_id, quantity: 1_000_000, serialId: serial.id, path: '' }
    if (isHere) moves.push({ ...common, from: here, to: there })
    else if (serial.place_id === beyond || serial.place_id === null)
      moves.push({ ...common, from: there, to: here, returnsId: serial.last ?? undefined })
    else throw problem('parts.serial_elsewhere', 409, { serial: serial.number, place: serial.place })
  }
  return moves
}

async function keepResults(
  tx: Tx,
  sheet: { id: string; place_id: string },
  rows: readonly Counted[],
  differences: readonly number[],
): Promise<void> {
  await tx
    .insertInto('parts.count_result')
    .values(
      rows.map((row, i) => ({
        ...{
          id: newId(),
          sheet_id: sheet.id,
          part_id: row.part_id,
          place_id: sheet.place_id,
          condition: row.condition,
        },
        ...{ owner_id: row.owner_id, batch_id: row.batch_id, counted_at: row.at },
        ...{ counted: row.quantity, difference: asNumeric(differences[i]!) },
      })),
    )
    .execute()
}
