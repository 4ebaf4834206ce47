import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { NO_BATCH } from './balances.ts'
import type { issueBody, pickBody } from './demand-shapes.ts'
import { findDemand, serveDemand } from './demands.ts'
import { groundOf } from './ground.ts'
import { readLines } from './lines.ts'
import { type End, type Move, post } from './posting.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { keptFor } from './reserving.ts'

type Line = Awaited<ReturnType<typeof linesOf>>[number]

async function linesOf(tx: Tx, demandId: string) {
  return tx
    .selectFrom('parts.demand_line')
    .selectAll()
    .where('demand_id', '=', demandId)
    .orderBy('id')
    .forUpdate()
    .execute()
}

function lineNamed(lines: readonly Line[], id: string): Line {
  const line = lines.find((one) => one.id === id)
  if (!line) throw notFound('part_request_line')
  return line
}

/** Taken off the shelf and laid ready: a counter is shown it, the books follow with the issue. */
export async function pick(tx: Tx, actor: Actor, id: string, body: z.output<typeof pickBody>): Promise<void> {
  await findDemand(tx, actor, id, true)
  const lines = await linesOf(tx, id)
  for (const [index, { lineId, quantity }] of body.lines.entries()) {
    const line = lineNamed(lines, lineId)
    const path = `lines.${index}.quantity`
    if (quantity < 0) throw invalid({ path, code: 'parts.quantity_positive' })
    if (toMicros(quantity) > toMicros(line.quantity) - toMicros(line.cancelled))
      throw invalid({ path, code: 'parts.more_than_asked', values: { asked: Number(line.quantity) } })
    await tx
      .updateTable('parts.demand_line')
      .set({ picked: asNumeric(toMicros(quantity)) })
      .where('id', '=', lineId)
      .execute()
  }
}

/** Issues to the job (or hands over to its van) out of what is kept for the line first, then out of what is free. */
export async function issueDemand(tx: Tx, actor: Actor, id: string, body: z.output<typeof issueBody>, now: Date) {
  const demand = await findDemand(tx, actor, id, true)
  const documentId = body.id ?? newId()
  if (await isBooked(tx, documentId)) return
  const lines = await linesOf(tx, id)
  const { ownerId, place } = await groundOf(tx)
  const from: End = { placeId: demand.place_id, condition: 'good', ownerId }
  const to: End = { ...from, placeId: demand.to_place_id ?? place.customer }
  const moves: Move[] = []
  for (const [index, asked] of body.lines.entries()) {
    const line = lineNamed(lines, asked.lineId)
    const left = toMicros(line.quantity) - toMicros(line.issued) - toMicros(line.cancelled)
    if (toMicros(asked.quantity) > left)
      throw invalid({ path: `lines.${index}.quantity`, code: 'parts.more_than_asked', values: { asked: left / 1e6 } })
    const made = await movesFor(tx, line, asked, { from, to }, index)
    moves.push(...made)
    await sql`update parts.demand_line set issued = issued + ${asNumeric(toMicros(asked.quantity))}::numeric,
      picked = greatest(picked, issued + ${asNumeric(toMicros(asked.quantity))}::numeric) where id = ${line.id}`.execute(
      tx,
    )
  }
  await post(tx, actor, {
    ...{ id: documentId, kind: demand.to_place_id ? 'handover' : 'issue', moves, placeId: demand.place_id },
    ...{ stationId: demand.station_id, requestId: demand.request_id, workOrderId: demand.work_order_id },
    ...{ visitId: demand.visit_id, content: ['issue', id, body.lines] },
  })
  await serveDemand(tx, actor, id, now)
}

async function isBooked(tx: Tx, documentId: string): Promise<boolean> {
  const row = await tx.selectFrom('parts.document').select('id').where('id', '=', documentId).executeTakeFirst()
  return row !== undefined
}

type Asked = z.output<typeof issueBody>['lines'][number]

