import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { hasReactions, told } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { NO_BATCH } from './balances.ts'
import type { Document, DocumentKind, NumberedMove } from './posting.ts'
import { asNumeric } from './quantities.ts'
import type { LayerRow, ValueRow } from './value-movements.ts'

/** A document that is ready to be written. */
export interface Booking {
  actor: Actor
  document: Document
  stationId: string | null
  moves: readonly NumberedMove[]
  entries: readonly ValueRow[]
}
/** The answer kept under an idempotency key. */
export interface KeptAnswer {
  key: string
  route: string
  bodyHash: string
  response: unknown
}

/** After these somebody's waiting may be over. */
const ARRIVES: ReadonlySet<DocumentKind> = new Set([
  'receipt',
  'return',
  'arrive',
  'count',
  'change',
  'conversion',
  'reversal',
])

/**
 * Whole documents in one statement, their values one JSON text each kind: movements, layers, entries of value, event, reaction;
 * of documents that arrived together also the document itself and the kept answer. What follows from the movements the
 * database keeps itself (parts.book_movements).
 */
const write = (name: string) => `/* hot ${name} */ with
    d as materialized (select * from jsonb_to_recordset($1::jsonb) as d(id uuid, kind text, content_hash text, place_id uuid,
      station_id uuid, request_id uuid, work_order_id uuid, visit_id uuid, note text, by_kind text, by_id uuid, by_name text,
      event_id uuid, event_type text, lines integer, has_reactions boolean, is_opened boolean, key text, route text, body_hash text, response jsonb)),
    document as (insert into parts.document (id, kind, content_hash, place_id, station_id, request_id, work_order_id, visit_id, note,
        effective_at, booked_at, by_kind, by_id, by_name)
      select id, kind, content_hash, place_id, station_id, request_id, work_order_id, visit_id, note, $5::timestamptz, $5::timestamptz,
        by_kind, by_id, by_name from d where not is_opened order by id),
    kept as (insert into kit.idempotency (key, actor_id, route, body_hash, status, response)
      select key, by_id, route, body_hash, 201, response from d where key is not null order by key),
    moved as (insert into parts.movement (id, document_id, line, part_id, quantity, from_place_id, from_condition, from_owner_id,
        to_place_id, to_condition, to_owner_id, batch_id, serial_id, asset_id, reservation_id, reverses_id, returns_id, effective_at)
      select m.id, m.document, m.line, m.part, m.quantity, m.from_place, m.from_condition, m.from_owner, m.to_place, m.to_condition, m.to_owner,
        m.batch, m.serial, m.asset, m.reservation, m.reverses, m.returns, coalesce(m.at, $5::timestamptz)
      from jsonb_to_recordset($2::jsonb) as m(id uuid, document uuid, line smallint, part uuid, quantity numeric,
        from_place uuid, from_condition text, from_owner uuid, to_place uuid, to_condition text, to_owner uuid, batch uuid, serial uuid,
        asset uuid, reservation uuid, reverses uuid, returns uuid, at timestamptz)),
    layers as (insert into parts.layer (id, part_id, owner_id, movement_id, serial_id, received_at, quantity, minor)
      select l.id, l.part_id, l.owner_id, l.movement_id, l.serial_id, l.received_at, l.quantity, l.minor
      from jsonb_to_recordset($3::jsonb) as l(id uuid, part_id uuid, owner_id uuid, movement_id uuid,
        serial_id uuid, received_at timestamptz, quantity numeric, minor bigint)
      on conflict (tenant_id, id) do update set quantity = excluded.quantity, minor = excluded.minor),
    entered as (insert into parts.value_entry (id, document_id, movement_id, part_id, owner_id, layer_id, account, reason, quantity, minor,
        stands_at)
      select v.id, v.document_id, v.movement_id, v.part_id, v.owner_id, v.layer_id, v.account, v.reason, v.quantity, v.minor,
        coalesce(v.at, $5::timestamptz)
      from jsonb_to_recordset($4::jsonb) as v(id uuid, document_id uuid, movement_id uuid, part_id uuid, owner_id uuid,
        layer_id uuid, account text, reason text, quantity numeric, minor bigint, at timestamptz)),
    event as (insert into kit.event (id, type, subject_type, subject_id, thread_id, station_id, actor_kind, actor_id, actor_name, data)
      select event_id, event_type, 'stock_document', id, request_id, station_id, by_kind, by_id, by_name,
        jsonb_build_object('kind', kind, 'lines', lines) from d returning id)
    select case when d.has_reactions then kit.enqueue('react', jsonb_build_object('eventId', event.id)) end
    from d join event on event.id = d.event_id`
