import { useRef } from 'react'
import { sameClock } from './axis.ts'
import { type Item, minutesOf, type Row, type Visit } from './board-data.ts'
import { type Placement, placeAll } from './placing.ts'
import type { BoardCache } from './use-board.ts'

const REST_MS = 700

/** Where a visit and what goes with it stood before the first press, and how far the presses have brought it. */
export type Nudging = {
  lead: Visit
  group: readonly Item[]
  rows: readonly Row[]
  index: number
  /** Reckoned on the clock of the row it began in. */
  startAt: number
  zone: string
}
type Pending = Nudging & { timer: number }
type By = { ms: number; rows: number }

/**
 * Alt and the arrows: each press shows at once, the last of a row of presses is sent. What is selected goes along. Called
 * with what is said aloud; what lacks something is asked about first, as after a drop.
 */
export function useNudge(
  cache: BoardCache,
  rows: readonly Row[],
  certified: readonly string[],
  groupOf: (item: Item) => readonly Item[],
  settle: (placements: readonly Placement[]) => void,
  say: (placed: readonly Placement[], lead: Placement) => void,
) {
  const pending = useRef<Pending | null>(null)
  const latest = useRef(settle)
  latest.current = settle
  return (shown: Visit, by: By) => {
    const running = pending.current?.lead.id === shown.id ? pending.current : null
    if (running) clearTimeout(running.timer)
    // Reckoned from where they stood before the first press: the rows of that moment, too.
    const from = running ?? begin(shown, rows, groupOf)
    const { placed, first, to } = nudged(from, by, certified)
    for (const one of placed) if (one.item.kind === 'visit') cache.patchVisit(one.item.visit.id, spanOf(one))
    if (!first) return
    say(placed, first)
    const timer = window.setTimeout(() => {
      pending.current = null
      latest.current(placed)
    }, REST_MS)
    pending.current = { ...to, timer }
  }
}

/**
 * One press more. Onto a row on another clock the visit keeps what the clock shows, as a drop on that row would: nine
 * o'clock stays nine o'clock. What goes with it keeps its distance in time.
 */
export function nudged(from: Nudging, by: By, certified: readonly string[]) {
  const lead: Item = { kind: 'visit', visit: from.lead }
  const index = Math.min(from.rows.length - 1, Math.max(0, from.index + by.rows))
  const startAt = from.startAt + by.ms
  const put = (startAt: number) => placeAll(from.group, lead, from.rows, { index, startAt }, certified)
  const find = (placed: readonly Placement[]) =>
    placed.find(({ item }) => item.kind === 'visit' && item.visit.id === from.lead.id)
  const near = put(startAt)
  // A group stops at the last row: only now it is known which row the visit reaches.
  const zone = find(near)?.row.zone ?? from.zone
  const placed = zone === from.zone ? near : put(sameClock(startAt, from.zone, zone))
  const first = find(placed)
  return { placed, first, to: { ...from, index: first?.index ?? index, startAt } }
}

function begin(visit: Visit, rows: readonly Row[], groupOf: (item: Item) => readonly Item[]): Nudging {
  const index = Math.max(
    0,
    rows.findIndex((row) => row.technician.id === visit.technicianId),
  )
  const group = groupOf({ kind: 'visit', visit })
  const zone = rows[index]?.zone ?? visit.timeZone
  return { lead: visit, group, rows, index, startAt: Date.parse(visit.startsAt), zone }
}

function spanOf({ item, row, startAt }: Placement): Partial<Visit> {
  return {
    technicianId: row.technician.id,
    startsAt: new Date(startAt).toISOString(),
    endsAt: new Date(startAt + minutesOf(item) * 60_000).toISOString(),
  }
}
