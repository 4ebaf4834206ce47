import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { problem } from '../../kit/problem.ts'
import { type Balance, Balances, balanceKey, NO_BATCH } from './balances.ts'
import { contentHash, documentRow, writeBooking } from './booking-write.ts'
import { breakReservations } from './breaking.ts'
import { keepLaterCounts } from './count-keeping.ts'
import { debtRows } from './debts.ts'
import { throughTheDoor } from './doors.ts'
import { correctLaterIssues } from './late-values.ts'
import { type LedgerFacts, ledgerFacts, mustBeKnown, type PlaceFacts, renewStandards } from './ledger-facts.ts'
import { refuseBooking } from './ledger-refusals.ts'
import { mustBeEnough } from './not-enough.ts'
import { toMicros } from './quantities.ts'
import { Books, type LayerRow, valueMovements } from './value-movements.ts'

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
  | 'revaluation'

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
  /** Where a transfer or a handover ends; absent: at the same place. */
  goesTo?: string | null
  /** What was read of its parts was held against the chain of proof already, with more than a movement knows. */
  isProved?: boolean
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
  await throughTheDoor(tx, actor, document, document.happenedAt ?? new Date(opened.at))
  await renewStandards(tx, facts)
  const balances = new Balances(opened.balances)
  const kept = await keepLaterCounts(tx, document, facts)
  const moves = [...document.moves, ...kept].map((move) => ({ ...move, id: newId() }))
  await mustBeEnough(tx, document, moves, balances, facts)
  if (document.breaks) await breakReservations(tx, actor, moves, balances)
  const books = new Books(facts, opened.layers ?? [])
  const entries = await valueMovements(tx, { document, moves, balances, facts, books })
  const booking = { actor, document, stationId: stationOf(document, facts), moves, entries }
  await writeBooking(tx, booking, books.changed(), opened.at).catch((error) => refuseBooking(error, moves))
  await debtRows(tx, actor, document, moves, balances, facts)
  await correctLaterIssues(tx, document, facts, moves)
  return { documentId: document.id, isNew: true, movementIds: moves.map((one) => one.id) }
}

export type NumberedMove = Move & { id: string }

interface Opened {
  known?: string
  balances: Balance[]
  /** Absent where nothing changes its value. */
  layers?: LayerRow[]
  /** Where the document stands in the ledger. */
  at: string
}

async function open(tx: Tx, actor: Actor, document: Document, facts: LedgerFacts): Promise<Opened> {
  const { ends, valued } = touchedBy(document, facts)
  const serials = document.moves.flatMap((move) => move.serialId ?? [])
  const header = documentRow(actor, document, stationOf(document, facts))
  const { rows } = await sql<{
    opened: Opened
  }>`/* hot parts.open */ select parts.open_document(${JSON.stringify(header)}::jsonb,
    ${JSON.stringify([...ends.values()])}::jsonb, ${JSON.stringify([...valued.values()])}::jsonb, ${serials}::uuid[]) as opened`.execute(
    tx,
  )
  return rows[0]!.opened
}

/** The balances a document changes, and the parts and owners whose value it may change. */
export function touchedBy(document: Document, facts: LedgerFacts) {
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
  return { ends, valued }
}

/** Between two shelves of one owner nothing changes, unless one of them owes. */
function changesValue(facts: LedgerFacts, { from, to }: Move): boolean {
  const [a, b] = [facts.places.get(from.placeId)!, facts.places.get(to.placeId)!]
  const owes = (place: PlaceFacts) => place.kind === 'van'
  return !a.isShelf || !b.isShelf || from.ownerId !== to.ownerId || owes(a) || owes(b)
}

export function stationOf(document: Document, facts: LedgerFacts): string | null {
  if (document.stationId !== undefined) return document.stationId
  return document.placeId ? (facts.places.get(document.placeId)?.stationId ?? null) : null
}

export async function postedBefore(tx: Tx, document: Document, hash: string): Promise<Posted> {
  if (hash !== contentHash(document)) throw problem('idempotency.mismatch', 422)
  const rows = await tx
    .selectFrom('parts.movement')
    .select('id')
    .where('document_id', '=', document.id)
    .orderBy('line')
    .execute()
  return { documentId: document.id, isNew: false, movementIds: rows.map((one) => one.id) }
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
