import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { eventPart, type NewsPart, told } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { problem } from '../../kit/problem.ts'
import { type Balance, Balances, balanceKey, NO_BATCH } from './balances.ts'
import { breakReservations } from './breaking.ts'
import { keepLaterCounts } from './count-keeping.ts'
import { debtRows } from './debts.ts'
import { correctLaterIssues } from './late-values.ts'
import { type LedgerFacts, ledgerFacts, mustBeKnown, type PlaceFacts } from './ledger-facts.ts'
import { mustBeEnough } from './not-enough.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { type LayerRow, type ValueRow, valueMovements } from './value-movements.ts'

export const CONDITIONS = ['good', 'to_test', 'defective', 'quarantined', 'custody'] as const
export type Condition = (typeof CONDITIONS)[number]
export type DocumentKind =
  | 'receipt'
  | 'issue'
  | 'return'
  | 'send'
  | 'arrive'
  | 'lose'
  | 'count'
  | 'count_adjustment'
  | 'change'
  | 'scrap'
  | 'conversion'
  | 'reversal'
  | 'old_part'
  | 'handover'

export interface End {
  placeId: string
  condition: Condition
  ownerId: string
}
/** One movement: so much of a part from one end to another. */
export interface Move {
  partId: string
  /** Millionths of the base unit. */
  quantity: number
  from: End
  to: End
  batchId?: string | undefined
  serialId?: string | undefined
  assetId?: string | undefined
  reservationId?: string | undefined
  reversesId?: string | undefined
  returnsId?: string | undefined
  /** Worth of the whole quantity, where it comes in from beyond the shelves. */
  minor?: bigint | undefined
  /** Where it stands in the ledger, when not with its document: what keeps a later count as it was seen. */
  at?: Date
  /** Where a refusal points to: 'lines.3.' */
  path: string
}
export interface Document {
  /** Made by the device: the same id twice is the same document once. */
  id: string
  kind: DocumentKind
  moves: readonly Move[]
  /** The place it is about, for lists. */
  placeId?: string | null
  stationId?: string | null
  requestId?: string | null
  workOrderId?: string | null
  visitId?: string | null
  note?: string | null
  /** The true time of a fact told later; absent = now. */
  effectiveAt?: Date | null
  /** A late fact of a closed period: stands in the ledger now, keeps its true time. */
  happenedAt?: Date | null
  /** Facts, not wishes (a count, a defect): reservations they leave no stock for break, lowest priority first. */
  breaks?: boolean
  /** What the server finds out beside the command does not belong to the command's content. */
  content?: unknown
  /** Read with the command already. */
  facts?: LedgerFacts
}
export interface Posted {
  documentId: string
  /** False: it was posted before, and nothing happened now. */
  isNew: boolean
  movementIds: string[]
}

/**
 * Books a document: all of its movements or none. Balances are locked in one order before anything is read; what follows from
 * the movements (balances, months, serials, batches, reservations) the database keeps itself (parts.book_movements).
 */
export async function post(tx: Tx, actor: Actor, document: Document): Promise<Posted> {
  const facts = document.facts ?? (await ledgerFacts(tx, document.moves))
  for (const move of document.moves) mustBeKnown(facts, move)
  const opened = await open(tx, actor, document, facts)
  if (opened.known) return postedBefore(tx, document, opened.known)
  const balances = new Balances(opened.balances)
  const kept = await keepLaterCounts(tx, document, facts)
  const moves = [...document.moves, ...kept].map((move) => ({ ...move, id: newId() }))
  await mustBeEnough(tx, document, moves, balances, facts)
  if (document.breaks) await breakReservations(tx, actor, moves, balances)
  const values = await valueMovements(tx, { document, moves, balances, facts, layers: opened.layers })
  await write(tx, actor, document, facts, moves, balances, values).catch(refuseUncovered)
  await correctLaterIssues(tx, document, facts, moves)
  return { documentId: document.id, isNew: true, movementIds: moves.map((one) => one.id) }
}

/** The check of the balance itself: reached where a reservation that is named covers less than is taken. */
function refuseUncovered(error: { constraint?: string }): never {
  if (error.constraint?.startsWith('balance_')) throw problem('parts.reserved_for_others', 409)
  throw error
}

export type NumberedMove = Move & { id: string }

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

interface Opened {
  known?: string
  balances: Balance[]
  layers: LayerRow[]
}

