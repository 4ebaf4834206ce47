import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react'

const KEPT = 'aftercare.board.panes'
const NARROW = '(max-width: 760px)'

type Widths = { tray: number; side: number }

function keptWidths(): Widths {
  try {
    return { tray: 264, side: 340, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Widths>) }
  } catch {
    return { tray: 264, side: 340 }
  }
}

const clamp = (px: number, least: number, most: number) => Math.round(Math.min(most, Math.max(least, px)))

function subscribe(tell: () => void): () => void {
  const media = matchMedia(NARROW)
  media.addEventListener('change', tell)
  return () => media.removeEventListener('change', tell)
}

/** How wide the panes are, kept on this device; on a narrow screen there are none. */
export function usePanes() {
  const [widths, setWidths] = useState(keptWidths)
  const [room, setRoom] = useState(() => document.documentElement.clientWidth - 80)
  const [element, place] = useState<HTMLElement | null>(null)
  const isNarrow = useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
  useLayoutEffect(() => {
    if (!element) return
    setRoom(element.clientWidth)
    const observer = new ResizeObserver(() => setRoom(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  const set = useCallback((to: Partial<Widths>) => {
    setWidths((was) => {
      const next = { ...was, ...to }
      localStorage.setItem(KEPT, JSON.stringify(next))
      return next
    })
  }, [])
  return {
    isNarrow,
    place,
    tray: widths.tray,
    side: widths.side,
    gantt: room - widths.tray - widths.side,
    setTray: (px: number) => set({ tray: clamp(px, 200, 420) }),
    setSide: (px: number) => set({ side: clamp(px, 240, 640) }),
  }
}
