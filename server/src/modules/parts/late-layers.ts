import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import type { Document } from './posting.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { type Account, type Layer, shareOf } from './valuation.ts'
import { fromRow, type LayerRow } from './value-movements.ts'

/** What one movement did to a layer; signed, millionths. */
export interface Change {
  layerId: string
  quantity: number
  minor: bigint
}
/** What one movement did to the layers of a part and owner, less what came back of it since, in the order of effective time. */
export interface LayerStep {
  movementId: string
  /** When the movement stands, as the database says it. */
  at: string
  changes: readonly Change[]
  /** Where the money of what left went. */
  account: Account | null
  /** A reversal of something older: it left from the layer it undid, whatever else lay there. */
  isFixed: boolean
}
export interface LayerCorrection {
  movementId: string
  at: string
  account: Account
  /** More (or less, below 0) that the movement should have cost. */
  minor: bigint
  /** What it should have taken less what it took: the quantities add up to nothing. */
  changes: Change[]
}

/**
 * What the issues after a fact told late would have taken first in, first out, had it been told in time. `start` are the layers
 * just before the fact and is changed to what they are after the last step. What left more than lay there then (a van's debt)
 * keeps what it took. Null: a layer would have held less than nothing, so the order proves nothing and everybody keeps his cost.
 */
export function replayLayers(start: Layer[], steps: readonly LayerStep[]): LayerCorrection[] | null {
  const inOrder = start.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || (a.id < b.id ? -1 : 1))
  const byId = new Map(start.map((one) => [one.id, one]))
  const corrections: LayerCorrection[] = []
  for (const step of steps) {
    const out = -step.changes.reduce((sum, one) => sum + one.quantity, 0)
    const there = inOrder.reduce((sum, one) => sum + one.quantity, 0)
    if (out > 0 && !step.isFixed && step.account && there >= out) {
      const changes = difference(takeOldest(inOrder, out), step.changes)
      const minor = changes.reduce((sum, one) => sum - one.minor, 0n)
      if (changes.length > 0)
        corrections.push({ movementId: step.movementId, at: step.at, account: step.account, minor, changes })
      continue
    }
    for (const { layerId, quantity, minor } of step.changes) {
      const layer = byId.get(layerId)!
      layer.quantity += quantity
      layer.minor += minor
      if (layer.quantity < 0 || layer.minor < 0n) return null
    }
  }
  return corrections
}

function takeOldest(inOrder: readonly Layer[], quantity: number): Change[] {
  const taken: Change[] = []
  let left = quantity
  for (const layer of inOrder) {
    const part = Math.min(left, layer.quantity)
    if (part === 0) continue
    const minor = part === layer.quantity ? layer.minor : shareOf(layer.minor, part, layer.quantity)
    layer.quantity -= part
    layer.minor -= minor
    left -= part
    taken.push({ layerId: layer.id, quantity: -part, minor: -minor })
  }
  return taken
}

function difference(wanted: readonly Change[], booked: readonly Change[]): Change[] {
  const sums = new Map<string, Change>()
  const add = (one: Change, sign: 1 | -1) => {
    const was = sums.get(one.layerId) ?? { layerId: one.layerId, quantity: 0, minor: 0n }
    sums.set(one.layerId, {
      ...was,
      quantity: was.quantity + sign * one.quantity,
      minor: was.minor + BigInt(sign) * one.minor,
    })
  }
  for (const one of wanted) add(one, 1)
  for (const one of booked) add(one, -1)
  return [...sums.values()].filter((one) => one.quantity !== 0 || one.minor !== 0n)
}

interface Row {
  id: string
  root: string | null
  at: string
  layerId: string
  quantity: string
  minor: string
  account: Account | null
  undoes: boolean
}

