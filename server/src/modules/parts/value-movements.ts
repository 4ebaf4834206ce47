import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import type { Balances } from './balances.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import type { Document, NumberedMove } from './posting.ts'
import { asNumeric, toMicros } from './quantities.ts'
import {
  type Account,
  costNow,
  type Entry,
  type Incoming,
  type Layer,
  type LeftWith,
  putBack,
  shareOf,
  takeBack,
  takeIn,
  takeOut,
  type Valued,
} from './valuation.ts'

/** A layer as the table has it; money as text, so that no digit is lost on the way. */
export interface LayerRow {
  id: string
  part_id: string
  owner_id: string
  movement_id: string | null
  serial_id: string | null
  received_at: string
  quantity: number | string
  minor: number | string
}
export interface ValueRow {
  id: string
  movement_id: string | null
  part_id: string
  owner_id: string
  layer_id: string | null
  account: Account
  reason: string
  quantity: string
  minor: string
}
interface Situation {
  document: Document
  moves: readonly NumberedMove[]
  balances: Balances
  facts: LedgerFacts
  books: Books
}

const BEYOND: Record<string, Account> = {
  supplier: 'supplier',
  customer: 'used',
  scrap: 'scrap',
  count_difference: 'count',
  conversion: 'conversion',
}

/** What the movements of a document mean in money: the entries to write; the layers of the books are as they are afterwards. */
export async function valueMovements(tx: Tx, situation: Situation): Promise<ValueRow[]> {
  const left = await whatLeft(tx, situation.moves)
  const page = new Page(situation, await lastLeft(tx, situation))
  // What is made of other parts costs what they cost, so they leave first.
  const converted = { minor: 0n, quantity: 0 }
  const inOrder = [...situation.moves].sort((a, b) => Number(isIn(a)) - Number(isIn(b)))
  const ins = situation.moves.filter(isIn).reduce((sum, move) => sum + move.quantity, 0)
  function isIn(move: NumberedMove): boolean {
    return situation.facts.places.get(move.from.placeId)!.kind === 'conversion'
  }
  for (const move of situation.document.kind === 'conversion' ? inOrder : situation.moves) {
    const { left: really, laid } = situation.balances.apply(move)
    const known = left.get(move.returnsId ?? move.reversesId ?? '')
    const entries = page.value(move, really, laid, known, (moved) => {
      if (!isIn(move)) return known ?? moved
      const until = converted.quantity + move.quantity
      const minor = shareOf(converted.minor, until, ins) - shareOf(converted.minor, converted.quantity, ins)
      converted.quantity = until
      return minor
    })
    for (const one of entries) if (one.account === 'conversion' && !isIn(move)) converted.minor += one.minor
  }
  return page.entries
}

type Cost = bigint | LeftWith

interface LastLeft {
  quantity: number
  minor: bigint
}

/** With what the last one of each part left that comes back now without naming its issue. */
async function lastLeft(tx: Tx, { document, moves }: Situation): Promise<Map<string, LastLeft>> {
  const found = new Map<string, LastLeft>()
  if (document.kind !== 'return') return found
  for (const { partId, to, minor, returnsId } of moves) {
    if (minor !== undefined || returnsId) continue
    const { rows } = await sql<{ quantity: string; minor: string }>`
      select m.quantity, (select coalesce(sum(v.minor), 0) from parts.value_entry v where v.tenant_id = m.tenant_id and v.movement_id = m.id
        and v.account = 'used')::text as minor
      from parts.value_entry e join parts.movement m on m.tenant_id = e.tenant_id and m.id = e.movement_id
      where e.part_id = ${partId} and e.owner_id = ${to.ownerId} and e.account = 'used' and e.reason = 'issue'
      order by e.booked_at desc, e.id desc limit 1`.execute(tx)
    const row = rows[0]
    if (row) found.set(partId + to.ownerId, { quantity: toMicros(row.quantity), minor: BigInt(row.minor) })
  }
  return found
}

/** The layers of the parts and owners that are booked on, as they are after every document booked so far. */
export class Books {
  readonly #by = new Map<string, Valued>()
  readonly #keys = new Map<Valued, { partId: string; ownerId: string }>()
  readonly #changed = new Set<string>()

