import { Icon } from '@aftercare/ui'
import { addressText, useFormat } from '@aftercare/words/web'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAnswerBy } from '../data/answer-by.ts'
import { useName } from '../data/names.ts'
import type { Visit } from '../data/store.ts'
import { useFacts } from '../data/use-store.ts'
import { ContactLinks } from '../job/contact-links.tsx'
import { VisitStatus } from '../job/visit-status.tsx'
import { paths } from '../paths.ts'
import { RecallMark } from './recall-mark.tsx'
import styles from './today.module.css'

export const placeOf = (visit: Visit): string => (visit.address ? addressText(visit.address) : '')

/** The one job that matters now: who, where, when, what, and what to bring. */
export function NextJob({ visit, isBegun }: { visit: Visit; isBegun: boolean }) {
  const { t } = useTranslation('field')
  const name = useName()
  const window = useWindow(visit)
  return (
    <article className={styles.next}>
      <header className={styles.line}>
        <h2 className={styles.label}>{t(isBegun ? 'today.now' : 'today.next')}</h2>
        <VisitStatus status={visit.status} />
      </header>
      <p className={styles.window}>{window}</p>
      <AnswerBy visit={visit} />
      <RecallMark visit={visit} />
      <p className={styles.customer}>{visit.customer?.name ?? visit.request.number}</p>
      <p className={styles.place}>{placeOf(visit) || t('job.noAddress')}</p>
      <WayThere visit={visit} />
      <p className={styles.what}>{visit.request.title}</p>
      {visit.asset && (
        <p className={styles.asset}>
          {name(visit.asset.model.name)} · {visit.asset.serial}
        </p>
      )}
      {visit.workOrder.instructions && (
        <p className={styles.bring}>
          <Icon name="parts" size={18} />
          <span>{visit.workOrder.instructions}</span>
        </p>
      )}
      <ContactLinks visit={visit} />
      <Link className={styles.main} to={paths.visit(visit.id)}>
        {t(isBegun ? 'today.goOn' : 'today.open')}
      </Link>
    </article>
  )
}

export function LaterJob({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  const window = useWindow(visit)
  return (
    <Link className={styles.later} to={paths.visit(visit.id)}>
      <span className={styles.line}>
        <strong>{window}</strong>
        <VisitStatus status={visit.status} />
      </span>
      <AnswerBy visit={visit} />
      <RecallMark visit={visit} />
      <span>{visit.customer?.name ?? visit.request.number}</span>
      <span className={styles.place}>{placeOf(visit) || t('job.noAddress')}</span>
      <WayThere visit={visit} />
      <span className={styles.asset}>{visit.request.title}</span>
    </Link>
  )
}

const AHEAD = ['scheduled', 'accepted', 'en_route']

/** What the plan counts with from the place before, until one is there. */
function WayThere({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  const { numbers } = useFormat()
  const way = useFacts()?.ways?.find((one) => one.visitId === visit.id)
  if (!way || !AHEAD.includes(visit.status)) return null
  const said = { minutes: numbers.whole(way.minutes), km: numbers.decimal(way.km, 1) }
  return <span className={styles.asset}>{t('today.way', said)}</span>
}

/** Somebody waits for a yes or a no. */
function AnswerBy({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  const when = useAnswerBy(visit)
  return when && <span className={styles.answer}>{t('today.answerBy', { when })}</span>
}

/** What the customer was told, else what was planned, in the zone of the place. */
export function useWindow(visit: Visit): string {
  const { dates } = useFormat()
  const at = visit.promised ?? { from: visit.startsAt, to: visit.endsAt }
  return dates(visit.timeZone).times(at.from, at.to)
}