/** Corrects by new entries what later issues of a part took first in, first out; the pool of part and owner is locked. */
export async function correctLayers(
  tx: Tx,
  document: Document,
  { partId, ownerId }: { partId: string; ownerId: string },
): Promise<void> {
  const rows = await entriesSince(tx, partId, ownerId, document.effectiveAt!)
  const steps = stepsOf(rows)
  if (!steps.some((step) => step.changes.reduce((sum, one) => sum + one.quantity, 0) < 0)) return
  const touched = [...new Set(rows.map((row) => row.layerId))]
  const { rows: layers } =
    await sql<LayerRow>`select id, part_id, owner_id, movement_id, serial_id, received_at, quantity, minor
    from parts.layer where part_id = ${partId} and owner_id = ${ownerId} and (quantity > 0 or id = any(${touched}::uuid[]))`.execute(
      tx,
    )
  const before = layers.map((row) => asBefore(fromRow(row), rows))
  const corrections = replayLayers(before, steps)
  if (!corrections || corrections.length === 0) return
  for (const layer of before)
    await tx
      .updateTable('parts.layer')
      .set({ quantity: asNumeric(layer.quantity), minor: layer.minor.toString() })
      .where('id', '=', layer.id)
      .execute()
  const common = { document_id: document.id, part_id: partId, owner_id: ownerId, reason: 'late_fact' }
  const entries = corrections.flatMap(({ movementId, at, account, minor, changes }) => [
    ...changes.map((one) => ({
      ...{ ...common, id: newId(), movement_id: movementId, stands_at: at, layer_id: one.layerId, account: 'stock' },
      ...{ quantity: asNumeric(one.quantity), minor: one.minor.toString() },
    })),
    {
      ...{ ...common, id: newId(), movement_id: movementId, stands_at: at, layer_id: null, account },
      ...{ quantity: asNumeric(0), minor: minor.toString() },
    },
  ])
  await tx.insertInto('parts.value_entry').values(entries).execute()
}

/** A layer as it was before these entries. */
function asBefore(layer: Layer, rows: readonly Row[]): Layer {
  const mine = rows.filter((row) => row.layerId === layer.id)
  return {
    ...layer,
    quantity: mine.reduce((sum, row) => sum - toMicros(row.quantity), layer.quantity),
    minor: mine.reduce((sum, row) => sum - BigInt(row.minor), layer.minor),
  }
}

/** Nobody tells what is yet to come: what stands after a moment was booked after it, but for the difference of two clocks. */
export const BOOKED_BEFORE = sql`interval '10 minutes'`

/** Entries of stock since a moment, where their movements stand; costs that came later where they were told. */
async function entriesSince(tx: Tx, partId: string, ownerId: string, since: Date): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select m.id, coalesce(m.returns_id, m.reverses_id) as root, m.reverses_id is not null as undoes, x.at::text as at, x.layer_id as "layerId",
      x.quantity, x.minor::text as minor,
      (select min(o.account) from parts.value_entry o where o.tenant_id = m.tenant_id and o.movement_id = m.id
        and o.account not in ('stock', 'variance') and o.minor > 0) as account
    from (select v.tenant_id, v.movement_id, v.layer_id, sum(v.quantity) as quantity, sum(v.minor) as minor, min(v.booked_at) as booked_at,
        v.stands_at as at
      from parts.value_entry v where v.part_id = ${partId} and v.owner_id = ${ownerId} and v.account = 'stock'
        and v.movement_id is not null and v.booked_at >= ${since}::timestamptz - ${BOOKED_BEFORE} group by 1, 2, 3, 7) x
    join parts.movement m on m.tenant_id = x.tenant_id and m.id = x.movement_id
    where x.at >= ${since} and x.layer_id is not null and (x.quantity <> 0 or x.minor <> 0)
    order by x.at, x.booked_at, m.id, x.layer_id`.execute(tx)
  return rows
}

/** What came back, or was undone, of a movement in these rows counts as if it had never left. */
function stepsOf(rows: readonly Row[]): LayerStep[] {
  const steps = new Map<string, LayerStep & { changes: Change[] }>()
  const firstOf = new Map<string, LayerStep & { changes: Change[] }>()
  for (const row of rows) {
    const change = { layerId: row.layerId, quantity: toMicros(row.quantity), minor: BigInt(row.minor) }
    const key = `${row.id} ${row.at}`
    const step = (row.root ? firstOf.get(row.root) : undefined) ?? steps.get(key)
    if (step) step.changes.push(change)
    else {
      const made = { movementId: row.id, at: row.at, changes: [change], account: row.account, isFixed: row.undoes }
      steps.set(key, made)
      if (!firstOf.has(row.id)) firstOf.set(row.id, made)
    }
  }
  return [...steps.values()]
}
