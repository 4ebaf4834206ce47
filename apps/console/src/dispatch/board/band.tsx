import { type PointerEvent as Pressed, type RefObject, useEffect, useRef, useState } from 'react'
import { type Axis, atOf } from './axis.ts'
import type { Row } from './board-data.ts'
import { NAMES, ROW, scrollAt } from './drag.ts'
import styles from './ghost.module.css'
import { type Selection, visitsIn } from './selection.ts'

type Point = { x: number; y: number }
type BandProps = {
  axis: Axis
  rows: readonly Row[]
  body: RefObject<HTMLElement | null>
  scroller: RefObject<HTMLElement | null>
  selection: Pick<Selection, 'keys' | 'set'>
}

/** The rubber band: drawn over free time, it selects what it touches; with Ctrl or Shift in addition to what is selected. */
export function useBand(given: BandProps) {
  const [box, setBox] = useState<{ from: Point; to: Point } | null>(null)
  const latest = useRef(given)
  latest.current = given
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])

  function start(event: Pressed): void {
    const onBar = (event.target as HTMLElement).closest('button')
    if (onBar || event.button !== 0 || event.pointerType === 'touch') return
    const inside = placeIn(latest.current.body.current!, event)
    if (event.clientX < latest.current.scroller.current!.getBoundingClientRect().left + NAMES) return
    const before = event.ctrlKey || event.metaKey || event.shiftKey ? latest.current.selection.keys : new Set<string>()
    const controller = new AbortController()
    stop.current = controller
    const { signal } = controller
    let isDrawn = false
    let pointer: PointerEvent | null = null
    const draw = () => {
      if (!pointer) return
      const to = placeIn(latest.current.body.current!, pointer)
      isDrawn ||= Math.hypot(to.x - inside.x, to.y - inside.y) > 4
      if (!isDrawn) return
      setBox({ from: inside, to })
      latest.current.selection.set(new Set([...before, ...touched(latest.current, inside, to)]))
    }
    const roll = () => {
      if (signal.aborted) return
      if (isDrawn && pointer && scrollAt(latest.current.scroller.current, pointer.clientX, pointer.clientY)) draw()
      requestAnimationFrame(roll)
    }
    requestAnimationFrame(roll)
    const end = () => {
      controller.abort()
      setBox(null)
      if (!isDrawn) latest.current.selection.set(new Set())
    }
    window.addEventListener(
      'pointermove',
      (now) => {
        pointer = now
        now.preventDefault()
        draw()
      },
      { signal },
    )
    window.addEventListener('pointerup', end, { signal })
    window.addEventListener('pointercancel', end, { signal })
  }
  return { start, band: box && <Band {...box} /> }
}

function Band({ from, to }: { from: Point; to: Point }) {
  const place = `translate(${Math.min(from.x, to.x)}px, ${Math.min(from.y, to.y)}px)`
  const size = { width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) }
  return <div className={styles.band} style={{ transform: place, ...size }} data-testid="band" />
}

function placeIn(body: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const box = body.getBoundingClientRect()
  return { x: Math.max(NAMES, clientX - box.left), y: Math.max(0, clientY - box.top) }
}

function touched({ axis, rows }: BandProps, a: Point, b: Point): string[] {
  return visitsIn(rows, {
    top: Math.floor(Math.min(a.y, b.y) / ROW),
    bottom: Math.floor(Math.max(a.y, b.y) / ROW),
    times: ({ zone }) => ({
      from: atOf(axis.on(zone), Math.min(a.x, b.x) - NAMES),
      to: atOf(axis.on(zone), Math.max(a.x, b.x) - NAMES),
    }),
  })
}
