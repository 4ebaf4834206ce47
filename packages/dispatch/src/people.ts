import type { Reason } from './work.ts'

/** Said of an order, its customer or its product: this technician never comes, or is asked for first. */
export interface PeopleWish {
  technicianId: string
  wish: 'excluded' | 'preferred'
  of: 'work_order' | 'customer' | 'asset'
  note: string | null
}

const LACKING = -100
/** As much as some thirty kilometres. */
const PREFERRED = 30

/** The word that counts of one technician: whom one side never wants to see again is not sent because another likes them. */
export function wishFor(wishes: readonly PeopleWish[] | undefined, technicianId: string): PeopleWish | null {
  const own = (wishes ?? []).filter((one) => one.technicianId === technicianId)
  return own.find((one) => one.wish === 'excluded') ?? own[0] ?? null
}

/** What is lacking when somebody comes who was never to, and what is gained by who is asked for. */
export function peopleReasons(wishes: readonly PeopleWish[] | undefined, technicianId: string): Reason[] {
  const found = wishFor(wishes, technicianId)
  if (!found) return []
  const values = { of: found.of, note: found.note }
  return found.wish === 'excluded'
    ? [{ code: 'person_excluded', ok: false, points: LACKING, values }]
    : [{ code: 'person_preferred', ok: true, points: PREFERRED, values }]
}