  constructor(facts: LedgerFacts, layers: readonly LayerRow[]) {
    for (const row of layers) {
      const key = row.part_id + row.owner_id
      const part = facts.parts.get(row.part_id)!
      const valued = this.#by.get(key) ?? { method: part.method, standardMinor: part.standardMinor, layers: [] }
      valued.layers.push(fromRow(row))
      this.#by.set(key, valued)
      this.#keys.set(valued, { partId: row.part_id, ownerId: row.owner_id })
    }
  }

  of(partId: string, ownerId: string): Valued | undefined {
    return this.#by.get(partId + ownerId)
  }

  keyOf(valued: Valued): { partId: string; ownerId: string } {
    return this.#keys.get(valued)!
  }

  touch(layerId: string): void {
    this.#changed.add(layerId)
  }

  /** What is to be written. */
  changed(): LayerRow[] {
    return [...this.#by.values()].flatMap((valued) =>
      valued.layers.filter((one) => this.#changed.has(one.id)).map((one) => toRow(one, this.keyOf(valued))),
    )
  }
}

/** The entries of one document. */
class Page {
  readonly entries: ValueRow[] = []
  readonly #situation: Situation
  readonly #lastLeft: Map<string, LastLeft>

  constructor(situation: Situation, last: Map<string, LastLeft>) {
    this.#situation = situation
    this.#lastLeft = last
  }

  value(
    move: NumberedMove,
    left: number,
    laid: number,
    known: LeftWith | undefined,
    costOf: (given: bigint) => Cost,
  ): Entry[] {
    const { facts, books } = this.#situation
    const shelves = [facts.places.get(move.from.placeId)!, facts.places.get(move.to.placeId)!] as const
    const fromOwn = shelves[0].isShelf && facts.own.has(move.from.ownerId)
    const toOwn = shelves[1].isShelf && facts.own.has(move.to.ownerId)
    const from = books.of(move.partId, move.from.ownerId)
    const to = books.of(move.partId, move.to.ownerId)
    if (fromOwn && toOwn && move.from.ownerId === move.to.ownerId)
      return left === laid || !from ? [] : this.#out(move, from, left - laid, 'settled', undefined)
    if (fromOwn && from) {
      const account = shelves[1].isShelf ? 'written_off' : (BEYOND[shelves[1].kind] ?? 'written_off')
      return this.#out(move, from, left, account, move.reversesId ? known : undefined)
    }
    if (!toOwn || !to) return []
    const account = shelves[0].isShelf ? 'written_off' : (BEYOND[shelves[0].kind] ?? 'written_off')
    return this.#in(move, to, laid, account, costOf)
  }

  #out(move: NumberedMove, valued: Valued, quantity: number, account: Account, came: LeftWith | undefined): Entry[] {
    if (quantity === 0) return []
    const out = { quantity, account, serialId: move.serialId ?? null, first: move.reversesId ?? '' }
    const isUndone = came !== undefined && quantity === move.quantity
    const entries = isUndone ? takeBack(valued, { ...out, minor: came.came }) : takeOut(valued, out)
    return this.#note(move, valued, entries)
  }

