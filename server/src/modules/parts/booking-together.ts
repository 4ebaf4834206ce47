import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Database, Tx } from '../../kit/db.ts'
import { gather } from '../../kit/gather.ts'
import { toWire } from '../../kit/handle.ts'
import { keepAnswer, takeKey } from '../../kit/idempotency.ts'
import { newId } from '../../kit/ids.ts'
import { Problem } from '../../kit/problem.ts'
import { type Balance, Balances, balanceKey, NO_BATCH } from './balances.ts'
import { viewOfBooking } from './booking-view.ts'
import { type Booking, type KeptAnswer, writeTogether } from './booking-write.ts'
import { placesOf, readDocument } from './document-reading.ts'
import { bookDocument, viewDocument } from './documents.ts'
import { type Ground, groundOf } from './ground.ts'
import { type FactRows, factsFrom, type LedgerFacts, mustBeKnown } from './ledger-facts.ts'
import { partIds } from './lines.ts'
import { mustBeEnough } from './not-enough.ts'
import { type Document, touchedBy } from './posting.ts'
import type { DocumentBody, documentView } from './shapes.ts'
import { Books, type LayerRow, valueMovements } from './value-movements.ts'

type View = z.input<typeof documentView>
type Named = DocumentBody & { id: string }
interface Asked {
  actor: Actor
  body: Named
  now: Date
  kept: Omit<KeptAnswer, 'response'> | null
}
type Outcome = { view: View } | { refusal: Problem } | 'alone'

export interface BookingCall {
  /** Nothing may have been asked in it: what is booked with others is booked in another one. */
  tx: Tx
  actor: Actor
  services: Pick<Services, 'db'>
  now: Date
  /** The idempotency key of the call, with what it stands for. */
  kept: Omit<KeptAnswer, 'response'> | null
}

/**
 * Books a document; durable when it returns. Plain ones that arrive together share one look at the ledger, one write and one
 * commit, each still whole or not at all: who is refused leaves the others alone, and should the write fail, each is booked
 * by itself. Whatever is not plain, or not there yet, is booked by itself at once.
 */
export async function bookSoon(call: BookingCall, body: DocumentBody): Promise<View> {
  const named: Named = { ...body, id: body.id ?? newId() }
  const { actor, now, kept } = call
  const outcome = isPlain(body)
    ? await groupOf(call.services.db)(actor.tenantId, { actor, body: named, now, kept })
    : 'alone'
  if (outcome === 'alone') return bookAlone(call, named)
  if ('refusal' in outcome) throw outcome.refusal
  return outcome.view
}

/** Now, of what is counted only: nothing that names a serial, a batch, a reservation or an earlier movement. */
function isPlain({ kind, at, isLate, lines }: DocumentBody): boolean {
  const isNow = at === undefined && !isLate
  return (
    isNow && PLAIN.has(kind) && lines.every((one) => !one.batch && !one.serials && !one.reservationId && !one.returnsId)
  )
}
const PLAIN: ReadonlySet<string> = new Set(['receipt', 'issue', 'scrap'])

async function bookAlone({ tx, actor, now, kept }: BookingCall, body: Named): Promise<View> {
  if (kept) {
    const stored = await takeKey(tx, kept.key, actor.id, kept.route, kept.bodyHash)
    if (stored) return stored.response as View
  }
  const { documentId } = await bookDocument(tx, actor, body, now)
  const view = toWire(await viewDocument(tx, actor, documentId)) as View
  if (kept) await keepAnswer(tx, kept.key, { status: 201, response: view })
  return view
}

/** One group is being written while the next one is read. */
const GROUPS_AT_ONCE = 2
const groups = new WeakMap<Database, ReturnType<typeof groupOn>>()
function groupOf(db: Database) {
  const group = groups.get(db) ?? groupOn(db)
  groups.set(db, group)
  return group
}
const groupOn = (db: Database) =>
  gather(async (tenantId, asked: readonly Asked[]): Promise<readonly Outcome[]> => {
    try {
      return await db.tx(tenantId, (tx) => bookGroup(tx, asked))
    } catch {
      // Whatever it was, each hears it by itself: also that an id or a key is there already.
      return asked.map(() => 'alone')
    }
  }, GROUPS_AT_ONCE)

