import type { Problem } from '@aftercare/dispatch/plan'
import type { PlanFacts, PlanJob } from './plan-facts.ts'

/** What orders that are not this plan's to move leave of one: epoch ms. */
export interface LinkBound {
  /** Not before what comes first is over; null: that has no time and gets none here. */
  from: number | null
  /** Over by then, because what follows has its time. */
  until: number
}
export const FREE: LinkBound = { from: 0, until: Number.POSITIVE_INFINITY }

/**
 * The room that is left by orders outside of the plan, or in it at a time that stays. Visits keep the times they have: who
 * booked them in another order will have known why.
 */
export function linkBounds({ links }: Pick<PlanFacts, 'links'>, movable: readonly PlanJob[]): Map<string, LinkBound> {
  const open = new Set(movable.map((job) => job.orderId))
  const bounds = new Map<string, LinkBound>()
  const bound = (orderId: string, change: (was: LinkBound) => LinkBound) =>
    bounds.set(orderId, change(bounds.get(orderId) ?? FREE))
  for (const { firstId, afterId, gapMs, firstEndsAt, afterStartsAt } of links) {
    if (open.has(afterId) && !open.has(firstId))
      bound(afterId, (was) => ({
        ...was,
        from: was.from === null || firstEndsAt === null ? null : Math.max(was.from, firstEndsAt + gapMs),
      }))
    if (open.has(firstId) && !open.has(afterId) && afterStartsAt !== null)
      bound(firstId, (was) => ({ ...was, until: Math.min(was.until, afterStartsAt - gapMs) }))
  }
  return bounds
}

/** One before the other among what the plan decides about, as indices of jobs; the first `kept` have their times already. */
export function beforeOf(
  { links }: Pick<PlanFacts, 'links'>,
  jobs: readonly PlanJob[],
  kept: number,
): NonNullable<Problem['before']> {
  const indices = (orderId: string) => jobs.flatMap((job, i) => (i >= kept && job.orderId === orderId ? [i] : []))
  return links.flatMap(({ firstId, afterId, gapMs }) => {
    const later = indices(afterId)
    return indices(firstId).flatMap((first) => later.map((after) => ({ first, after, gap: gapMs / 1000 })))
  })
}
