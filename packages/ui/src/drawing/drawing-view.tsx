import { useRef } from 'react'
import styles from './drawing.module.css'

/** A position: its number as it stands on the drawing, and where, as shares of width and height. */
export type Spot = { number: string; x: number; y: number; fits?: boolean }

type Props = {
  /** Address of the picture. */
  src: string
  alt: string
  spots: readonly Spot[]
  /** What a position is called aloud. */
  named: (number: string) => string
  chosen: string | null
  onChoose: (number: string) => void
  /** Where the picture itself was clicked, as shares of its width and height: while positions are being set. */
  onPoint?: (x: number, y: number) => void
}

/** A picture with its positions over it; each is a button, so that a keyboard and a finger reach it alike. */
export function DrawingView({ src, alt, spots, named, chosen, onChoose, onPoint }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const point = (event: React.MouseEvent) => {
    const box = frame.current!.getBoundingClientRect()
    onPoint?.(round((event.clientX - box.left) / box.width), round((event.clientY - box.top) / box.height))
  }
  const shown = [...new Map(spots.map((spot) => [`${spot.number} ${spot.x} ${spot.y}`, spot])).values()]
  return (
    <div ref={frame} className={styles.frame} data-pointing={onPoint ? true : undefined}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: positions are also typed in the form beside it */}
      <img src={src} alt={alt} className={styles.picture} onClick={onPoint && point} />
      {shown.map((spot) => (
        <button
          key={`${spot.number} ${spot.x} ${spot.y}`}
          type="button"
          className={styles.spot}
          style={{ left: `${spot.x * 100}%`, top: `${spot.y * 100}%` }}
          aria-label={named(spot.number)}
          data-away={spot.fits === false || undefined}
          aria-pressed={chosen === spot.number}
          onClick={() => onChoose(spot.number)}
        >
          {spot.number}
        </button>
      ))}
    </div>
  )
}

const round = (share: number) => Math.round(Math.min(Math.max(share, 0), 1) * 1e4) / 1e4
