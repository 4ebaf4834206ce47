import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { placesOf, readDocument } from './document-reading.ts'
import { groundOf } from './ground.ts'
import { factsOf } from './ledger-facts.ts'
import { partIds } from './lines.ts'
import { type End, type Move, movementsOf, type Posted, post } from './posting.ts'
import { fromMicros } from './quantities.ts'
import type { DocumentBody } from './shapes.ts'

/** Books what somebody did at one place: received, issued, took back, found defective, scrapped. */
export async function bookDocument(tx: Tx, actor: Actor, body: DocumentBody, now: Date): Promise<Posted> {
  const ground = await groundOf(tx)
  const facts = await factsOf(tx, partIds(body.lines), placesOf(body, ground))
  return post(tx, actor, await readDocument(tx, actor, body, now, ground, facts))
}

export async function findDocument(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('parts.document as d')
    .selectAll('d')
    .where('d.id', '=', id)
    .where(visibleTo(actor, 'd.station_id'))
    .executeTakeFirst()
  if (!row) throw notFound('stock_document')
  return row
}

/** What moved nothing is put right by another of its kind; what undid something stays undone. */
const FOR_GOOD: ReadonlySet<string> = new Set(['reversal', 'count_adjustment', 'cost', 'revaluation'])

/** Undoes a document by movements that name what they undo; what was used meanwhile is named in the refusal. */
export async function reverseDocument(
  tx: Tx,
  actor: Actor,
  id: string,
  body: { id?: string | undefined; note: string },
): Promise<Posted> {
  const document = await findDocument(tx, actor, id)
  if (FOR_GOOD.has(document.kind)) throw problem('conflict.state', 409, { from: document.kind, to: 'reversal' })
  const movements = await movementsOf(tx, id)
  const end = (row: (typeof movements)[number], side: 'from' | 'to') =>
    ({
      placeId: row[`${side}_place_id`],
      condition: row[`${side}_condition`],
      ownerId: row[`${side}_owner_id`],
    }) as End
  const moves = movements.map(
    (row): Move => ({
      partId: row.part_id,
      quantity: row.micros,
      from: end(row, 'to'),
      to: end(row, 'from'),
      batchId: row.batch_id,
      serialId: row.serial_id ?? undefined,
      reversesId: row.id,
      path: `lines.${row.line - 1}.`,
    }),
  )
  try {
    return await post(tx, actor, {
      id: body.id ?? newId(),
      kind: 'reversal',
      moves: moves.toReversed(),
      placeId: document.place_id,
      stationId: document.station_id,
      note: body.note,
      content: ['reversal', id],
    })
  } catch (error) {
    if ((error as { code?: string }).code !== 'parts.not_enough') throw error
    const issues = await issuesSince(tx, movements, document.effective_at)
    throw problem('parts.used_meanwhile', 409, { issues, documents: issues.length })
  }
}

/** The documents that took from the same balances since. */
async function issuesSince(tx: Tx, movements: Awaited<ReturnType<typeof movementsOf>>, since: Date) {
  const rows = await tx
    .selectFrom('parts.movement as m')
    .innerJoin('parts.document as d', 'd.id', 'm.document_id')
    .select(['d.id', 'd.kind', 'd.booked_at as bookedAt', 'd.by_name as by', 'm.quantity'])
    .where('m.part_id', 'in', [...new Set(movements.map((one) => one.part_id))])
    .where('m.from_place_id', 'in', [...new Set(movements.map((one) => one.to_place_id))])
    .where('m.effective_at', '>=', since)
    .where('m.reverses_id', 'is', null)
    .orderBy('m.effective_at', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => ({ ...row, quantity: fromMicros(Math.round(Number(row.quantity) * 1e6)) }))
}

export async function viewDocument(tx: Tx, actor: Actor, id: string) {
  const row = await findDocument(tx, actor, id)
  const movements = await tx
    .selectFrom('parts.movement as m')
    .innerJoin('parts.part as p', 'p.id', 'm.part_id')
    .innerJoin('parts.place as f', 'f.id', 'm.from_place_id')
    .innerJoin('parts.place as t', 't.id', 'm.to_place_id')
    .leftJoin('parts.batch as b', 'b.id', 'm.batch_id')
    .leftJoin('parts.serial as s', 's.id', 'm.serial_id')
    .select(['m.id', 'm.line', 'm.part_id', 'p.number', 'p.name', 'm.quantity', 'm.from_place_id', 'm.to_place_id'])
    .select(['f.name as from_place', 't.name as to_place', 'm.from_condition', 'm.to_condition'])
    .select(['b.code as batch', 's.number as serial', 'm.reverses_id', 'm.returns_id'])
    .where('m.document_id', '=', id)
    .orderBy('m.line')
    .execute()
  return {
    id: row.id,
    kind: row.kind,
    placeId: row.place_id,
    stationId: row.station_id,
    requestId: row.request_id,
    workOrderId: row.work_order_id,
    visitId: row.visit_id,
    note: row.note,
    effectiveAt: row.effective_at,
    happenedAt: row.happened_at,
    bookedAt: row.booked_at,
    by: row.by_name,
    movements: movements.map((one) => ({
      id: one.id,
      line: one.line,
      part: { id: one.part_id, number: one.number, name: one.name },
      quantity: Number(one.quantity),
      from: { placeId: one.from_place_id, place: one.from_place, condition: one.from_condition },
      to: { placeId: one.to_place_id, place: one.to_place, condition: one.to_condition },
      batch: one.batch,
      serial: one.serial,
      reversesId: one.reverses_id,
      returnsId: one.returns_id,
    })),
  }
}
