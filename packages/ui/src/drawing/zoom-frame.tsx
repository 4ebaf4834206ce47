import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Icon } from '../icon.tsx'
import styles from './zoom-frame.module.css'

const STEP = 1.5
const MOST = 4
const within = (zoom: number) => Math.min(Math.max(zoom, 1), MOST)

/** Shows something larger than the screen: two fingers or the buttons make it so, one finger moves it. */
export function ZoomFrame({
  children,
  words,
}: {
  children: ReactNode
  words: { closer: string; farther: string; hint: string }
}) {
  const [zoom, setZoom] = useState(1)
  const frame = useRef<HTMLDivElement>(null)
  usePinch(frame, zoom, (next) => setZoom(within(next)))
  return (
    <div className={styles.outer}>
      <div ref={frame} className={styles.frame}>
        <div className={styles.inner} style={{ width: `${zoom * 100}%` }}>
          {children}
        </div>
      </div>
      <div className={styles.buttons}>
        <p>{words.hint}</p>
        <button
          type="button"
          aria-label={words.farther}
          disabled={zoom === 1}
          onClick={() => setZoom(within(zoom / STEP))}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          aria-label={words.closer}
          disabled={zoom === MOST}
          onClick={() => setZoom(within(zoom * STEP))}
        >
          <Icon name="plus" />
        </button>
      </div>
    </div>
  )
}

const apart = ([a, b]: TouchList | Touch[]) => Math.hypot(a!.clientX - b!.clientX, a!.clientY - b!.clientY)

/** React listens to touches passively; only a listener of our own may keep the page from zooming instead. */
function usePinch(frame: React.RefObject<HTMLDivElement | null>, zoom: number, onZoom: (zoom: number) => void) {
  const latest = useRef({ zoom, onZoom })
  latest.current = { zoom, onZoom }
  useEffect(() => {
    const element = frame.current!
    let began: { distance: number; zoom: number } | null = null
    const start = (event: TouchEvent) => {
      began = event.touches.length === 2 ? { distance: apart(event.touches), zoom: latest.current.zoom } : null
    }
    const move = (event: TouchEvent) => {
      if (!began || event.touches.length !== 2) return
      event.preventDefault()
      latest.current.onZoom((began.zoom * apart(event.touches)) / began.distance)
    }
    element.addEventListener('touchstart', start, { passive: true })
    element.addEventListener('touchmove', move, { passive: false })
    return () => {
      element.removeEventListener('touchstart', start)
      element.removeEventListener('touchmove', move)
    }
  }, [frame])
}
