import { type RefObject, useEffect, useRef, useState } from 'react'
import { type Axis, shows } from './axis.ts'
import type { Row, Visit } from './board-data.ts'
import { ROW } from './drag.ts'

/**
 * The board is one stop of the Tab key; inside, the arrows go from visit to visit: along the row, or to the one nearest
 * in time of another row. A row out of sight is scrolled to first, because only what is seen is drawn.
 */
export function useFocusWalk(rows: readonly Row[], scroller: RefObject<HTMLElement | null>, axis: Axis) {
  const [last, setLast] = useState<string | null>(null)
  const seen = ({ visits, zone }: Row) => visits.filter((visit) => shows(axis.on(zone), visit))
  const inRow = (index: number) => (rows[index] ? seen(rows[index]) : [])
  const indexOf = (visit: Visit) => rows.findIndex((row) => row.technician.id === visit.technicianId)
  const isThere = last !== null && rows.some((row) => row.visits.some((visit) => visit.id === last))
  const firstShown = rows.flatMap(seen).at(0)?.id ?? null

  function next(visit: Visit, key: string): { visit: Visit; index: number } | null {
    const index = indexOf(visit)
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const all = inRow(index)
      const found = all[all.findIndex((one) => one.id === visit.id) + (key === 'ArrowLeft' ? -1 : 1)]
      return found ? { visit: found, index } : null
    }
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return null
    const by = key === 'ArrowUp' ? -1 : 1
    for (let i = index + by; i >= 0 && i < rows.length; i += by) {
      const found = nearest(inRow(i), visit)
      if (found) return { visit: found, index: i }
    }
    return null
  }

  /** A visit that goes to another row is another element there: the focus goes with it. */
  const carried = useRef<string | null>(null)
  useEffect(() => {
    const id = carried.current
    if (id === null) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-visit="${id}"]`)
    if (document.activeElement === document.body) element?.focus()
    else if (document.activeElement !== element) carried.current = null
  })

  function focus(id: string, index: number): void {
    setLast(id)
    const element = scroller.current
    if (!element) return
    const top = index * ROW
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + 2 * ROW > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 2 * ROW - element.clientHeight
    requestAnimationFrame(() =>
      requestAnimationFrame(() => element.querySelector<HTMLElement>(`[data-visit="${id}"]`)?.focus()),
    )
  }

  return {
    tabStop: isThere ? last : firstShown,
    visitOf(target: EventTarget): Visit | null {
      const id = (target as HTMLElement).closest<HTMLElement>('[data-visit]')?.dataset.visit
      return rows.flatMap((row) => row.visits).find((visit) => visit.id === id) ?? null
    },
    /** The visit that has the focus afterwards; null when the key is none of these. */
    step(visit: Visit, key: string): Visit | null {
      if (!key.startsWith('Arrow')) return null
      const found = next(visit, key)
      if (found) focus(found.visit.id, found.index)
      return found?.visit ?? visit
    },
    carry(visit: Visit) {
      carried.current = visit.id
      setLast(visit.id)
    },
  }
}

function nearest(visits: readonly Visit[], to: Visit): Visit | undefined {
  const far = (one: Visit) => Math.abs(Date.parse(one.startsAt) - Date.parse(to.startsAt))
  return visits.toSorted((a, b) => far(a) - far(b))[0]
}
