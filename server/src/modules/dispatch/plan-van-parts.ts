import type { PlanFacts, PlanJob } from './plan-facts.ts'
import type { Outcome } from './plan-reading.ts'

/** Begins before its parts are there, and can: whoever does it has them in the van. */
export const isFromVan = ({ vans, partsAt }: PlanJob, technicianId: string, startAt: number) =>
  vans.has(technicianId) && (partsAt === null || startAt < partsAt)

/** When its parts are there for everybody; 0 where some have them in the van: the others are told by their lacks. */
export const partsFrom = ({ vans, partsAt }: PlanJob) => (vans.size > 0 ? 0 : (partsAt ?? 0))

/** Others have the part in the van, this one has not, and on that day it is not there yet. Who has a visit keeps it. */
export function lacksPart({ vans, partsAt, visit }: PlanJob, technicianId: string, dayFrom: number): boolean {
  if (vans.size === 0 || vans.has(technicianId)) return false
  return partsAt === null ? visit?.technicianId !== technicianId : dayFrom < partsAt
}

/** The parts an order misses, as they are named to people. */
export const missingCodes = ({ inVans }: PlanFacts, { orderId }: PlanJob): string =>
  (inVans.needs.get(orderId) ?? []).flatMap((one) => (one.isThere ? [] : one.code)).join(', ')

const TURN = { stuck: 0, keep: 0, move: 1, book: 2, unplace: 3, left: 3 }

/**
 * What a plan gives to somebody beyond what lies in the van: of several jobs on one part, visits come before orders, and
 * the more urgent and the earlier first. Those named have to be planned as if it were not there.
 */
export function overdrawn(facts: PlanFacts, outcomes: readonly Outcome[]): { job: PlanJob; technicianId: string }[] {
  const taken = new Map<string, number>()
  const placed = outcomes.flatMap((one) =>
    one.technicianId === null || one.job.seat > 0
      ? []
      : [{ ...one, technicianId: one.technicianId, startAt: one.startAt! }],
  )
  const inTurn = placed.toSorted(
    (a, b) => TURN[a.kind] - TURN[b.kind] || a.job.priority.localeCompare(b.job.priority) || a.startAt - b.startAt,
  )
  return inTurn.flatMap(({ kind, job, technicianId, startAt }) => {
    const needs = (facts.inVans.needs.get(job.orderId) ?? []).filter(
      (one) => one.isThere || job.partsAt === null || startAt < job.partsAt,
    )
    const key = (fold: string) => `${technicianId} ${fold}`
    const isShort = needs.some(
      ({ fold, quantity }) => facts.inVans.left(technicianId, fold) - (taken.get(key(fold)) ?? 0) < quantity,
    )
    if (isShort && TURN[kind] > 0 && isFromVan(job, technicianId, startAt)) return [{ job, technicianId }]
    for (const { fold, quantity } of needs) taken.set(key(fold), (taken.get(key(fold)) ?? 0) + quantity)
    return []
  })
}
