import type { End, Move } from './posting.ts'
import { toMicros } from './quantities.ts'

/** A part without batches is kept under this one: keys of a balance are never null. */
export const NO_BATCH = '00000000-0000-0000-0000-000000000000'

/** A balance as `parts.open_document` locked it. */
export interface Balance {
  part_id: string
  place_id: string
  condition: string
  owner_id: string
  batch_id: string
  on_hand: number
  reserved: number
  may_owe: boolean
  last_at: string
}

export function balanceKey(partId: string, end: End, batchId: string | undefined): string {
  return [partId, end.placeId, end.condition, end.ownerId, batchId ?? NO_BATCH].join('/')
}

/** The locked balances of a document, in millionths, before and after its movements. */
export class Balances {
  readonly before = new Map<string, { onHand: number; reserved: number; mayOwe: boolean }>()
  readonly #now = new Map<string, number>()

  constructor(rows: readonly Balance[]) {
    for (const row of rows) {
      const key = [row.part_id, row.place_id, row.condition, row.owner_id, row.batch_id].join('/')
      const onHand = toMicros(row.on_hand)
      this.before.set(key, { onHand, reserved: toMicros(row.reserved), mayOwe: row.may_owe })
      this.#now.set(key, onHand)
    }
  }

  /** What lies there after the movements applied so far; beyond the shelves nothing is kept. */
  now(key: string): number | undefined {
    return this.#now.get(key)
  }

  /** Applies one movement; how much of it really left and really lay down, where an end owed or owes. */
  apply(move: Move): { left: number; laid: number } {
    return {
      left: -this.#change(balanceKey(move.partId, move.from, move.batchId), -move.quantity),
      laid: this.#change(balanceKey(move.partId, move.to, move.batchId), move.quantity),
    }
  }

  #change(key: string, by: number): number {
    const was = this.#now.get(key)
    if (was === undefined) return by
    this.#now.set(key, was + by)
    return Math.max(was + by, 0) - Math.max(was, 0)
  }
}
