import { setTimeout as sleep } from 'node:timers/promises'
import { placeKey } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { askMatrix, type MatrixAnswer, MatrixRefused, PATIENCE_MS, type Service } from './matrix-service.ts'

/**
 * 50 × 50: as shipped Valhalla answers at most 2,500 pairs (`service_limits.auto.max_matrix_location_pairs`) and osrm-routed
 * refuses more than 100 places (`--max-table-size`). One that is set to less is asked for less.
 */
const SIDE = 50
const AT_ONCE = 4
/** What has not been answered by then is estimated this time, and asked for the next time. */
const PATIENCE_ALL_MS = 90_000
/** A service that is busy or restarting is asked once more after this. */
const AGAIN_AFTER_MS = 500
const MOST_REFUSALS = 2000
/** So often in a row without a single answer: it is not the places. */
const MOST_AT_FIRST = 30

export interface Block {
  sources: Position[]
  targets: Position[]
}

/** The cells that are not known, as few blocks as practical: places that are new stand together. */
export function missingBlocks(places: readonly Position[], isKnown: (from: number, to: number) => boolean): Block[] {
  const byKey = new Map(places.map((place) => [placeKey(place), place]))
  const keys = [...byKey.keys()]
  const lacking = keys
    .map((key) => ({ key, to: keys.filter((other) => other !== key && !isKnown(key, other)) }))
    .filter(({ to }) => to.length > 0)
    .sort((a, b) => b.to.length - a.to.length)
  const blocks: Block[] = []
  while (lacking.length > 0) {
    const most = lacking[0]!.to.length
    // One new place must not have all old ones asked anew along with it.
    const alike = lacking.findIndex((one, i) => i === SIDE || one.to.length * 2 < most)
    const chunk = lacking.splice(0, alike === -1 ? Math.min(SIDE, lacking.length) : alike)
    const wanted = new Set(chunk.flatMap(({ to }) => to))
    const targets = keys.filter((key) => wanted.has(key)).map((key) => byKey.get(key)!)
    const sources = chunk.map(({ key }) => byKey.get(key)!)
    for (let at = 0; at < targets.length; at += SIDE) blocks.push({ sources, targets: targets.slice(at, at + SIDE) })
  }
  return blocks
}

export type Told = (block: Block, answer: MatrixAnswer) => Promise<void>

/**
 * Asks for blocks, a few at a time, and tells each answer as it comes. A block that is refused is asked for in halves, down
 * to the one way the service does not know. What goes wrong ends the asking, not what was answered before.
 * @returns why not all was answered; null when all was
 */
export async function askBlocks(service: Service, blocks: readonly Block[], told: Told): Promise<MatrixRefused | null> {
  const queue = [...blocks]
  const until = Date.now() + PATIENCE_ALL_MS
  const state: State = { service, queue, told, until, answered: 0, refused: 0, nowhere: [], failed: null }
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(state)))
  if (state.answered === 0) return state.failed ?? state.nowhere[0]?.error ?? null
  for (const { block } of state.nowhere) await told(block, { seconds: [[null]], metres: [[null]] })
  return state.failed
}

interface State {
  service: Service
  queue: Block[]
  told: Told
  until: number
  answered: number
  refused: number
  /** Single ways that were refused: none, if other ways are answered. */
  nowhere: { block: Block; error: MatrixRefused }[]
  failed: MatrixRefused | null
}

async function work(state: State): Promise<void> {
  // Halves go to the end: what can be answered at all is heard of before a service is given up.
  for (let block = state.queue.shift(); block && !state.failed; block = state.queue.shift()) {
    try {
      const answer = await asked(state, block)
      state.answered++
      await state.told(block, answer)
    } catch (error) {
      if (!(error instanceof MatrixRefused)) throw error
      refuse(state, block, error)
    }
  }
}

function refuse(state: State, { sources, targets }: Block, error: MatrixRefused): void {
  state.refused++
  const isHopeless = state.refused >= (state.answered === 0 ? MOST_AT_FIRST : MOST_REFUSALS)
  if (!error.isAboutPlaces || isHopeless) state.failed ??= error
  else if (sources.length === 1 && targets.length === 1) state.nowhere.push({ block: { sources, targets }, error })
  else if (sources.length >= targets.length)
    state.queue.push(...halves(sources).map((half) => ({ sources: half, targets })))
  else state.queue.push(...halves(targets).map((half) => ({ sources, targets: half })))
}

const halves = <T>(list: readonly T[]) => [
  list.slice(0, Math.ceil(list.length / 2)),
  list.slice(Math.ceil(list.length / 2)),
]

async function asked(state: State, { sources, targets }: Block): Promise<MatrixAnswer> {
  const patience = () => Math.max(1, Math.min(PATIENCE_MS, state.until - Date.now()))
  try {
    return await askMatrix(state.service, sources, targets, patience())
  } catch (error) {
    if (!(error instanceof MatrixRefused) || error.isAboutPlaces || state.failed) throw error
    await sleep(AGAIN_AFTER_MS)
    return askMatrix(state.service, sources, targets, patience())
  }
}
