import type { PlanFacts, PlanJob } from './plan-facts.ts'
import type { Outcome } from './plan-reading.ts'

/** Begins before its parts are there, and can: whoever does it has them in the van. */
export const isFromVan = ({ bears, vans, partsAt }: PlanJob, technicianId: string, startAt: number) =>
  bears && vans.has(technicianId) && (partsAt === null || startAt < partsAt)

/** When its parts are there for everybody; 0 where some have them in the van or collect them: the others are told by their lacks. */
export const partsFrom = ({ vans, collect, partsAt }: PlanJob) => (vans.size > 0 || collect ? 0 : (partsAt ?? 0))

/** Others have the part in the van, this one has not, and on that day it is not there yet. Who has a visit keeps it. */
export function lacksPart({ bears, vans, partsAt, visit }: PlanJob, technicianId: string, dayFrom: number): boolean {
  if (!bears || vans.size === 0 || vans.has(technicianId)) return false
  return partsAt === null ? visit?.technicianId !== technicianId : dayFrom < partsAt
}

/** The parts an order misses, as they are named to people. */
export const missingCodes = ({ inVans }: PlanFacts, { orderId }: PlanJob): string =>
  (inVans.needs.get(orderId) ?? []).flatMap((one) => (one.isThere ? [] : one.code)).join(', ')

/** Of a crew that has no time yet, the first who could be somebody with the part in the van brings it. */
export function chooseBearers(jobs: readonly PlanJob[], mayBring: (job: PlanJob) => boolean): void {
  const crews = Map.groupBy(
    jobs.filter((job) => job.team !== null && job.visit === null),
    (job) => job.orderId,
  )
  for (const seats of crews.values()) {
    const bearer = seats.find((job) => mayBring({ ...job, bears: true })) ?? seats[0]
    for (const job of seats) job.bears = job === bearer
  }
}

const TURN = { stuck: 0, keep: 0, move: 1, book: 2, unplace: 3, left: 3 }

/**
 * What a plan gives to somebody beyond what lies in the van: of several jobs on one part, visits come before orders, and
 * the more urgent and the earlier first. Those named have to be planned as if it were not there.
 */
export function overdrawn(facts: PlanFacts, outcomes: readonly Outcome[]): { job: PlanJob; technicianId: string }[] {
  const taken = new Map<string, number>()
  const placed = outcomes.flatMap((one) =>
    one.technicianId === null || !one.job.bears
      ? []
      : [{ ...one, technicianId: one.technicianId, startAt: one.startAt! }],
  )
  const inTurn = placed.toSorted(
    (a, b) => TURN[a.kind] - TURN[b.kind] || a.job.priority.localeCompare(b.job.priority) || a.startAt - b.startAt,
  )
  return inTurn.flatMap(({ kind, job, technicianId, startAt }) => {
    const isBefore = job.collect === null && (job.partsAt === null || startAt < job.partsAt)
    const needs = (facts.inVans.needs.get(job.orderId) ?? []).filter((one) => one.isThere || isBefore)
    const key = (fold: string) => `${technicianId} ${fold}`
    const isShort = needs.some(
      ({ fold, quantity }) => facts.inVans.left(technicianId, fold) - (taken.get(key(fold)) ?? 0) < quantity,
    )
    if (isShort && TURN[kind] > 0 && isFromVan(job, technicianId, startAt)) return [{ job, technicianId }]
    for (const { fold, quantity } of needs) taken.set(key(fold), (taken.get(key(fold)) ?? 0) + quantity)
    return []
  })
}
