import type { CandidateReason, HeldCertificate, Interval, Position } from '@aftercare/rules'
import type { LinkedWork } from './links.ts'
import type { PeopleWish } from './people.ts'

/** A piece of work to be placed: how long it takes, where, and what it asks of the person. */
export interface Work {
  durationMs: number
  /** Of the site: certificates and day parts count by its days. */
  timeZone: string
  position: Position | null
  skills: readonly string[]
  /** Those of the skills that count only with a certificate valid on the day. */
  certificates: readonly string[]
  /** What it waits for; absent or null: nothing. */
  parts?: MissingParts | null
  /** Who is never to come, and who is asked for first. */
  people?: readonly PeopleWish[]
  /** What comes before and after it. */
  links?: LinkedWork
}

/** Parts that are not there yet. */
export interface MissingParts {
  /** From when on all of them are, epoch ms; null: nobody knows. */
  readyAt: number | null
  /** Those it waits for longest: what nobody knows a day for, else all that are missing. */
  codes: readonly string[]
  /** Technicians who have them all free in the van; absent: nobody. */
  inVanOf?: readonly string[]
}

/** Time somebody has given away already; half open, epoch ms. */
export interface Booking extends Interval {
  visitId: string
  position: Position | null
}

/** A technician with everything known around the days in question. */
export interface Technician {
  id: string
  skills: readonly string[]
  certificates: readonly HeldCertificate[]
  shifts: readonly Interval[]
  absences: readonly (Interval & { reason: string })[]
  bookings: readonly Booking[]
  /** Where the first way of a day begins. */
  home: Position | null
}

/** As the rules give it, and our own: ways and gaps, hours that are full, parts that come later or nobody knows when, people who are (not) asked for. */
export interface Reason extends Omit<CandidateReason, 'code'> {
  code:
    | CandidateReason['code']
    | `parts_${'later' | 'unknown' | 'in_van'}`
    | `person_${'excluded' | 'preferred'}`
    | `after_${'unplanned' | 'later'}`
    | 'before_sooner'
    | 'travel_short'
    | `${'week' | 'day'}_full`
    | 'no_room'
}

/** One person at one time, judged. */
export interface Place {
  technicianId: string
  startAt: number
  endAt: number
  score: number
  /** Nothing is lacking. A way that is too short for the gap is a warning, not a lack. */
  ok: boolean
  travelMs: number | null
  reasons: Reason[]
}