const OPENED = write('parts.write')
/** Those that arrived together have nothing else to do: the commit goes along in the same round trip. */
const TOGETHER = write('parts.write-together last')

/** Writes what follows from a document that `parts.open_document` has opened; `at` is where it stands in the ledger. */
export async function writeBooking(tx: Tx, booking: Booking, layers: readonly LayerRow[], at: string): Promise<void> {
  await writeRows(tx, OPENED, [{ booking, kept: null }], layers, at)
}

/** Writes documents that arrived together, and commits: nothing may follow. An id or key that is there already fails them all. */
export async function writeTogether(
  tx: Tx,
  documents: readonly { booking: Booking; kept: KeptAnswer | null }[],
  layers: readonly LayerRow[],
  at: string,
): Promise<void> {
  await writeRows(tx, TOGETHER, documents, layers, at)
}

async function writeRows(
  tx: Tx,
  text: string,
  documents: readonly { booking: Booking; kept: KeptAnswer | null }[],
  layers: readonly LayerRow[],
  at: string,
): Promise<void> {
  const heads = documents.map(({ booking, kept }) => ({ ...headOf(booking, kept), is_opened: text === OPENED }))
  const moves = documents.flatMap(({ booking }) =>
    booking.moves.map((move, n) => moveRow(booking.document.id, move, n)),
  )
  const entries = documents.flatMap(({ booking }) =>
    booking.entries.map((one) => ({
      ...{ ...one, document_id: booking.document.id },
      at: booking.moves.find((move) => move.id === one.movement_id)?.at,
    })),
  )
  const values = [heads, moves, layers, entries].map((rows) => JSON.stringify(rows))
  await tx.executeQuery(CompiledQuery.raw(text, [...values, at]))
  for (const { booking } of documents) told(tx, booking.actor, newsOf(booking))
}

const typeOf = ({ kind }: Document) => (ARRIVES.has(kind) ? 'stock.arrived' : 'stock.posted')

function newsOf({ document, stationId, moves }: Booking) {
  return {
    type: typeOf(document),
    subject: { type: 'stock_document', id: document.id },
    threadId: document.requestId ?? null,
    stationId,
    data: { kind: document.kind, lines: moves.length },
  }
}

function headOf({ actor, document, stationId, moves }: Booking, kept: KeptAnswer | null) {
  const type = typeOf(document)
  return {
    ...documentRow(actor, document, stationId),
    ...{ event_id: newId(), event_type: type, lines: moves.length, has_reactions: hasReactions(type) },
    ...(kept && { key: kept.key, route: kept.route, body_hash: kept.bodyHash, response: kept.response }),
  }
}

/** The row of `parts.document`, as `parts.open_document` and the statement above read it. */
export function documentRow(actor: Actor, document: Document, stationId: string | null) {
  return {
    id: document.id,
    kind: document.kind,
    content_hash: contentHash(document),
    place_id: document.placeId ?? null,
    station_id: stationId,
    request_id: document.requestId ?? null,
    work_order_id: document.workOrderId ?? null,
    visit_id: document.visitId ?? null,
    note: document.note ?? null,
    effective_at: document.effectiveAt ?? null,
    happened_at: document.happenedAt ?? null,
    by_kind: actor.kind,
    by_id: actor.id,
    by_name: actor.name,
  }
}

export function contentHash({ kind, moves, content, effectiveAt }: Document): string {
  const text = JSON.stringify(content ?? [kind, moves, effectiveAt ?? null], (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  return createHash('sha256').update(text).digest('base64url')
}

function moveRow(documentId: string, move: NumberedMove, index: number) {
  return {
    id: move.id,
    document: documentId,
    line: index + 1,
    part: move.partId,
    quantity: asNumeric(move.quantity),
    from_place: move.from.placeId,
    from_condition: move.from.condition,
    from_owner: move.from.ownerId,
    to_place: move.to.placeId,
    to_condition: move.to.condition,
    to_owner: move.to.ownerId,
    batch: move.batchId ?? NO_BATCH,
    serial: move.serialId ?? null,
    asset: move.assetId ?? null,
    reservation: move.reservationId ?? null,
    reverses: move.reversesId ?? null,
    returns: move.returnsId ?? null,
    at: move.at ?? null,
  }
}
