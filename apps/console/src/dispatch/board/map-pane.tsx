import { EmptyState, SkeletonRows, useTheme } from '@aftercare/ui'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { useWord } from '../words.ts'
import type { Board, Visit } from './board-data.ts'
import type { DrawnMap, Tiles } from './drawn-map.ts'
import styles from './map-pane.module.css'
import type { Held, Selection } from './selection.ts'

type MapProps = {
  board: Board
  /** The visits that are shown beside it, in the order of time. */
  visits: readonly Visit[]
  open: string | null
  selected: ReadonlySet<string>
  onPick: Selection['pick']
}

/** Whether this browser can draw the map at all. */
function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}

/** Where the work is: visits in the colours of their states, orders that wait, and the way of whoever is picked. */
export function MapPane(props: MapProps) {
  const [works, setWorks] = useState(hasWebGl)
  const onFailed = useCallback(() => setWorks(false), [])
  return works ? <Drawn {...props} onFailed={onFailed} /> : <Places {...props} />
}

function Drawn({ board, visits, open, selected, onPick, onFailed }: MapProps & { onFailed: () => void }) {
  const { isDark } = useTheme()
  const place = useRef<HTMLDivElement>(null)
  const map = useRef<DrawnMap | null>(null)
  const [ready, setReady] = useState(false)
  const [isBare, setBare] = useState(false)
  const { t } = useTranslation('dispatch')
  const tiles = useTiles()
  const clusterText = (count: number) => t('map.cluster', { count })
  const latest = useRef({ onPick, clusterText })
  latest.current = { onPick, clusterText }
  useEffect(() => {
    if (tiles === undefined) return
    let gone = false
    // The library is large: it comes when a map is looked at, not with the board.
    void import('./drawn-map.ts')
      .then(({ drawMap }) => {
        const onPick = (what: string, held: Held) => latest.current.onPick(what, held)
        const clusterText = (count: number) => latest.current.clusterText(count)
        return drawMap(place.current!, { isDark, tiles, onPick, onNoTiles: () => setBare(true), clusterText })
      })
      .then((drawn) => {
        if (gone) return drawn.remove()
        map.current = drawn
        setReady(true)
      })
      .catch((error: unknown) => {
        console.error(error)
        if (!gone) onFailed()
      })
    return () => {
      gone = true
      map.current?.remove()
      map.current = null
      setReady(false)
    }
  }, [isDark, tiles, onFailed])
  useEffect(() => {
    if (ready) map.current?.show(board, visits, open, selected)
  }, [ready, board, visits, open, selected])
  return (
    <div className={styles.pane}>
      <div ref={place} className={styles.map} data-ready={ready || undefined} data-testid="map" />
      {isBare && <p className={styles.chip}>{t('map.noTiles')}</p>}
      {!ready && (
        <div className={styles.wait}>
          <SkeletonRows rows={6} />
        </div>
      )}
    </div>
  )
}

/** What the company has named for the ground of the map: null for nothing, undefined until that is known. */
function useTiles(): Tiles | null | undefined {
  const company = $api.useQuery('get', '/api/v1/company', {}, { staleTime: 300_000 })
  const { mapTiles = null, mapAttribution = null, mapDatum = 'wgs84' } = company.data ?? {}
  const tiles = useMemo(
    () => (mapTiles ? { url: mapTiles, attribution: mapAttribution ?? '', datum: mapDatum } : null),
    [mapTiles, mapAttribution, mapDatum],
  )
  return company.isPending ? undefined : tiles
}

/** The same places as a list, where no map can be drawn. */
function Places({ board, visits, open, selected, onPick }: MapProps) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const all = [
    ...visits.map((visit) => ({
      what: `visit:${visit.id}`,
      title: visit.title,
      where: visit.city,
      status: visit.status,
    })),
    ...board.tray.map((order) => ({
      what: `order:${order.id}`,
      title: order.title,
      where: order.city,
      status: 'unscheduled',
    })),
  ]
  return (
    <section className={styles.pane} aria-label={t('map.places')}>
      <p className={styles.note}>{t('map.unavailable')}</p>
      {all.length === 0 ? (
        <EmptyState icon="field" title={t('map.nothing')} />
      ) : (
        <ul className={styles.places}>
          {all.map((one) => (
            <li key={one.what}>
              <button
                type="button"
                data-open={one.what === open || selected.has(one.what) || undefined}
                onClick={(event) => onPick(one.what, event)}
              >
                {one.where ?? '–'} · {one.title} <span>{word(`status.${one.status}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
