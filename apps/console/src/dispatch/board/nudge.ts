import { useRef } from 'react'
import { type Item, minutesOf, type Row, type Visit } from './board-data.ts'
import { type Placement, placeAll } from './placing.ts'
import type { BoardCache } from './use-board.ts'

const REST_MS = 700

type Pending = {
  lead: Visit
  group: readonly Item[]
  rows: readonly Row[]
  index: number
  startAt: number
  timer: number
}

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
  return (shown: Visit, by: { ms: number; rows: number }) => {
    const running = pending.current?.lead.id === shown.id ? pending.current : null
    if (running) clearTimeout(running.timer)
    // Reckoned from where they stood before the first press: the rows of that moment, too.
    const from = running ?? begin(shown, rows, groupOf)
    const startAt = from.startAt + by.ms
    const index = Math.min(from.rows.length - 1, Math.max(0, from.index + by.rows))
    const lead: Item = { kind: 'visit', visit: from.lead }
    const placed = placeAll(from.group, lead, from.rows, { index, startAt }, certified)
    for (const one of placed) if (one.item.kind === 'visit') cache.patchVisit(one.item.visit.id, spanOf(one))
    const first = placed.find(({ item }) => item.kind === 'visit' && item.visit.id === from.lead.id)
    if (!first) return
    say(placed, first)
    const timer = window.setTimeout(() => {
      pending.current = null
      latest.current(placed)
    }, REST_MS)
    pending.current = { ...from, index: first.index, startAt, timer }
  }
}

function begin(visit: Visit, rows: readonly Row[], groupOf: (item: Item) => readonly Item[]): Omit<Pending, 'timer'> {
  const index = rows.findIndex((row) => row.technician.id === visit.technicianId)
  const group = groupOf({ kind: 'visit', visit })
  return { lead: visit, group, rows, index: Math.max(0, index), startAt: Date.parse(visit.startsAt) }
}

function spanOf({ item, row, startAt }: Placement): Partial<Visit> {
  return {
    technicianId: row.technician.id,
    startsAt: new Date(startAt).toISOString(),
    endsAt: new Date(startAt + minutesOf(item) * 60_000).toISOString(),
  }
}
