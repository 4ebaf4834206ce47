import type { Reason, Work } from './work.ts'

/** Orders that come before or after this one. */
export interface LinkedWork {
  /** From when on all that comes before is over and the gap has passed, epoch ms; null: some of it has no time yet. */
  after: { readyAt: number | null; orders: readonly string[] } | null
  /** When this must be over, because something later has its time already. */
  before: { until: number; orders: readonly string[] } | null
}

const LACKING = -100

/** What is lacking when the work begins before what comes first is over, or ends after what follows should begin. */
export function linkReasons({ links, durationMs }: Work, startAt: number): Reason[] {
  const found: Reason[] = []
  const lacking = { ok: false, points: LACKING }
  const { after = null, before = null } = links ?? {}
  if (after && after.readyAt === null)
    found.push({ code: 'after_unplanned', ...lacking, values: { orders: after.orders.join(', ') } })
  else if (after && after.readyAt! > startAt)
    found.push({ code: 'after_later', ...lacking, values: { orders: after.orders.join(', '), at: after.readyAt } })
  if (before && startAt + durationMs > before.until)
    found.push({ code: 'before_sooner', ...lacking, values: { orders: before.orders.join(', '), at: before.until } })
  return found
}
