import { onMap } from '@aftercare/rules'
import { useFormat } from '@aftercare/words/web'
import { Link } from '@tanstack/react-router'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayFacts } from '../data/store.ts'
import { paths } from '../paths.ts'
import { Ground } from './ground.tsx'
import styles from './map.module.css'
import { marksOf, type Stop } from './stops.ts'
import { onScreen, type Size, scaleOf, type View, viewOf, zoomed } from './view.ts'

const OVER = ['done', 'part_done', 'no_access', 'cancelled']

/**
 * The places of the day in their order, north on top. With streets where the phone has them, else as a sketch: where each lies
 * from the other, and how far, is right either way.
 */
export function MapView({ stops, map }: { stops: Stop[]; map: DayFacts['map'] }) {
  const { t } = useTranslation('field')
  const [box, size] = useSize()
  const [moved, setMoved] = useState<View | null>(null)
  const places = stops.map((one) => onMap(one.at, map?.datum))
  const view = moved ?? (size && viewOf(places, size))
  const hand = useHand((x, y) => view && setMoved({ ...view, x: view.x - x, y: view.y - y }))
  const spots = view && size ? places.map((place) => onScreen(place, view, size)) : []
  return (
    <div className={styles.window} ref={box} data-ground={map ? 'streets' : 'sketch'} {...hand}>
      {view && size && map && <Ground map={map} view={view} size={size} />}
      <svg className={styles.way} aria-hidden>
        <polyline points={spots.map(({ left, top }) => `${left},${top}`).join(' ')} />
      </svg>
      {marksOf(stops).map((there) => (
        <Mark key={there[0]!.number} stops={there} spot={spots[stops.indexOf(there[0]!)]} />
      ))}
      <span className={styles.north} aria-hidden>
        ↑ {t('map.direction.n')}
      </span>
      {view && places[0] && <Scale of={scaleOf(places[0], view.z)} />}
      {view && (
        <div className={styles.buttons}>
          <button type="button" aria-label={t('map.nearer')} onClick={() => setMoved(zoomed(view, 1))}>
            +
          </button>
          <button type="button" aria-label={t('map.further')} onClick={() => setMoved(zoomed(view, -1))}>
            −
          </button>
          <button type="button" aria-label={t('map.all')} onClick={() => setMoved(null)}>
            ⤢
          </button>
        </div>
      )}
      {map?.attribution && <small className={styles.by}>{map.attribution}</small>}
    </div>
  )
}

type MarkProps = { stops: Stop[]; spot: { left: number; top: number } | undefined }

/** The numbers of a place; a tap opens what is still to be done there. */
function Mark({ stops, spot }: MarkProps) {
  const isOver = ({ visit }: Stop) => OVER.includes(visit.status)
  const first = stops.find((one) => !isOver(one)) ?? stops[0]!
  if (!spot) return null
  return (
    <Link
      to={paths.visit(first.visit.id)}
      className={styles.stop}
      style={spot}
      data-over={stops.every(isOver) || undefined}
      aria-label={stops.map(({ number, visit }) => `${number} ${visit.customer?.name ?? visit.number}`).join(', ')}
      draggable={false}
    >
      <span>{stops.map((one) => one.number).join('·')}</span>
    </Link>
  )
}

function Scale({ of: { metres, points } }: { of: { metres: number; points: number } }) {
  const length = useLength()
  return (
    <span className={styles.scale} style={{ width: points }}>
      {length(metres)}
    </span>
  )
}

const KM_FROM = 1000
/** A length as people say it: metres for a walk, kilometres for a drive. */
export function useLength(): (metres: number) => string {
  const { t } = useTranslation('field')
  const { numbers } = useFormat()
  return (metres) =>
    metres < KM_FROM
      ? t('map.metres', { n: numbers.whole(metres) })
      : t('sheet.kilometres', {
          n: numbers.decimal(metres / KM_FROM, metres < 10 * KM_FROM && metres % KM_FROM ? 1 : 0),
        })
}

function useSize() {
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      setSize({ width, height })
    })
    watch.observe(box.current!)
    return () => watch.disconnect()
  }, [])
  return [box, size] as const
}

const TREMBLE = 4

/** One finger moves the map; a tap on a stop stays a tap. */
function useHand(move: (x: number, y: number) => void) {
  const last = useRef<{ x: number; y: number; isMoving: boolean } | null>(null)
  return {
    onPointerDown: ({ clientX: x, clientY: y }: PointerEvent) => {
      last.current = { x, y, isMoving: false }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = last.current
      if (!from || event.buttons === 0) return
      const [x, y] = [event.clientX - from.x, event.clientY - from.y]
      if (!from.isMoving && Math.hypot(x, y) < TREMBLE) return
      if (!from.isMoving) event.currentTarget.setPointerCapture(event.pointerId)
      last.current = { x: event.clientX, y: event.clientY, isMoving: true }
      move(x, y)
    },
    onPointerUp: () => {
      last.current = null
    },
  }
}
