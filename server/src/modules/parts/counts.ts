import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { NO_BATCH } from './balances.ts'
import type { countEntries } from './count-shapes.ts'
import { viewCount } from './count-view.ts'
import { groundOf } from './ground.ts'
import { readLines } from './lines.ts'
import { shelf } from './places.ts'
import { asNumeric } from './quantities.ts'

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
 * already is refused, unless `adds` says that the quantities sum up (two counters, two bins) or `recounts` that it counts instead.
 */
export async function addEntries(tx: Tx, actor: Actor, id: string, body: z.output<typeof countEntries>, now: Date) {
  const sheet = await lockSheet(tx, actor, id)
  if (sheet.state !== 'open') throw problem('conflict.state', 409, { from: sheet.state, to: 'counted' })
  const { ownerId } = await groundOf(tx)
  const told = new Set(body.entries.map((one) => one.id))
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
    if (body.recounts) await setAside(tx, id, key, told)
    else if (!body.adds) await mustBeFirst(tx, id, key, path)
    const quantity = nothing ? 0 : read.reduce((sum, one) => sum + one.quantity, 0)
    const serials = nothing ? [] : read.flatMap((one) => one.serialId ?? [])
    await tx
      .insertInto('parts.count_entry')
      .values({
        ...{ id: entry.id, sheet_id: id, ...key, quantity: asNumeric(quantity) },
        ...{ serial_ids: serials, by_id: actor.id, by_name: actor.name, counted_at: countedAt(entry.at, sheet, now) },
      })
      .execute()
  }
  return viewCount(tx, actor, id)
}

/** A phone's clock may be ahead of ours; before the count was opened nobody counted. */
function countedAt(at: string | undefined, sheet: { counted_at: Date }, now: Date): Date {
  const said = at ? new Date(at) : sheet.counted_at
  return new Date(Math.min(Math.max(said.getTime(), sheet.counted_at.getTime()), now.getTime()))
}

interface Counted {
  part_id: string
  condition: string
  owner_id: string
  batch_id: string
}
const entriesOf = (tx: Tx, sheetId: string, key: Counted) =>
  tx
    .selectFrom('parts.count_entry')
    .select(['id', 'by_name'])
    .where('sheet_id', '=', sheetId)
    .where('recounted_at', 'is', null)
    .where('part_id', '=', key.part_id)
    .where('condition', '=', key.condition)
    .where('owner_id', '=', key.owner_id)
    .where('batch_id', '=', key.batch_id)

async function mustBeFirst(tx: Tx, sheetId: string, key: Counted, path: string): Promise<void> {
  const other = await entriesOf(tx, sheetId, key).executeTakeFirst()
  if (other) throw invalid({ path: `${path}quantity`, code: 'parts.counted_already', values: { by: other.by_name } })
}

/** What was counted of it before is kept and counts no more; entries told together stand beside each other. */
async function setAside(tx: Tx, sheetId: string, key: Counted, told: ReadonlySet<string>): Promise<void> {
  const before = (await entriesOf(tx, sheetId, key).execute()).filter((one) => !told.has(one.id))
  if (before.length === 0) return
  await tx
    .updateTable('parts.count_entry')
    .set({ recounted_at: new Date() })
    .where(
      'id',
      'in',
      before.map((one) => one.id),
    )
    .execute()
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
