import { visitsOf } from '../plan/index.ts'
import type { ReadyBoard } from '../slots/board.ts'
import { costBefore, costOf } from '../slots/exact.ts'
import { bestOf, stopsOf, tryAll } from './insert.ts'
import { demandOf, shortfall, standingLacks } from './lacks.ts'
import type { JobRef, PlacedWhy, RunnerUp, WhyOptions } from './model.ts'

const RUNNERS_UP = 3
/** Of those with room by the rough figure, so many are timed exactly. */
const TIMED = 6

/** Why something is where it is: what it costs there, and who else could have done it at what price. */
export function whyPlaced(
  board: ReadyBoard,
  ref: JobRef,
  vehicle: number,
  start: number,
  options: WhyOptions,
): PlacedWhy {
  const cost = addsHere(board, ref, vehicle)
  const others = board.problem.vehicles.flatMap((_, v) =>
    v === vehicle ? [] : [{ v, lacks: standingLacks(board, ref, v, options) }],
  )
  const able = others.filter(({ lacks }) => lacks.length === 0)
  const near = able
    .map(({ v }) => ({ v, short: shortfall(board, ref, v) }))
    .sort((a, b) => a.short - b.short || a.v - b.v)
  const timed = near.slice(0, TIMED).map(({ v }): RunnerUp => {
    const best = bestOf(tryAll(board, v, ref))
    if (best) return { vehicle: v, lacks: [], costsMore: best.cost! - cost }
    // How far it is from fitting is known roughly only: no figure to tell anybody.
    return { vehicle: v, lacks: [{ code: 'shift', values: {} }], costsMore: null }
  })
  const possible = timed.filter(({ costsMore }) => costsMore !== null).sort((a, b) => a.costsMore! - b.costsMore!)
  const without = timed.filter(({ costsMore }) => costsMore === null)
  const unfit = others
    .filter(({ lacks }) => lacks.length > 0)
    .map(({ v, lacks }) => ({ vehicle: v, lacks, costsMore: null }))
  return {
    ...ref,
    vehicle,
    start,
    cost,
    reasons: reasonsFor(board, ref, vehicle, timed.length, possible),
    runnersUp: [...possible, ...without, ...unfit].slice(0, options.runnersUp ?? RUNNERS_UP),
  }
}

function reasonsFor(
  board: ReadyBoard,
  ref: JobRef,
  vehicle: number,
  /** Others who may do it and were timed. */
  looked: number,
  possible: readonly RunnerUp[],
): PlacedWhy['reasons'] {
  const { pin, vehicleCosts } = demandOf(board, ref)
  const reasons: PlacedWhy['reasons'] = []
  if (pin) reasons.push({ code: 'pinned', values: {} })
  else if (looked === 0) reasons.push({ code: 'only_one', values: {} })
  const saves = possible[0]?.costsMore
  if (looked > 0 && saves === undefined) reasons.push({ code: 'only_room', values: { looked } })
  if (saves !== undefined && saves !== null && saves >= 0) reasons.push({ code: 'cheapest', values: { saves } })
  const own = vehicleCosts?.[vehicle] ?? 0
  if (vehicleCosts?.some((one) => one > own)) reasons.push({ code: 'preferred', values: {} })
  if (reasons.length === 0) reasons.push({ code: 'whole_plan', values: { dearerHere: -(saves ?? 0) } })
  return reasons
}

/** What the route would save without it. */
function addsHere(board: ReadyBoard, ref: JobRef, vehicle: number): number {
  const own = stopsOf(ref)
  const rest = visitsOf(board.stops.get(vehicle) ?? []).filter(
    (one) => !own.some(({ kind, index }) => kind === one.kind && index === one.index),
  )
  try {
    return costBefore(board, vehicle) - costOf(board, vehicle, rest)
  } catch {
    // Where ways are longer than those by another place, a route may not hold without one of its stops.
    return costBefore(board, vehicle)
  }
}
