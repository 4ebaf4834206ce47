import { dropAbsent } from './absent.ts'
import { cheapestIn, found } from './insertion.ts'
import { openVehicles, place, putInPlace, type Search } from './search.ts'

/** Of the rounds in which somebody is absent for a price, those that open a route, worth it or not. */
const OPENINGS = 0.1

/** Whether this round shall open a route: one job alone seldom pays for it, all that come with it may. */
export const isOpening = ({ ground, absent, prized, random }: Search): boolean =>
  prized && ground.simple && absent.length > 0 && random() < OPENINGS

/**
 * Puts one of the absent candidates, from `first` on, into a vehicle not in use, whatever that costs; it is no candidate
 * then. The round is judged as a whole when the others have been placed.
 */
export function openRoute(search: Search, candidates: number[], first: number): void {
  const { rows, random } = search
  if (candidates.length === first) return
  const at = first + Math.floor(random() * (candidates.length - first))
  const u = candidates[at]!
  const v = spareFor(search, u)
  if (v < 0 || cheapestIn(rows, v, u, -1, Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY) return
  place.vehicle = v
  place.slot = found.slot
  putInPlace(search, u)
  dropAbsent(search, u)
  candidates.splice(at, 1)
  openVehicles(search)
}

/** A vehicle not in use that could do the job, of those in view; any of them is as likely. */
function spareFor({ ground, rows, view, random }: Search, u: number): number {
  const fit = ground.fitClass[u]! * ground.vehicles
  const from = Math.floor(random() * view.count)
  for (let i = 0; i < view.count; i++) {
    const v = view.vehicles[(from + i) % view.count]!
    if (rows.length[rows.rowOf[v]!] === 0 && ground.fits[fit + v] !== 0) return v
  }
  return -1
}
