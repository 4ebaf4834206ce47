import type { Interval } from './calendar.ts'
import type { Position } from './distance.ts'
import { distanceMetres } from './distance.ts'
import { RuleError } from './errors.ts'
import { localDay } from './zones.ts'

/** The visit to be given to someone; half open, epoch ms; `timeZone` of the site, where certificates count by the day. */
export interface VisitNeed extends Interval {
  timeZone: string
  position: Position | null
  skills: readonly string[]
  certificates: readonly string[]
}

/** A certificate of a person; days inclusive, `YYYY-MM-DD`, null = open. */
export interface HeldCertificate {
  code: string
  validFrom: string | null
  validTo: string | null
}

/** A person who might do it, with what is known of the time around the visit; times half open, epoch ms. */
export interface Candidate {
  technicianId: string
  skills: readonly string[]
  certificates: readonly HeldCertificate[]
  shifts: readonly Interval[]
  absences: readonly (Interval & { reason: string })[]
  bookings: readonly (Interval & { visitId: string })[]
  /** Where the way begins: the visit before, or the home base. */
  position: Position | null
}

/** One reason; `code` is the key of its sentence, `ok` false = this is lacking, `points` what it adds to the score. */
export interface CandidateReason {
  code:
    | `skill_${'held' | 'missing'}`
    | `certificate_${'valid' | 'expired' | 'not_yet_valid' | 'missing'}`
    | `shift_${'covers' | 'missing'}`
    | 'absent'
    | 'booked'
    | 'free'
    | `distance${'' | '_unknown'}`
    | 'load'
  ok: boolean
  points: number
  values: Readonly<Record<string, string | number | null>>
}

export interface RankedCandidate {
  technicianId: string
  /** 100 plus the points of all reasons; 20 to 100 if nothing is lacking, at most 0 otherwise. */
  score: number
  ok: boolean
  reasons: CandidateReason[]
}

const LACKING = -100
const FAR = 50
const HALF_FAR_METRES = 20_000
const BUSY = 30

/**
 * Everyone ranked for a visit, best first, with the reasons; who lacks something stays in the list, behind, with what is
 * lacking. Distance costs up to 50 points (25 at 20 km air line or unknown), a full day up to 30. Equal scores rank by id.
 * Throws `visit_window_invalid`, `time_zone_unknown`.
 */
export function rankCandidates(need: VisitNeed, candidates: readonly Candidate[]): RankedCandidate[] {
  if (!(need.fromAt < need.toAt)) throw new RuleError('visit_window_invalid', { fromAt: need.fromAt, toAt: need.toAt })
  const days = { first: localDay(need.fromAt, need.timeZone), last: localDay(need.toAt - 1, need.timeZone) }
  return candidates
    .map((candidate) => {
      const reasons = [
        ...skillReasons(need, candidate),
        ...need.certificates.map((code) => certificateReason(code, candidate.certificates, days)),
        shiftReason(need, candidate),
        ...timeReasons(need, candidate),
        distanceReason(need, candidate),
        loadReason(candidate),
      ]
      const score = reasons.reduce((sum, reason) => sum + reason.points, 100)
      return { technicianId: candidate.technicianId, score, ok: reasons.every((reason) => reason.ok), reasons }
    })
    .sort((a, b) => b.score - a.score || (a.technicianId < b.technicianId ? -1 : 1))
}

function reason(code: CandidateReason['code'], ok: boolean, values: CandidateReason['values']): CandidateReason {
  return { code, ok, points: ok ? 0 : LACKING, values }
}

function skillReasons(need: VisitNeed, { skills }: Candidate): CandidateReason[] {
  return need.skills.map((skill) => {
    const held = skills.includes(skill)
    return reason(held ? 'skill_held' : 'skill_missing', held, { skill })
  })
}

function certificateReason(code: string, held: readonly HeldCertificate[], days: { first: string; last: string }) {
  const own = held.filter((certificate) => certificate.code === code)
  const begun = own.filter(({ validFrom }) => validFrom === null || validFrom <= days.first)
  const valid = begun.find(({ validTo }) => validTo === null || validTo >= days.last)
  if (valid) return reason('certificate_valid', true, { certificate: code, validTo: valid.validTo })
  const expired = begun.map(({ validTo }) => validTo).sort()
  if (expired.length > 0) return reason('certificate_expired', false, { certificate: code, validTo: expired.at(-1)! })
  const coming = own.map(({ validFrom }) => validFrom).sort()[0]
  if (coming) return reason('certificate_not_yet_valid', false, { certificate: code, validFrom: coming })
  return reason('certificate_missing', false, { certificate: code })
}

function shiftReason(need: VisitNeed, { shifts }: Candidate): CandidateReason {
  // Shifts that touch (before and after a break of none, or over midnight) cover a visit together.
  let coveredAt = need.fromAt
  for (const shift of [...shifts].sort((a, b) => a.fromAt - b.fromAt)) {
    if (shift.fromAt <= coveredAt) coveredAt = Math.max(coveredAt, shift.toAt)
  }
  const covers = coveredAt >= need.toAt
  return reason(covers ? 'shift_covers' : 'shift_missing', covers, { fromAt: need.fromAt, toAt: need.toAt })
}

function timeReasons(need: VisitNeed, { absences, bookings }: Candidate): CandidateReason[] {
  const touches = (other: Interval) => other.fromAt < need.toAt && need.fromAt < other.toAt
  const taken = [
    ...absences.filter(touches).map(({ reason: why, fromAt, toAt }) => reason('absent', false, { why, fromAt, toAt })),
    ...bookings.filter(touches).map(({ visitId, fromAt, toAt }) => reason('booked', false, { visitId, fromAt, toAt })),
  ]
  return taken.length > 0 ? taken : [reason('free', true, {})]
}

function distanceReason(need: VisitNeed, { position }: Candidate): CandidateReason {
  if (!need.position || !position) return { code: 'distance_unknown', ok: true, points: -FAR / 2, values: {} }
  const metres = distanceMetres(position, need.position)
  const points = -Math.round((FAR * metres) / (metres + HALF_FAR_METRES))
  return { code: 'distance', ok: true, points: points || 0, values: { metres } }
}

function loadReason({ bookings, shifts }: Candidate): CandidateReason {
  const bookedMs = lengthOf(bookings)
  const shiftMs = lengthOf(shifts)
  const share = bookedMs === 0 ? 0 : Math.min(1, bookedMs / shiftMs)
  return { code: 'load', ok: true, points: -Math.round(BUSY * share) || 0, values: { bookedMs, shiftMs } }
}

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { fromAt, toAt }) => sum + toAt - fromAt, 0)
}
