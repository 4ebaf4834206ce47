import { useFormat } from '@aftercare/words/web'
import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayFacts, KeptVisit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import styles from './today.module.css'

const OLD_MS = 12 * 3_600_000
/** A worker that is there says so sooner. */
const WORKER_MS = 1500

/** What the phone took along for a day without a network, how large and how old it is. */
export function OnThePhone({ facts, visits }: { facts: DayFacts; visits: KeptVisit[] }) {
  const { t } = useTranslation('field')
  const { dates, numbers } = useFormat()
  const store = useStore()
  const assets = visits.flatMap((one) => one.visit.asset ?? [])
  const isOld = Date.now() - (facts.readAt ?? Date.parse(facts.at)) > OLD_MS
  const pictures = usePictures()
  const articles = useLiveQuery(() => store.articles.count(), [store]) ?? 0
  const articleBytes = facts.articles?.bytes ?? 0
  const parts = (facts.van?.stock ?? []).length
  const isAppKept = useAppKept()
  const isFirm = useFirm()
  return (
    <details className={styles.kept} data-old={isOld || !isAppKept || undefined}>
      <summary>
        {t('kept.title', { size: numbers.bytes((facts.bytes ?? 0) + articleBytes + pictures.bytes) })}
        <small>{t(isOld ? 'kept.old' : 'kept.at', { time: dates(facts.timeZone).dayTime(facts.at) })}</small>
        {!isAppKept && <small>{t('kept.appComes')}</small>}
      </summary>
      <ul>
        <li>{t('kept.visits', { count: visits.length })}</li>
        <li>
          {t('kept.assets', { count: assets.length, cases: assets.reduce((all, one) => all + one.history.length, 0) })}
        </li>
        <li>{t('kept.prices', { count: facts.priceLists.reduce((all, one) => all + one.prices.length, 0) })}</li>
        <li>{t('kept.codes', { count: facts.failureCodes.length, found: facts.causesFound?.length ?? 0 })}</li>
        <li>{t('kept.rules', { count: facts.rules?.length ?? 0 })}</li>
        {articles > 0 && <li>{t('kept.articles', { count: articles, size: numbers.bytes(articleBytes) })}</li>}
        <MapKept facts={facts} />
        {pictures.count > 0 && (
          <li>{t('kept.drawings', { count: pictures.count, size: numbers.bytes(pictures.bytes) })}</li>
        )}
        <li>{facts.van ? t('kept.van', { van: facts.van.name, count: parts }) : t('kept.noVan')}</li>
        {isFirm !== null && <li>{t(isFirm ? 'kept.firm' : 'kept.loose')}</li>}
      </ul>
    </details>
  )
}

/** Whether the app itself is on this phone whole: its worker is ready when it has taken the last page. */
function useAppKept(): boolean {
  const [isKept, setKept] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setKept(false), WORKER_MS)
    void navigator.serviceWorker?.ready.then(() => {
      clearTimeout(timer)
      setKept(true)
    })
    return () => clearTimeout(timer)
  }, [])
  return isKept
}

/** Whether the phone promised not to clear it away when it runs out of room; null where it does not say. */
function useFirm(): boolean | null {
  const [isFirm, setFirm] = useState<boolean | null>(null)
  useEffect(() => {
    void navigator.storage?.persisted?.().then(setFirm)
  }, [])
  return isFirm
}

/** The streets of the day: how many pictures, how large, of when. */
function MapKept({ facts }: { facts: DayFacts }) {
  const { t } = useTranslation('field')
  const store = useStore()
  const { dates, numbers } = useFormat()
  const tiles = useLiveQuery(() => store.tiles.toArray(), [store]) ?? []
  if (tiles.length === 0) return <li>{t(facts.map ? 'kept.noMap' : 'kept.sketch')}</li>
  const size = numbers.bytes(tiles.reduce((sum, one) => sum + one.blob.size, 0))
  const oldest = Math.min(...tiles.map((one) => one.at))
  return <li>{t('kept.map', { count: tiles.length, size, time: dates(facts.timeZone).dayTime(oldest) })}</li>
}

function usePictures(): { count: number; bytes: number } {
  const store = useStore()
  const kept = useLiveQuery(() => store.pictures.toArray(), [store]) ?? []
  return { count: kept.length, bytes: kept.reduce((all, one) => all + one.blob.size, 0) }
}
