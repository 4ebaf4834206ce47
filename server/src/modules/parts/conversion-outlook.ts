import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id, names } from '../../kit/shapes.ts'
import { type ConversionBody, conversionMoves } from './conversions.ts'
import { groundOf } from './ground.ts'
import { ledgerFacts } from './ledger-facts.ts'
import type { Move } from './posting.ts'
import { toMicros } from './quantities.ts'
import { shareOf, takeOut, type Valued } from './valuation.ts'
import { fromRow, type LayerRow } from './value-movements.ts'

const half = z.array(
  z.object({
    partId: id,
    part: z.string(),
    name: names,
    unit: z.string(),
    quantity: z.number(),
    free: z.number().describe('of it at the place, not kept for anybody'),
    minor: z
      .string()
      .nullable()
      .describe('what it costs; null for those who do not see values, or while it is not there'),
  }),
)
export const conversionOutlookView = z.object({
  out: half,
  in: half,
  currency: z.string(),
  isEnough: z.boolean(),
})

/** What a conversion would take, make and cost, before anybody books it. */
export async function viewConversion(tx: Tx, actor: Actor, body: ConversionBody) {
  const { place, moves } = await conversionMoves(tx, actor, body)
  const { currency, ownerId } = await groundOf(tx)
  const facts = await ledgerFacts(tx, moves)
  const free = await freeAt(tx, place.id, ownerId, [...facts.parts.keys()])
  const isOut = (move: Move) => move.from.placeId === place.id
  const [out, back] = [moves.filter(isOut), moves.filter((move) => !isOut(move))]
  const mayValue = can(actor, 'parts.value')
  const costs = new Map<Move, bigint | null>()
  for (const move of out) costs.set(move, await costOf(tx, move, facts.parts.get(move.partId)!))
  shareAmong(back, [...costs.values()], costs)
  const row = (move: Move) => {
    const part = facts.parts.get(move.partId)!
    const minor = mayValue ? (costs.get(move)?.toString() ?? null) : null
    return {
      ...{ partId: part.id, part: part.number, name: part.name, unit: part.unit, quantity: move.quantity / 1e6, minor },
      free: (free.get(part.id) ?? 0) / 1e6,
    }
  }
  const isEnough = out.every((move) => (free.get(move.partId) ?? 0) >= move.quantity)
  return { out: out.map(row), in: back.map(row), currency, isEnough }
}

/** As booking does it (value-movements.ts): what is made costs what went into it, shared by quantity. */
function shareAmong(back: readonly Move[], outs: readonly (bigint | null)[], costs: Map<Move, bigint | null>): void {
  const whole = outs.some((one) => one === null) ? null : outs.reduce((sum: bigint, one) => sum + one!, 0n)
  const all = back.reduce((sum, move) => sum + move.quantity, 0)
  let until = 0
  for (const move of back) {
    const from = until
    until += move.quantity
    costs.set(move, whole === null ? null : shareOf(whole, until, all) - shareOf(whole, from, all))
  }
}

async function costOf(tx: Tx, move: Move, part: Pick<Valued, 'method' | 'standardMinor'>): Promise<bigint | null> {
  const { rows } =
    await sql<LayerRow>`select id, part_id, owner_id, movement_id, serial_id, received_at, quantity, minor from parts.layer
    where part_id = ${move.partId} and owner_id = ${move.from.ownerId} and quantity > 0 order by received_at, id`.execute(
      tx,
    )
  const layers = rows.map(fromRow)
  if (layers.reduce((sum, one) => sum + one.quantity, 0) < move.quantity || part.method === 'specific') return null
  const valued = { method: part.method, standardMinor: part.standardMinor, layers }
  const entries = takeOut(valued, { quantity: move.quantity, account: 'conversion', serialId: null })
  return entries.reduce((sum, one) => (one.account === 'conversion' ? sum + one.minor : sum), 0n)
}

async function freeAt(
  tx: Tx,
  placeId: string,
  ownerId: string,
  parts: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('parts.balance')
    .select(['part_id'])
    .select((eb) => eb.fn.sum<string>(eb('on_hand', '-', eb.ref('reserved'))).as('free'))
    .where('place_id', '=', placeId)
    .where('owner_id', '=', ownerId)
    .where('condition', '=', 'good')
    .where('part_id', 'in', [...parts])
    .groupBy('part_id')
    .execute()
  return new Map(rows.map((row) => [row.part_id, Math.max(toMicros(row.free), 0)]))
}