  /** What a thing costs that nobody gave a cost: found by counting, what it costs now; brought back without its paper, what the last one left with. */
  #costWithout(move: NumberedMove, valued: Valued, account: Account): bigint {
    if (account === 'count') return costNow(valued, move.quantity)
    const last = this.#lastLeft.get(move.partId + move.to.ownerId)
    return last && move.to.condition === 'good' ? shareOf(last.minor, move.quantity, last.quantity) : 0n
  }

  #in(move: NumberedMove, valued: Valued, laid: number, account: Account, costOf: (given: bigint) => Cost): Entry[] {
    const given = move.minor ?? this.#costWithout(move, valued, account)
    const cost = costOf(given)
    const incoming: Incoming = {
      ...{ quantity: laid, minor: 0n, account, movementId: move.id, serialId: move.serialId ?? null },
      ...{ at: this.#situation.document.effectiveAt ?? new Date(), newId },
    }
    if (typeof cost !== 'bigint') {
      // What comes back defective is worth what is said (scrap, claim), not what it left with.
      const isDefective = this.#situation.document.kind === 'return' && move.to.condition !== 'good'
      const asGiven = move.minor !== undefined || isDefective
      if (!asGiven) return this.#note(move, valued, putBack(valued, { ...incoming, left: cost }))
    }
    const whole = typeof cost === 'bigint' ? cost : given
    const minor = shareOf(whole, laid, move.quantity)
    const entries = laid > 0 ? takeIn(valued, { ...incoming, minor }) : []
    // What the place owed is paid at the cost of what came, and never lay in a pool.
    if (whole !== minor) {
      entries.push({ account, layerId: null, quantity: 0, minor: minor - whole })
      entries.push({ account: 'settled', layerId: null, quantity: 0, minor: whole - minor })
    }
    return this.#note(move, valued, entries)
  }

  #note(move: NumberedMove, valued: Valued, entries: Entry[]): Entry[] {
    const { books, document } = this.#situation
    const { partId, ownerId } = books.keyOf(valued)
    for (const one of entries) {
      if (one.layerId) books.touch(one.layerId)
      this.entries.push({
        id: newId(),
        movement_id: move.id,
        part_id: partId,
        owner_id: ownerId,
        layer_id: one.layerId,
        account: one.account,
        reason: document.kind,
        quantity: asNumeric(one.quantity),
        minor: one.minor.toString(),
      })
    }
    return entries
  }
}

export function fromRow(row: LayerRow): Layer {
  return {
    id: row.id,
    movementId: row.movement_id,
    serialId: row.serial_id,
    receivedAt: new Date(row.received_at),
    quantity: toMicros(row.quantity),
    minor: BigInt(row.minor),
  }
}

export function toRow(layer: Layer, key: { partId: string; ownerId: string }): LayerRow {
  return {
    id: layer.id,
    part_id: key.partId,
    owner_id: key.ownerId,
    movement_id: layer.movementId,
    serial_id: layer.serialId,
    received_at: layer.receivedAt.toISOString(),
    quantity: asNumeric(layer.quantity),
    minor: layer.minor.toString(),
  }
}

/** What the movements that come back (or are undone) had left with, and how much of them came back before. */
async function whatLeft(tx: Tx, moves: readonly NumberedMove[]): Promise<Map<string, LeftWith>> {
  const ids = moves.flatMap((move) => move.returnsId ?? move.reversesId ?? [])
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    entries: { layerId: string; quantity: string; minor: string }[]
    back: string
    came: string
  }>`
    select m.id, (select coalesce(json_agg(json_build_object('layerId', x.layer_id, 'quantity', x.quantity, 'minor', x.minor::text)
          order by x.received_at, x.layer_id), '[]')
        -- With what facts told late have corrected since; the oldest layer is taken first.
        from (select v.layer_id, l.received_at, sum(v.quantity) as quantity, sum(v.minor) as minor from parts.value_entry v
          join parts.layer l on l.tenant_id = v.tenant_id and l.id = v.layer_id
          where v.tenant_id = m.tenant_id and v.movement_id = m.id and v.account = 'stock' group by 1, 2) x
        where x.quantity <> 0 or x.minor <> 0) as entries,
      (select coalesce(sum(b.quantity), 0) from parts.movement b where b.tenant_id = m.tenant_id and (b.returns_id = m.id or b.reverses_id = m.id)) as back,
      (select coalesce(-sum(v.minor), 0)::text from parts.value_entry v where v.tenant_id = m.tenant_id and v.movement_id = m.id
        and v.document_id = m.document_id and v.account not in ('stock', 'variance', 'settled')) as came
    from parts.movement m where m.id = any(${ids}::uuid[])`.execute(tx)
  const plain = (one: { layerId: string; quantity: string; minor: string }) => ({
    layerId: one.layerId,
    quantity: toMicros(one.quantity),
    minor: BigInt(one.minor),
  })
  return new Map(
    rows.map((row) => [
      row.id,
      { entries: row.entries.map(plain), returnedBefore: toMicros(row.back), came: BigInt(row.came) },
    ]),
  )
}
