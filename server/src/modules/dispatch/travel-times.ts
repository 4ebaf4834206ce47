import { type HourClass, paceWith, type RoadPace, type Ways } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import type { Logger } from 'pino'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { isAnyKept, type Kept, keepBlock, keptAmong, keptOfPairs, type Pair } from './kept-ways.ts'
import { askBlocks, missingBlocks } from './matrix-blocks.ts'

/** What the ways of the company have taught, on top of what is assumed. */
async function paceOf(tx: Tx): Promise<RoadPace> {
  const rows = await tx.selectFrom('dispatch.road_pace').select(['area', 'hours', 'factor']).execute()
  return paceWith(rows as { area: 'town'; hours: HourClass; factor: number }[])
}

/** What is known of single ways, without asking anybody: for slots, board, late risk and mails, inside a transaction. */
export async function waysBetween(tx: Tx, pairs: () => readonly Pair[]): Promise<Ways> {
  const pace = await paceOf(tx)
  return { pace, kept: (await isAnyKept(tx)) ? await keptOfPairs(tx, pairs()) : new Map() }
}

type Places = readonly (Position | null)[]
const isKnown = (place: Position | null): place is Position => place !== null

/** From one place to others and back. */
export function pairsAround(hub: Position | null, places: Places): Pair[] {
  if (!hub) return []
  return places.filter(isKnown).flatMap((one): Pair[] => [
    [hub, one],
    [one, hub],
  ])
}

/** From each to each, in both directions. */
export function pairsAmong(places: Places): Pair[] {
  const known = places.filter(isKnown)
  return known.flatMap((from) => known.flatMap((to): Pair[] => (from === to ? [] : [[from, to]])))
}

/** From each to the next. */
export function pairsInOrder(places: Places): Pair[] {
  const known = places.filter(isKnown)
  return known.slice(1).map((to, i) => [known[i]!, to])
}

export interface AskedWays {
  ways: Ways
  source: 'own' | 'service'
  /** Why the service that is set was not used, or not for all. */
  note: string | null
}

/**
 * All ways among places. With a matrix service only what is not kept is asked for, and kept as it comes: one that stops
 * answering costs a line in the log and its place in the result, never the plan. Called outside of a transaction, because it
 * may use the network.
 */
export async function waysAmong(
  { services, tenantId, log }: { services: Services; tenantId: string; log: Logger },
  places: readonly Position[],
): Promise<AskedWays> {
  const { db, settings } = services
  const ways = await db.tx(tenantId, async (tx) => ({ pace: await paceOf(tx), kept: await keptAmong(tx, places) }))
  if (!settings.routingUrl || places.length < 2) return { ways, source: 'own', note: null }
  const { kept }: { kept: Kept } = ways
  const blocks = missingBlocks(places, (from, to) => kept.get(from)?.has(to) ?? false)
  const failed = await askBlocks(settings, blocks, (block, answer) =>
    db.tx(tenantId, (tx) => keepBlock(tx, block, answer, kept)),
  )
  if (failed)
    log.warn({ code: failed.code, reason: failed.message, places: places.length }, 'matrix service not used for all')
  return { ways, source: kept.size > 0 ? 'service' : 'own', note: failed?.code ?? null }
}
