import { useCallback, useMemo, useRef, useState } from 'react'
import { type Board, type Item, isMovable, type Row, type Visit } from './board-data.ts'

/** Keys as in the address: `visit:<id>`, `order:<id>`. */
export const visitKey = (id: string) => `visit:${id}`
export const orderKey = (id: string) => `order:${id}`
export const keyOf = (item: Item) => (item.kind === 'visit' ? visitKey(item.visit.id) : orderKey(item.order.id))

/** How something was clicked or pressed. */
export type Held = Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>

const NONE: ReadonlySet<string> = new Set()
const same = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && [...a].every((key) => b.has(key))

/**
 * Several visits or orders at once: Ctrl or ⌘ adds and takes away, Shift takes everything between, a rubber band what it
 * touches. A plain click opens one thing and forgets the rest.
 */
export function useSelection(board: Board, rows: readonly Row[], open: (key: string | null) => void) {
  const [keys, setKeys] = useState(NONE)
  const anchor = useRef<string | null>(null)
  const latest = useRef({ rows, open, keys })
  latest.current = { rows, open, keys }
  const set = useCallback((next: ReadonlySet<string>) => setKeys((was) => (same(was, next) ? was : next)), [])
  const toggle = useCallback((key: string) => {
    anchor.current = key
    setKeys((was) => (was.has(key) ? new Set([...was].filter((one) => one !== key)) : new Set([...was, key])))
  }, [])
  /** `between` names what lies from one key to another where it is not rows and times. */
  const pick = useCallback(
    (key: string, held: Held, between?: (from: string, to: string) => string[]) => {
      const from = anchor.current
      if (held.ctrlKey || held.metaKey) return toggle(key)
      if (held.shiftKey && from && kindOf(from) === kindOf(key)) {
        const found = between?.(from, key) ?? visitsBetween(latest.current.rows, from, key)
        return set(new Set([...latest.current.keys, ...found]))
      }
      anchor.current = key
      set(NONE)
      latest.current.open(key)
    },
    [set, toggle],
  )
  const items = useMemo(() => itemsOf(board, rows, keys), [board, rows, keys])
  return { keys, items, pick, toggle, set, clear: useCallback(() => set(NONE), [set]) }
}
export type Selection = ReturnType<typeof useSelection>

const kindOf = (key: string) => key.slice(0, key.indexOf(':'))

/** What is still there of what was selected: others plan at the same time. */
function itemsOf(board: Board, rows: readonly Row[], keys: ReadonlySet<string>): Item[] {
  if (keys.size === 0) return []
  const visits = rows.flatMap((row) => row.visits).filter((visit) => keys.has(visitKey(visit.id)))
  const orders = board.tray.filter((order) => keys.has(orderKey(order.id)))
  return [
    ...visits.map((visit): Item => ({ kind: 'visit', visit })),
    ...orders.map((order): Item => ({ kind: 'order', order })),
  ]
}

/** Rows, and from when to when: in each the times of its own clock. */
type Box = { top: number; bottom: number; times: (row: Row) => { from: number; to: number } }

/** The visits a rectangle of rows and time touches. */
export function visitsIn(rows: readonly Row[], { top, bottom, times }: Box): string[] {
  return rows.slice(Math.max(0, top), bottom + 1).flatMap((row) => {
    const { from, to } = times(row)
    const isIn = (visit: Visit) => Date.parse(visit.startsAt) < to && Date.parse(visit.endsAt) > from
    return row.visits.filter((visit) => isMovable(visit) && isIn(visit)).map((visit) => visitKey(visit.id))
  })
}

function visitsBetween(rows: readonly Row[], from: string, to: string): string[] {
  const [a, b] = [placeIn(rows, from), placeIn(rows, to)]
  if (!a || !b) return [to]
  return visitsIn(rows, {
    top: Math.min(a.index, b.index),
    bottom: Math.max(a.index, b.index),
    times: () => ({
      from: Math.min(Date.parse(a.visit.startsAt), Date.parse(b.visit.startsAt)),
      to: Math.max(Date.parse(a.visit.endsAt), Date.parse(b.visit.endsAt)),
    }),
  })
}

function placeIn(rows: readonly Row[], key: string): { visit: Visit; index: number } | null {
  for (const [index, row] of rows.entries()) {
    const visit = row.visits.find((one) => visitKey(one.id) === key)
    if (visit) return { visit, index }
  }
  return null
}
