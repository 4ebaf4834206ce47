import { useRef } from 'react'
import { minutesOf, type Row, type Verdict, type Visit, verdictOf } from './board-data.ts'
import type { BoardCache } from './use-board.ts'

const REST_MS = 700

type Pending = { visit: Visit; technicianId: string; startAt: number; timer: ReturnType<typeof setTimeout> }
type Nudged = { startAt: number; endAt: number; technician: string; verdict: Verdict }

/**
 * Alt and the arrows: each press shows at once, the last of a row of presses is sent. Called with what is said aloud;
 * what lacks something is asked about first, as after a drop.
 */
export function useNudge(
  cache: BoardCache,
  rows: readonly Row[],
  certified: readonly string[],
  settle: (visit: Visit, to: { technicianId: string; startAt: number }, verdict: Verdict) => void,
  say: (nudged: Nudged) => void,
) {
  const pending = useRef<Pending | null>(null)
  const latest = useRef(settle)
  latest.current = settle
  return (shown: Visit, by: { ms: number; rows: number }) => {
    const running = pending.current?.visit.id === shown.id ? pending.current : null
    if (running) clearTimeout(running.timer)
    const visit = running?.visit ?? shown
    const technicianId = running?.technicianId ?? shown.technicianId
    const index = rows.findIndex((row) => row.technician.id === technicianId)
    const row = rows[index + by.rows] ?? rows[index]
    if (!row) return
    const startAt = (running?.startAt ?? Date.parse(shown.startsAt)) + by.ms
    const minutes = minutesOf({ kind: 'visit', visit })
    const endAt = startAt + minutes * 60_000
    const verdict = verdictOf({ kind: 'visit', visit }, row, startAt, certified)
    cache.patchVisit(visit.id, {
      technicianId: row.technician.id,
      startsAt: new Date(startAt).toISOString(),
      endsAt: new Date(endAt).toISOString(),
    })
    say({ startAt, endAt, technician: row.technician.name, verdict })
    const timer = setTimeout(() => {
      pending.current = null
      latest.current(visit, { technicianId: row.technician.id, startAt }, verdict)
    }, REST_MS)
    pending.current = { visit, technicianId: row.technician.id, startAt, timer }
  }
}
