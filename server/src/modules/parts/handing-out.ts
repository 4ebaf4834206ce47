import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { movesBack } from './bringing-back.ts'
import type { issueBody, pickBody } from './demand-shapes.ts'
import { findDemand, serveDemand } from './demands.ts'
import { groundOf } from './ground.ts'
import { type End, post } from './posting.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { movesOut } from './taking.ts'

export type Line = Awaited<ReturnType<typeof linesOf>>[number]
type Body = z.output<typeof issueBody>
/** So much of a line, as it was told; `path` is where a refusal points to. */
export interface Handed {
  line: Line
  /** Millionths. */
  quantity: number
  batch: string | undefined
  serials: string[] | undefined
  index: number
  path: string
}

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
export async function issueDemand(tx: Tx, actor: Actor, id: string, body: Body, now: Date) {
  const demand = await findDemand(tx, actor, id, true)
  const documentId = body.id ?? newId()
  if (await isBooked(tx, documentId)) return
  const lines = await linesOf(tx, id)
  const { ownerId, place } = await groundOf(tx)
  const from: End = { placeId: demand.place_id, condition: 'good', ownerId }
  const to: End = { ...from, placeId: demand.to_place_id ?? place.customer }
  const left = (line: Line) => toMicros(line.quantity) - toMicros(line.issued) - toMicros(line.cancelled)
  const taken = takenOf(lines, body, left, (line) => ({
    ...{ code: 'parts.more_than_asked', values: { asked: left(line) / 1e6 } },
  }))
  const moves = await movesOut(tx, demand, taken, { from, to }, now)
  for (const { line, quantity } of taken)
    await sql`update parts.demand_line set issued = issued + ${asNumeric(quantity)}::numeric,
      picked = greatest(picked, issued + ${asNumeric(quantity)}::numeric) where id = ${line.id}`.execute(tx)
  await post(tx, actor, {
    ...{ id: documentId, kind: demand.to_place_id ? 'handover' : 'issue', moves, placeId: demand.place_id },
    ...{ stationId: demand.station_id, requestId: demand.request_id, workOrderId: demand.work_order_id },
    ...{ visitId: demand.visit_id, goesTo: demand.to_place_id, content: ['issue', id, body.lines] },
  })
  await serveDemand(tx, actor, id, now)
}

/** A line may be told in several parts, one of each batch: together they are no more than what is left of it. */
function takenOf(
  lines: readonly Line[],
  body: Body,
  leftOf: (line: Line) => number,
  tooMuch: (line: Line) => { code: string; values: Record<string, number> },
): Handed[] {
  const told = new Map<string, number>()
  return body.lines.map(({ lineId, quantity, batch, serials }, index) => {
    const line = lineNamed(lines, lineId)
    const path = `lines.${index}.`
    const sum = (told.get(lineId) ?? 0) + toMicros(quantity)
    if (sum > leftOf(line)) throw invalid({ path: `${path}quantity`, ...tooMuch(line) })
    told.set(lineId, sum)
    return { line, quantity: toMicros(quantity), batch, serials, index, path }
  })
}

async function isBooked(tx: Tx, documentId: string): Promise<boolean> {
  const row = await tx.selectFrom('parts.document').select('id').where('id', '=', documentId).executeTakeFirst()
  return row !== undefined
}

/** What the job did not need comes back to the shelf it came from, at the cost it left with. */
export async function returnUnused(tx: Tx, actor: Actor, id: string, body: Body, now: Date) {
  const demand = await findDemand(tx, actor, id, true)
  const documentId = body.id ?? newId()
  if (await isBooked(tx, documentId)) return
  const lines = await linesOf(tx, id)
  const { ownerId, place } = await groundOf(tx)
  const to: End = { placeId: demand.place_id, condition: 'good', ownerId }
  const from: End = { ...to, placeId: demand.to_place_id ?? place.customer }
  const left = (line: Line) => toMicros(line.issued) - toMicros(line.returned) - toMicros(line.used)
  const taken = takenOf(lines, body, left, (line) => ({
    ...{ code: 'parts.more_than_issued', values: { issued: Number(line.issued) } },
  }))
  const moves = await movesBack(tx, demand, taken, { from, to })
  for (const { line, quantity } of taken)
    await sql`update parts.demand_line set returned = returned + ${asNumeric(quantity)}::numeric where id = ${line.id}`.execute(
      tx,
    )
  await post(tx, actor, {
    ...{ id: documentId, kind: demand.to_place_id ? 'handover' : 'return', moves, placeId: demand.place_id },
    ...{ stationId: demand.station_id, requestId: demand.request_id, workOrderId: demand.work_order_id },
    ...{ visitId: demand.visit_id, content: ['unused', id, body.lines] },
  })
  await serveDemand(tx, actor, id, now)
}
