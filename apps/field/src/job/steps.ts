import type { KeptVisit, Visit } from '../data/store.ts'

export const STEPS = ['travel', 'check', 'price', 'work', 'sign', 'done'] as const
export type Step = (typeof STEPS)[number]
export const OVER: readonly string[] = ['done', 'part_done', 'no_access', 'cancelled', 'declined']

/** The furthest step the state of the visit allows. */
export function furthest(visit: Visit): Step {
  if (OVER.includes(visit.status)) return 'done'
  if (visit.report.signature || visit.report.unsignedReason) return 'done'
  if (visit.status === 'working') return 'sign'
  if (visit.status === 'on_site') return 'price'
  return 'travel'
}

/** Where to open the job: where the person was, as far as that is possible; never behind what the visit has reached. */
export function stepOf({ visit, step }: KeptVisit): Step {
  const most = furthest(visit)
  if (most === 'travel' || most === 'done') return most
  const least: Step = visit.status === 'working' ? 'work' : 'check'
  const kept = STEPS.find((one) => one === step) ?? least
  const place = STEPS.indexOf(kept)
  if (place > STEPS.indexOf(most)) return most
  return place < STEPS.indexOf('check') ? least : kept
}
