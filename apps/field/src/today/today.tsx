import { Button, EmptyState, ErrorState, SkeletonRows, useProblemText } from '@aftercare/ui'
import { moreWords, useFormat } from '@aftercare/words/web'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockNow, WRONG_MS } from '../data/clock.ts'
import { LOW_BYTES, roomLeft } from '../data/room.ts'
import type { KeptVisit } from '../data/store.ts'
import { useDay } from '../data/use-store.ts'
import { helpWords } from '../help/words.ts'
import { paths } from '../paths.ts'
import { Bar } from '../shell/bar.tsx'
import { later } from '../shell/later.ts'
import { AskedJobs } from './asked-jobs.tsx'
import { InstallHint } from './install-hint.tsx'
import { LaterJob, NextJob } from './job-card.tsx'
import { OnThePhone } from './on-the-phone.tsx'
import styles from './today.module.css'

const NextDay = later(async () => (await import('./next-day.tsx')).NextDay)
const PickUpCard = later(async () => (await import('./pick-up-card.tsx')).PickUpCard)
const ClockNotice = later(async () => {
  const [{ ClockNotice }] = await Promise.all([import('../help/clock-notice.tsx'), moreWords(helpWords)])
  return ClockNotice
})
const OVER = ['done', 'part_done', 'no_access', 'cancelled']

/** The day: the next job large, the rest below, what is done at the end. Read from the phone; the network only refreshes it. */
export function Today() {
  const { t } = useTranslation(['field', 'common'])
  const { facts, visits, next, isReading, refresh, error } = useDay()
  const textOf = useProblemText()
  const { dates } = useFormat()
  if (visits === undefined || (facts === undefined && isReading)) return <Waiting />
  if (facts === undefined) {
    return (
      <>
        <Bar title={t('today.title')} />
        <ErrorState text={error ? textOf(error) : t('today.neverRead')} onRetry={() => void refresh()} />
      </>
    )
  }
  return (
    <>
      <Bar title={t('today.title')} />
      <div className={styles.page}>
        <p className={styles.read}>
          <span>{dates(facts.timeZone).weekday(new Date())}</span>
          <span>{t('today.readAt', { time: dates(facts.timeZone).time(facts.at) })}</span>
          <Button kind="quiet" busy={isReading} onClick={() => void refresh()}>
            {t('today.refresh')}
          </Button>
        </p>
        <RoomWarning />
        <ClockWarning />
        <AskedJobs />
        {visits.length === 0 && <EmptyState icon="check" title={t('today.empty')} hint={t('today.emptyHint')} />}
        <Jobs visits={visits} />
        {next.visits.length > 0 && (
          <Suspense>
            <NextDay date={next.date} visits={next.visits} timeZone={facts.timeZone} isOpen={visits.length === 0} />
          </Suspense>
        )}
        <InstallHint />
        {visits.length > 0 && (
          <Link className={styles.map} to={paths.map()}>
            {t('map.title')}
          </Link>
        )}
        <OnThePhone facts={facts} visits={[...visits, ...next.visits]} />
      </div>
    </>
  )
}

function Jobs({ visits }: { visits: KeptVisit[] }) {
  const { t } = useTranslation('field')
  const open = visits.filter((one) => !OVER.includes(one.visit.status))
  const over = visits.filter((one) => OVER.includes(one.visit.status))
  // Whoever has begun a job is in it, whatever the plan says comes first.
  const begun = open.find((one) => ['en_route', 'on_site', 'working'].includes(one.visit.status))
  const next = begun ?? open[0]
  const stops = open.filter(({ visit }) => visit.pickUp && ['proposed', 'scheduled', 'accepted'].includes(visit.status))
  // The part of a later job may have to be collected before this one.
  const first = stops.filter(({ visit }) => next && !begun && visit.pickUp!.from <= next.visit.startsAt)
  const later = [
    ...open.filter((one) => one !== next).map((one) => ({ one, at: one.visit.startsAt, Card: LaterJob })),
    ...stops
      .filter((one) => !first.includes(one))
      .map((one) => ({ one, at: one.visit.pickUp!.from, Card: PickUpCard })),
  ].sort((a, b) => a.at.localeCompare(b.at))
  return (
    <>
      <Suspense>
        {first.map((one) => (
          <PickUpCard key={one.id} visit={one.visit} />
        ))}
      </Suspense>
      {next && <NextJob visit={next.visit} isBegun={begun !== undefined} />}
      {later.length > 0 && <h2 className={styles.heading}>{t('today.later')}</h2>}
      <Suspense>
        {later.map(({ one, Card }) => (
          <Card key={Card === LaterJob ? one.id : `${one.id} part`} visit={one.visit} />
        ))}
      </Suspense>
      {over.length > 0 && <h2 className={styles.heading}>{t('today.over')}</h2>}
      {over.map((one) => (
        <LaterJob key={one.id} visit={one.visit} />
      ))}
    </>
  )
}

/** Said early, while there is still room for the facts of many days. */
function RoomWarning() {
  const { t } = useTranslation('field')
  const { data: left } = useQuery({
    queryKey: ['room'],
    queryFn: roomLeft,
    refetchInterval: 60_000,
    networkMode: 'always',
  })
  if (left === undefined || left === null || left > LOW_BYTES) return null
  return (
    <p className={styles.room} role="alert">
      {t('room.low', { mb: Math.floor(left / 1_000_000) })}
    </p>
  )
}

const CLOCK_MS = 5_000

/** Whoever is wrong by minutes reads wrong times all day: said before the customer says it. */
function ClockWarning() {
  const [clock, setClock] = useState(clockNow)
  useEffect(() => {
    const timer = setInterval(() => setClock(clockNow()), CLOCK_MS)
    return () => clearInterval(timer)
  }, [])
  if (Math.abs(clock.offsetMs) < WRONG_MS) return null
  return (
    <Suspense>
      <ClockNotice clock={clock} />
    </Suspense>
  )
}

function Waiting() {
  const { t } = useTranslation('field')
  return (
    <>
      <Bar title={t('today.title')} />
      <SkeletonRows rows={6} height={84} />
    </>
  )
}
