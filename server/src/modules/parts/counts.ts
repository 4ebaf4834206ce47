import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { NO_BATCH } from './balances.ts'
import type { countEntries, countView } from './count-shapes.ts'
import { groundOf } from './ground.ts'
import { readLines } from './lines.ts'
import { shelf } from './places.ts'
import { asNumeric, fromMicros, toMicros } from './quantities.ts'

/** Opens the count of a place as of a moment. A second one at the same time is refused: counters add to the first. */
export async function openCount(tx: Tx, actor: Actor, body: { placeId: string; at?: string | undefined }, now: Date) {
  const place = await shelf(tx, actor, body.placeId)
  const at = body.at ? new Date(body.at) : now
  if (at > now) throw invalid({ path: 'at', code: 'parts.not_in_the_future' })
  const id = newId()
  const done = await sql<{ id: string }>`
    insert into parts.count_sheet (id, place_id, station_id, counted_at, created_by)
    values (${id}, ${place.id}, ${place.station_id}, ${at}, ${actor.id}) on conflict do nothing returning id`.execute(
    tx,
  )
  if (done.rows.length === 0) throw problem('parts.count_open', 409, { place: place.name })
  await announce(tx, actor, {
    type: 'stock_count.opened',
    subject: { type: 'stock_count', id, version: 1 },
    stationId: place.station_id,
    data: { place: place.name },
  })
  return viewCount(tx, actor, id)
}

export async function lockSheet(tx: Tx, actor: Actor, id: string) {
  const sheet = await tx
    .selectFrom('parts.count_sheet as c')
    .selectAll('c')
    .where('c.id', '=', id)
    .where(visibleTo(actor, 'c.station_id'))
    .forUpdate()
    .executeTakeFirst()
  if (!sheet) throw notFound('stock_count')
  return sheet
}

/**
 * What somebody counted. The ids are made by the device: sent or imported twice is counted once. What another entry has counted
 * already is refused, unless `adds` says that the quantities sum up (two counters, two bins).
 */
export async function addEntries(tx: Tx, actor: Actor, id: string, body: z.output<typeof countEntries>) {
  const sheet = await lockSheet(tx, actor, id)
  if (sheet.state !== 'open') throw problem('conflict.state', 409, { from: sheet.state, to: 'counted' })
  const { ownerId } = await groundOf(tx)
  for (const [index, entry] of body.entries.entries()) {
    const path = `entries.${index}.`
    const known = await tx
      .selectFrom('parts.count_entry')
      .select('sheet_id')
      .where('id', '=', entry.id)
      .executeTakeFirst()
    if (known) continue
    const nothing = entry.quantity === 0
    const line = { ...entry, quantity: nothing ? 1 : entry.quantity, serials: nothing ? undefined : entry.serials }
    const read = nothing && entry.serials ? [] : await readLines(tx, [line], true)
    const first = read[0]
    const key = {
      part_id: entry.partId,
      condition: entry.condition ?? 'good',
      owner_id: entry.ownerId ?? ownerId,
      batch_id: first?.batchId ?? NO_BATCH,
    }
    if (!body.adds) {
      const other = await tx
        .selectFrom('parts.count_entry')
        .select('by_name')
        .where('sheet_id', '=', id)
        .where('part_id', '=', key.part_id)
        .where('condition', '=', key.condition)
        .where('owner_id', '=', key.owner_id)
        .where('batch_id', '=', key.batch_id)
        .executeTakeFirst()
      if (other)
        throw invalid({ path: `${path}quantity`, code: 'parts.counted_already', values: { by: other.by_name } })
    }
    const quantity = nothing ? 0 : read.reduce((sum, one) => sum + one.quantity, 0)
    const serials = nothing ? [] : read.flatMap((one) => one.serialId ?? [])
    await tx
      .insertInto('parts.count_entry')
      .values({
        ...{ id: entry.id, sheet_id: id, ...key, quantity: asNumeric(quantity) },
        ...{ serial_ids: serials, by_id: actor.id, by_name: actor.name },
      })
      .execute()
  }
  return viewCount(tx, actor, id)
}

export async function cancelCount(tx: Tx, actor: Actor, id: string): Promise<void> {
  const sheet = await lockSheet(tx, actor, id)
  if (sheet.state !== 'open') throw problem('conflict.state', 409, { from: sheet.state, to: 'cancelled' })
  await tx
    .updateTable('parts.count_sheet')
    .set((eb) => ({ state: 'cancelled', version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await announce(tx, actor, {
    type: 'stock_count.cancelled',
    subject: { type: 'stock_count', id, version: sheet.version + 1 },
    stationId: sheet.station_id,
  })
}

/** The sheet as the counter needs it: what was counted, what the books said at that moment, what is picked and not yet booked. */
export async function viewCount(tx: Tx, actor: Actor, id: string): Promise<z.input<typeof countView>> {
  const sheet = await tx
    .selectFrom('parts.count_sheet as c')
    .innerJoin('parts.place as p', 'p.id', 'c.place_id')
    .selectAll('c')
    .select('p.name as place')
    .where('c.id', '=', id)
    .where(visibleTo(actor, 'c.station_id'))
    .executeTakeFirst()
  if (!sheet) throw notFound('stock_count')
  const { rows } = await sql<{
    partId: string
    part: string
    condition: never
    batch: string | null
    counted: string
    expected: string
    difference: string | null
    picked: string
    counters: number
  }>`
    select e.part_id as "partId", p.number as part, e.condition, b.code as batch, sum(e.quantity) as counted, count(*)::int as counters,
      parts.on_hand_at(e.part_id, ${sheet.place_id}, e.condition, e.owner_id, e.batch_id, ${sheet.counted_at}) as expected,
      (select r.difference from parts.count_result r where r.tenant_id = e.tenant_id and r.sheet_id = e.sheet_id and r.part_id = e.part_id
        and r.condition = e.condition and r.owner_id = e.owner_id and r.batch_id = e.batch_id) as difference,
      (select coalesce(sum(d.picked - d.issued), 0) from parts.demand_line d where d.tenant_id = e.tenant_id and d.part_id = e.part_id
        and d.place_id = ${sheet.place_id} and d.picked > d.issued) as picked
    from parts.count_entry e join parts.part p on p.tenant_id = e.tenant_id and p.id = e.part_id
    left join parts.batch b on b.tenant_id = e.tenant_id and b.id = e.batch_id
    where e.sheet_id = ${id} group by e.tenant_id, e.sheet_id, e.part_id, p.number, e.condition, e.owner_id, e.batch_id, b.code order by p.number`.execute(
    tx,
  )
  const plain = (value: string) => fromMicros(toMicros(value))
  return {
    id: sheet.id,
    state: sheet.state as 'open',
    place: { id: sheet.place_id, name: sheet.place },
    countedAt: sheet.counted_at.toISOString(),
    documentId: sheet.document_id,
    version: sheet.version,
    lines: rows.map((row) => ({
      ...row,
      counted: plain(row.counted),
      expected: plain(row.expected),
      difference: row.difference === null ? null : plain(row.difference),
      picked: plain(row.picked),
    })),
  }
}