async function bookGroup(tx: Tx, asked: readonly Asked[]): Promise<readonly Outcome[]> {
  const ground = await groundOf(tx)
  const opened = await open(tx, asked, ground)
  const facts = factsFrom(opened.facts)
  const balances = new Balances(opened.balances)
  const books = new Books(facts, opened.layers ?? [])
  const known = new Set([...opened.knownIds, ...opened.knownKeys])
  const ready: { booking: Booking; kept: KeptAnswer | null }[] = []
  const outcomes: Outcome[] = []
  for (const one of asked) {
    const names = [one.body.id, ...(one.kept ? [one.kept.key] : [])]
    const isKnown = names.some((name) => known.has(name))
    for (const name of names) known.add(name)
    const read = isKnown ? 'alone' : await readOne(tx, one, ground, facts, balances, books)
    if (read === 'alone' || 'refusal' in read) {
      outcomes.push(read)
      continue
    }
    const view = viewOfBooking(read, facts, opened.at)
    ready.push({ booking: read, kept: one.kept && { ...one.kept, response: view } })
    outcomes.push({ view })
  }
  if (ready.length > 0) await writeTogether(tx, ready, books.changed(), opened.at)
  return outcomes
}

interface Opened {
  balances: Balance[]
  layers?: LayerRow[]
  at: string
  facts: FactRows
  knownIds: string[]
  knownKeys: string[]
}

async function open(tx: Tx, asked: readonly Asked[], ground: Ground): Promise<Opened> {
  const ends = new Map<string, object>()
  const valued = new Map<string, object>()
  for (const { body } of asked)
    for (const { partId, condition = 'good', ownerId = ground.ownerId } of body.lines) {
      const end = { placeId: body.placeId, condition, ownerId }
      ends.set(balanceKey(partId, end, undefined), {
        ...{ part: partId, place: body.placeId, condition, owner: ownerId, batch: NO_BATCH },
      })
      valued.set(partId + ownerId, { part: partId, owner: ownerId })
    }
  const ids = asked.map((one) => one.body.id)
  const keys = asked.flatMap((one) => one.kept?.key ?? [])
  const parts = [...new Set(asked.flatMap((one) => partIds(one.body.lines)))]
  const places = [...new Set(asked.flatMap((one) => placesOf(one.body, ground)))]
  const { rows } = await sql<{
    opened: Opened
  }>`/* hot parts.open-together */ select parts.open_documents(${ids}::uuid[], ${keys}::text[],
    ${JSON.stringify([...ends.values()])}::jsonb, ${JSON.stringify([...valued.values()])}::jsonb, ${parts}::uuid[], ${places}::uuid[]) as opened`.execute(
    tx,
  )
  return rows[0]!.opened
}

/** Reads one against what those before it have left; what it changes stands when it returns. */
async function readOne(
  tx: Tx,
  { actor, body, now }: Asked,
  ground: Ground,
  facts: LedgerFacts,
  balances: Balances,
  books: Books,
): Promise<Booking | { refusal: Problem } | 'alone'> {
  try {
    const document = await readDocument(tx, actor, body, now, ground, facts)
    for (const move of document.moves) mustBeKnown(facts, move)
    if (!isAllThere(document, facts, balances, books)) return 'alone'
    const moves = document.moves.map((move) => ({ ...move, id: newId() }))
    await mustBeEnough(tx, document, moves, balances, facts)
    const entries = await valueMovements(tx, { document, moves, balances, facts, books })
    return { actor, document, stationId: document.stationId ?? null, moves, entries }
  } catch (refusal) {
    if (refusal instanceof Problem) return { refusal }
    throw refusal
  }
}

/** Balances and pools are made by who comes first, alone; so is what a van owes. */
function isAllThere(document: Document, facts: LedgerFacts, balances: Balances, books: Books): boolean {
  const { ends, valued } = touchedBy(document, facts)
  const isThere = [...ends.keys()].every((key) => balances.before.get(key)?.mayOwe === false)
  return (
    isThere &&
    document.moves.every(({ partId, from, to }) =>
      [from, to].every(({ ownerId }) => !valued.has(partId + ownerId) || books.of(partId, ownerId) !== undefined),
    )
  )
}