async function open(tx: Tx, actor: Actor, document: Document, facts: LedgerFacts): Promise<Opened> {
  const ends = new Map<string, object>()
  const valued = new Map<string, object>()
  for (const move of document.moves) {
    for (const end of [move.from, move.to]) {
      const key = { part: move.partId, place: end.placeId, condition: end.condition, owner: end.ownerId }
      if (facts.places.get(end.placeId)!.isShelf)
        ends.set(balanceKey(move.partId, end, move.batchId), { ...key, batch: move.batchId ?? NO_BATCH })
      // A fact told late may change the difference of a count, and with it the value.
      if (facts.own.has(end.ownerId) && (document.effectiveAt || changesValue(facts, move)))
        valued.set(move.partId + end.ownerId, { part: move.partId, owner: end.ownerId })
    }
  }
  const serials = document.moves.flatMap((move) => move.serialId ?? [])
  const header = {
    id: document.id,
    kind: document.kind,
    content_hash: contentHash(document),
    place_id: document.placeId ?? null,
    station_id: stationOf(document, facts),
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
  const { rows } = await sql<{
    opened: Opened
  }>`/* hot parts.open */ select parts.open_document(${JSON.stringify(header)}::jsonb,
    ${JSON.stringify([...ends.values()])}::jsonb, ${JSON.stringify([...valued.values()])}::jsonb, ${serials}::uuid[]) as opened`.execute(
    tx,
  )
  return rows[0]!.opened
}

/** Between two shelves of one owner nothing changes, unless one of them owes. */
function changesValue(facts: LedgerFacts, { from, to }: Move): boolean {
  const [a, b] = [facts.places.get(from.placeId)!, facts.places.get(to.placeId)!]
  const owes = (place: PlaceFacts) => place.kind === 'van'
  return !a.isShelf || !b.isShelf || from.ownerId !== to.ownerId || owes(a) || owes(b)
}

function stationOf(document: Document, facts: LedgerFacts): string | null {
  if (document.stationId !== undefined) return document.stationId
  return document.placeId ? (facts.places.get(document.placeId)?.stationId ?? null) : null
}

function contentHash({ kind, moves, content, effectiveAt }: Document): string {
  const text = JSON.stringify(content ?? [kind, moves, effectiveAt ?? null], (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  return createHash('sha256').update(text).digest('base64url')
}

async function postedBefore(tx: Tx, document: Document, hash: string): Promise<Posted> {
  if (hash !== contentHash(document)) throw problem('idempotency.mismatch', 422)
  const rows = await tx
    .selectFrom('parts.movement')
    .select('id')
    .where('document_id', '=', document.id)
    .orderBy('line')
    .execute()
  return { documentId: document.id, isNew: false, movementIds: rows.map((one) => one.id) }
}

async function write(
  tx: Tx,
  actor: Actor,
  document: Document,
  facts: LedgerFacts,
  moves: readonly NumberedMove[],
  balances: Balances,
  values: { layers: LayerRow[]; entries: ValueRow[] },
): Promise<void> {
  const stationId = stationOf(document, facts)
  const news: NewsPart = {
    type: ARRIVES.has(document.kind) ? 'stock.arrived' : 'stock.posted',
    subject: { type: 'stock_document', id: document.id },
    threadId: document.requestId ?? null,
    stationId,
    data: { kind: document.kind, lines: moves.length },
    from: { table: 'header', threadId: 'header.request_id', stationId: 'header.station_id', data: sql`'{}'::jsonb` },
  }
  const { part, queue } = eventPart(actor, news)
  await sql`/* hot parts.write */ with header as (
      select ${document.id}::uuid as id, ${document.requestId ?? null}::uuid as request_id, ${stationId}::uuid as station_id,
        (select effective_at from parts.document where id = ${document.id}) as effective_at),
    moved as (insert into parts.movement (id, document_id, line, part_id, quantity, from_place_id, from_condition, from_owner_id,
        to_place_id, to_condition, to_owner_id, batch_id, serial_id, asset_id, reservation_id, reverses_id, returns_id, effective_at)
      select m.id, h.id, m.line, m.part, m.quantity, m.from_place, m.from_condition, m.from_owner, m.to_place, m.to_condition, m.to_owner,
        m.batch, m.serial, m.asset, m.reservation, m.reverses, m.returns, coalesce(m.at, h.effective_at)
      from header h, jsonb_to_recordset(${JSON.stringify(moves.map(moveRow))}::jsonb) as m(id uuid, line smallint, part uuid, quantity numeric,
        from_place uuid, from_condition text, from_owner uuid, to_place uuid, to_condition text, to_owner uuid, batch uuid, serial uuid,
        asset uuid, reservation uuid, reverses uuid, returns uuid, at timestamptz)),
    layers as (insert into parts.layer (id, part_id, owner_id, movement_id, serial_id, received_at, quantity, minor)
      select l.id, l.part_id, l.owner_id, l.movement_id, l.serial_id, l.received_at, l.quantity, l.minor
      from jsonb_to_recordset(${JSON.stringify(values.layers)}::jsonb) as l(id uuid, part_id uuid, owner_id uuid, movement_id uuid,
        serial_id uuid, received_at timestamptz, quantity numeric, minor bigint)
      on conflict (tenant_id, id) do update set quantity = excluded.quantity, minor = excluded.minor),
    entered as (insert into parts.value_entry (id, document_id, movement_id, part_id, owner_id, layer_id, account, reason, quantity, minor)
      select v.id, ${document.id}::uuid, v.movement_id, v.part_id, v.owner_id, v.layer_id, v.account, v.reason, v.quantity, v.minor
      from jsonb_to_recordset(${JSON.stringify(values.entries)}::jsonb) as v(id uuid, movement_id uuid, part_id uuid, owner_id uuid,
        layer_id uuid, account text, reason text, quantity numeric, minor bigint)),
    event as (${part})
    select ${queue} from event`.execute(tx)
  told(tx, actor, { ...news })
  await debtRows(tx, document, moves, balances, facts)
}

function moveRow(move: NumberedMove, index: number) {
  return {
    id: move.id,
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

/** Movements of a document as they were booked, for what follows them (a return, a reversal). */
export async function movementsOf(tx: Tx, documentId: string) {
  const rows = await tx
    .selectFrom('parts.movement')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('line')
    .execute()
  return rows.map((row) => ({ ...row, micros: toMicros(row.quantity) }))
}