async function movesFor(
  tx: Tx,
  line: Line,
  asked: Asked,
  ends: { from: End; to: End },
  index: number,
): Promise<Move[]> {
  const path = `lines.${index}.`
  const kept = await keptFor(tx, line.id)
  if (asked.serials) {
    const read = await readLines(
      tx,
      [{ partId: line.part_id, quantity: asked.quantity, serials: asked.serials }],
      false,
    )
    return read.map((one) => {
      const reservation = kept.find((k) => k.open >= one.quantity)
      if (reservation) reservation.open -= one.quantity
      return {
        partId: one.partId,
        quantity: one.quantity,
        serialId: one.serialId,
        reservationId: reservation?.id,
        ...ends,
        path,
      }
    })
  }
  let left = toMicros(asked.quantity)
  const moves: Move[] = []
  for (const one of kept) {
    const quantity = Math.min(left, one.open)
    if (quantity <= 0) continue
    left -= quantity
    const batchId = one.batchId === NO_BATCH ? undefined : one.batchId
    moves.push({ partId: line.part_id, quantity, batchId, reservationId: one.id, ...ends, path })
  }
  if (left > 0) moves.push({ partId: line.part_id, quantity: left, ...ends, path })
  return moves
}

/** What the job did not need comes back to the shelf it came from, at the cost it left with. */
export async function returnUnused(tx: Tx, actor: Actor, id: string, body: z.output<typeof issueBody>, now: Date) {
  const demand = await findDemand(tx, actor, id, true)
  const documentId = body.id ?? newId()
  if (await isBooked(tx, documentId)) return
  const lines = await linesOf(tx, id)
  const { ownerId, place } = await groundOf(tx)
  const to: End = { placeId: demand.place_id, condition: 'good', ownerId }
  const from: End = { ...to, placeId: demand.to_place_id ?? place.customer }
  const moves: Move[] = []
  for (const [index, asked] of body.lines.entries()) {
    const line = lineNamed(lines, asked.lineId)
    const path = `lines.${index}.`
    if (toMicros(asked.quantity) > toMicros(line.issued) - toMicros(line.returned) - toMicros(line.used))
      throw invalid({
        path: `${path}quantity`,
        code: 'parts.more_than_issued',
        values: { issued: Number(line.issued) },
      })
    moves.push(...(await backMoves(tx, demand, line, asked, { from, to }, path)))
    await sql`update parts.demand_line set returned = returned + ${asNumeric(toMicros(asked.quantity))}::numeric where id = ${line.id}`.execute(
      tx,
    )
  }
  await post(tx, actor, {
    ...{ id: documentId, kind: demand.to_place_id ? 'handover' : 'return', moves, placeId: demand.place_id },
    ...{ stationId: demand.station_id, requestId: demand.request_id, workOrderId: demand.work_order_id },
    ...{ visitId: demand.visit_id, content: ['unused', id, body.lines] },
  })
  await serveDemand(tx, actor, id, now)
}

/** From a van it is a plain move back; from the job it names the issues it left with, the last first. */
async function backMoves(
  tx: Tx,
  demand: { to_place_id: string | null; work_order_id: string | null; id: string },
  line: Line,
  asked: Asked,
  ends: { from: End; to: End },
  path: string,
): Promise<Move[]> {
  if (asked.serials) {
    const read = await readLines(
      tx,
      [{ partId: line.part_id, quantity: asked.quantity, serials: asked.serials }],
      false,
    )
    return read.map((one) => ({
      ...{ partId: one.partId, quantity: one.quantity, serialId: one.serialId, ...ends, path },
      returnsId: demand.to_place_id ? undefined : (one.lastMovementId ?? undefined),
    }))
  }
  const { rows } = await sql<{ id: string; batch: string; left: string }>`
    select m.id, m.batch_id as batch, m.quantity - coalesce((select sum(b.quantity) from parts.movement b where b.tenant_id = m.tenant_id
      and (b.returns_id = m.id or b.reverses_id = m.id)), 0) as left
    from parts.movement m join parts.reservation r on r.tenant_id = m.tenant_id and r.id = m.reservation_id
    where r.line_id = ${line.id} and m.part_id = ${line.part_id} order by m.effective_at desc, m.id desc`.execute(tx)
  let left = toMicros(asked.quantity)
  const moves: Move[] = []
  for (const row of rows) {
    const quantity = Math.min(left, toMicros(row.left))
    if (quantity <= 0) continue
    left -= quantity
    const batchId = row.batch === NO_BATCH ? undefined : row.batch
    moves.push({
      partId: line.part_id,
      quantity,
      batchId,
      returnsId: demand.to_place_id ? undefined : row.id,
      ...ends,
      path,
    })
  }
  if (left > 0) moves.push({ partId: line.part_id, quantity: left, ...ends, path })
  return moves
}
