import { useSyncExternalStore } from 'react'
import { type Axis, atOf } from './axis.ts'
import type { Item, Row } from './board-data.ts'
import { type Placement, placeAll } from './placing.ts'

export const ROW = 44
export const NAMES = 208
const THRESHOLD = 4
const EDGE = 44

/** The place under the pointer, and where all that is carried would be. */
export type Over = { index: number; startAt: number; all: readonly Placement[] }
/** `item` is what the pointer took, `group` everything that goes with it. */
export type Drag = { item: Item; group: readonly Item[]; x: number; y: number; over: Over | null; tray: boolean }

export type Ground = {
  axis: Axis
  rows: readonly Row[]
  certified: readonly string[]
  scroller: HTMLElement | null
  body: HTMLElement | null
  tray: HTMLElement | null
}

type Drop = (drag: Drag) => void

/**
 * Dragging with the pointer, outside of React: a move re-renders the ghost and nothing else. It begins after four pixels,
 * scrolls at the edges, snaps to the quarter hour, and Escape leaves everything as it was.
 */
export class Dragging {
  ground: Ground = { axis: EMPTY_AXIS, rows: [], certified: [], scroller: null, body: null, tray: null }
  onDrop: Drop = () => {}
  /** What goes with a thing that is taken: the selection it belongs to. */
  groupOf: (item: Item) => readonly Item[] = (item) => [item]
  /** Told when something is taken and when it is let go. */
  onCarry: (item: Item, isCarried: boolean) => void = () => {}
  #drag: Drag | null = null
  readonly #watchers = new Set<() => void>()
  /** The click that ends a drag is not a click. */
  #swallow = false

  readonly subscribe = (tell: () => void) => {
    this.#watchers.add(tell)
    return () => void this.#watchers.delete(tell)
  }
  readonly read = () => this.#drag

  /** To be called on pointerdown; `grabX` is how far from the beginning of the bar it was taken. */
  start(event: React.PointerEvent, item: Item, grabX: number): void {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const from = { x: event.clientX, y: event.clientY }
    let frame = 0
    let group: readonly Item[] = [item]
    const move = (now: PointerEvent) => {
      if (!this.#drag && Math.hypot(now.clientX - from.x, now.clientY - from.y) < THRESHOLD) return
      now.preventDefault()
      if (!this.#drag) {
        frame = requestAnimationFrame(scroll)
        group = this.groupOf(item)
        this.onCarry(item, true)
      }
      this.#set(this.#at({ item, group }, now.clientX, now.clientY, grabX))
    }
    const scroll = () => {
      const drag = this.#drag
      if (!drag) return
      if (scrollAt(this.ground.scroller, drag.x, drag.y)) this.#set(this.#at(drag, drag.x, drag.y, grabX))
      frame = requestAnimationFrame(scroll)
    }
    const end = (drop: boolean) => {
      cancelAnimationFrame(frame)
      controller.abort()
      const drag = this.#drag
      if (!drag) return
      this.#set(null)
      this.onCarry(item, false)
      this.#swallow = true
      setTimeout(() => {
        this.#swallow = false
      })
      if (drop) this.onDrop(drag)
    }
    const controller = new AbortController()
    const { signal } = controller
    window.addEventListener('pointermove', move, { signal })
    window.addEventListener('pointerup', () => end(true), { signal })
    window.addEventListener('pointercancel', () => end(false), { signal })
    const onEscape = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || !this.#drag) return
      key.stopPropagation()
      end(false)
    }
    window.addEventListener('keydown', onEscape, { signal, capture: true })
  }

  /** Whether a click is the end of a drag. */
  swallows(): boolean {
    return this.#swallow
  }

  #set(drag: Drag | null): void {
    this.#drag = drag
    for (const tell of this.#watchers) tell()
  }

  #at({ item, group }: Pick<Drag, 'item' | 'group'>, x: number, y: number, grabX: number): Drag {
    const tray = within(this.ground.tray, x, y)
    return { item, group, x, y, tray, over: tray ? null : this.#overAt({ item, group }, x, y, grabX) }
  }

  #overAt({ item, group }: Pick<Drag, 'item' | 'group'>, x: number, y: number, grabX: number): Over | null {
    const { axis, rows, certified, scroller, body } = this.ground
    if (!body || !within(scroller, x, y)) return null
    const box = body.getBoundingClientRect()
    const index = Math.floor((y - box.top) / ROW)
    if (!rows[index] || x < scroller!.getBoundingClientRect().left + NAMES) return null
    const startAt = atOf(axis.on(rows[index].zone), x - box.left - NAMES - grabX)
    const last = this.#drag?.over
    if (last && last.index === index && last.startAt === startAt) return last
    return { index, startAt, all: placeAll(group, item, rows, { index, startAt }, certified) }
  }
}

/** Scrolls while the pointer is near an edge; whether it did. */
export function scrollAt(scroller: HTMLElement | null, x: number, y: number): boolean {
  if (!scroller || !within(scroller, x, y)) return false
  const box = scroller.getBoundingClientRect()
  const step = (near: number, far: number) => (near < EDGE ? -12 : far < EDGE ? 12 : 0)
  const by = { left: step(x - box.left - NAMES, box.right - x), top: step(y - box.top - ROW, box.bottom - y) }
  if (by.left === 0 && by.top === 0) return false
  scroller.scrollBy(by)
  return true
}

const EMPTY_AXIS: Axis = { zone: 'UTC', days: [], dayWidth: 1, hourWidth: 1, width: 1, on: () => EMPTY_AXIS }

function within(element: HTMLElement | null, x: number, y: number): boolean {
  if (!element) return false
  const box = element.getBoundingClientRect()
  return x >= box.left && x < box.right && y >= box.top && y < box.bottom
}

export function useDrag(dragging: Dragging): Drag | null {
  return useSyncExternalStore(dragging.subscribe, dragging.read)
}
