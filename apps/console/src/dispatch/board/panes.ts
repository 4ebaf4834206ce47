import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react'

const KEPT = 'aftercare.board.panes'
const NARROW = '(max-width: 760px)'

/** `room` is how wide all of them were last: the first drawing has the right scale. */
type Widths = { tray: number; side: number; map: boolean; daysMap: boolean; room: number | null }
/** Several days want the room: there the map is folded until it is asked for. */
const STANDARD: Widths = { tray: 256, side: 320, map: true, daysMap: false, room: null }

function keptWidths(): Widths {
  try {
    return { ...STANDARD, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Widths>) }
  } catch {
    return STANDARD
  }
}

const clamp = (px: number, least: number, most: number) => Math.round(Math.min(most, Math.max(least, px)))

function subscribe(tell: () => void): () => void {
  const media = matchMedia(NARROW)
  media.addEventListener('change', tell)
  return () => media.removeEventListener('change', tell)
}

export type Panes = ReturnType<typeof usePanes>

/** How wide the panes are, kept on this device; on a narrow screen there are none. */
export function usePanes(hasDetails: boolean, isSeveralDays: boolean) {
  const [widths, setWidths] = useState(keptWidths)
  const map = isSeveralDays ? widths.daysMap : widths.map
  const [room, setRoom] = useState(() => widths.room ?? document.documentElement.clientWidth - 200)
  const [element, place] = useState<HTMLElement | null>(null)
  const isNarrow = useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
  useLayoutEffect(() => {
    if (!element) return
    const look = () => {
      setRoom(element.clientWidth)
      localStorage.setItem(KEPT, JSON.stringify({ ...keptWidths(), room: element.clientWidth }))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  const set = useCallback((to: Partial<Widths>) => {
    setWidths((was) => {
      const next = { ...was, ...to, room: keptWidths().room }
      localStorage.setItem(KEPT, JSON.stringify(next))
      return next
    })
  }, [])
  return {
    isNarrow,
    place,
    tray: widths.tray,
    side: widths.side,
    map,
    hasSide: map || hasDetails,
    gantt: room - widths.tray - (map || hasDetails ? widths.side : 0),
    toggleMap: () => set(isSeveralDays ? { daysMap: !map } : { map: !map }),
    setTray: (px: number) => set({ tray: clamp(px, 200, 420) }),
    setSide: (px: number) => set({ side: clamp(px, 240, 640) }),
  }
}
