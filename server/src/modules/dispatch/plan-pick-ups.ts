import type { Job, Pair, Window } from '@aftercare/dispatch/plan'
import { type Interval, openIntervals, type Position } from '@aftercare/rules'
import type { FreeAtPlaces, StockPlace } from '../parts/index.ts'
import type { PlanFacts, PlanJob } from './plan-facts.ts'
import { lacksOf } from './plan-lacks.ts'
import { GRID_MS, up, type WorkingDay } from './plan-vehicles.ts'

/** At the counter: to park, sign and load. */
export const HANDLING_MS = 10 * 60_000

/** Where what an order misses is collected on the way to it. */
export interface PickUp {
  place: StockPlace
  parts: { partId: string; number: string; fold: string; code: string; quantity: number }[]
}

/** Stores of the own station and of those above it hand out to a technician. */
export const mayCollect = ({ technician }: Pick<WorkingDay, 'technician'>, { stationId }: StockPlace) =>
  technician.stationPath.includes(stationId)

/** Alone, tied to nothing, and waiting for something no request to the stock stands for already. */
const isOpen = (facts: PlanFacts, job: PlanJob) =>
  job.visit === null &&
  job.team === null &&
  job.partsAt !== 0 &&
  !facts.asked.has(job.orderId) &&
  !facts.links.some((one) => one.firstId === job.orderId || one.afterId === job.orderId)

/**
 * Decides for each order nobody has the parts for in the van whether and where they are collected: one part for one job, the more
 * urgent orders first; of several stores the one that is least out of the way of somebody who can do the work.
 */
export function choosePickUps(facts: PlanFacts, days: readonly WorkingDay[], seconds: Way): void {
  const free = new Map(facts.stores.free.map((one) => [key(one.placeId, one.fold), one.quantity]))
  const take = ({ place, parts }: PickUp) => {
    for (const { fold, quantity } of parts)
      free.set(key(place.id, fold), (free.get(key(place.id, fold)) ?? 0) - quantity)
  }
  for (const job of facts.jobs) if (job.collect && !job.visit) take(job.collect)
  const waiting = facts.jobs.filter((job) => !job.collect && job.vans.size === 0 && isOpen(facts, job))
  for (const job of waiting.toSorted((a, b) => a.priority.localeCompare(b.priority) || a.createdAt - b.createdAt)) {
    const options = optionsOf(facts, job, free).map((option) => ({
      option,
      way: wayBy(facts, days, job, option, seconds),
    }))
    const [best] = options.filter(({ way }) => way !== null).sort((a, b) => a.way! - b.way!)
    if (!best) continue
    job.collect = best.option
    take(best.option)
  }
}

const key = (placeId: string, fold: string) => `${placeId} ${fold}`
type Way = (from: Position, to: Position) => number

/** Stores that have all of it, but those where a search has found no way for it. */
function optionsOf(facts: PlanFacts, job: PlanJob, free: ReadonlyMap<string, number>): PickUp[] {
  const { stores, inVans } = facts
  const missing = (inVans.needs.get(job.orderId) ?? []).filter((one) => !one.isThere)
  if (missing.length === 0) return []
  return stores.places
    .filter((place) => !job.tried.has(place.id) && hoursOf(place, facts).length > 0)
    .filter((place) => missing.every(({ fold, quantity }) => (free.get(key(place.id, fold)) ?? 0) >= quantity))
    .map((place) => ({ place, parts: missing.map((one) => ({ ...partAt(stores, place.id, one.fold), ...one })) }))
}

function partAt({ free }: FreeAtPlaces, placeId: string, fold: string) {
  const { partId, number } = free.find((one) => one.placeId === placeId && one.fold === fold)!
  return { partId, number }
}

/** The least detour of those who can do the work and may collect there; null: nobody. */
function wayBy(
  facts: PlanFacts,
  days: readonly WorkingDay[],
  job: PlanJob,
  collect: PickUp,
  seconds: Way,
): number | null {
  const able = days.filter((day) => lacksOf(facts, { ...job, collect }, day).length === 0)
  if (able.length === 0) return null
  const { position: at } = collect.place
  const site = job.position ?? at
  return Math.min(
    ...able.map(({ begins }) =>
      begins ? seconds(begins, at) + seconds(at, site) - seconds(begins, site) : seconds(at, site),
    ),
  )
}

/** When collecting may begin; a store of which nobody knows the hours is open whenever somebody works. */
function hoursOf({ hours }: StockPlace, { fromAt, toAt }: Interval): [number, number][] {
  if (!hours) return [[fromAt, toAt]]
  return openIntervals(hours, fromAt, toAt)
    .map((one): [number, number] => [up(one.fromAt), Math.floor((one.toAt - HANDLING_MS) / GRID_MS) * GRID_MS])
    .filter(([from, to]) => from <= to)
}

/** The two stops as the solver takes them: the part first, the work after, by the same technician on the same day. */
export function pairOf(work: Job, { place }: PickUp, at: number, ground: Interval & { base: number }): Pair {
  const { fits, penalty, vehicleCosts, setup, service, windows } = work
  const seconds = (ms: number) => Math.round((ms - ground.base) / 1000)
  const open = hoursOf(place, ground).map(([from, to]): Window => [seconds(from), seconds(to)])
  return {
    pickup: { place: at, setup: 0, service: HANDLING_MS / 1000, windows: open },
    delivery: { place: work.place, setup, service, windows },
    amount: [],
    priority: 0,
    ...{ fits: fits!, penalty: penalty!, vehicleCosts: vehicleCosts! },
  }
}

/** Orders no search has found a way for: another store is tried, and who has the part in the van need not come. */
export function tryElsewhere(facts: PlanFacts, left: readonly PlanJob[]): boolean {
  let again = false
  for (const job of left.filter((one) => isOpen(facts, one))) {
    const elsewhere = { ...job, tried: new Set([...job.tried, ...(job.collect ? [job.collect.place.id] : [])]) }
    const free = new Map(facts.stores.free.map((one) => [key(one.placeId, one.fold), one.quantity]))
    if (optionsOf(facts, elsewhere, free).length === 0) continue
    job.tried = elsewhere.tried
    job.vans = new Set()
    job.collect = null
    again = true
  }
  return again
}
