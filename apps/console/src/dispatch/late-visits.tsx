import type { Answer } from '@aftercare/api'
import { localDay } from '@aftercare/rules'
import { EmptyState } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan, useSession } from '../shell/session.ts'
import styles from './late-visits.module.css'

type Late = Answer<'/api/v1/late-risks'>['items'][number]
const path = '/api/v1/late-risks'

/** Visits that will not be in time as things stand, the worst first: call the customer, or plan the rest of the day anew. */
export function LateVisits() {
  const { t } = useTranslation('dispatch')
  const query = $api.useQuery('get', path, {})
  useFresh({ subject: 'visit', paths: [path] })
  return (
    <>
      <PageHeader back={{ to: paths.board(), label: t('board.title') }} title={t('late.title')} />
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="check" title={t('late.none')} hint={t('late.noneHint')} />
          ) : (
            <div className={styles.page}>
              <p className={styles.quiet}>{t('late.hint')}</p>
              <ul className={styles.list}>
                {items.map((late) => (
                  <OneLate key={late.visitId} late={late} />
                ))}
              </ul>
            </div>
          )
        }
      </QueryState>
    </>
  )
}

function OneLate({ late }: { late: Late }) {
  const { t } = useTranslation('dispatch')
  const { dates, span } = useFormat()
  const { person } = useSession()
  const may = useCan()('dispatch.plan')
  const say = dates(person.timeZone)
  const dayOf = (at: string) => localDay(Date.parse(at), person.timeZone)
  const day = dayOf(late.promisedUntil)
  const expected = dayOf(late.expectedAt) === day ? say.time(late.expectedAt) : say.dayTime(late.expectedAt)
  return (
    <li className={styles.item}>
      <strong className={styles.late}>{t('board.late', { by: span(late.lateMinutes * 60_000) })}</strong>
      <span className={styles.what}>
        <Go to={paths.visit(late.visitId)}>{late.number}</Go> {late.title}
        <span className={styles.quiet}>{[late.customer, late.technician.name].filter(Boolean).join(' · ')}</span>
      </span>
      <span className={styles.when}>{t('late.times', { promised: say.dayTime(late.promisedUntil), expected })}</span>
      {may && (
        <span className={styles.ways}>
          <Go to={paths.board({ open: `visit:${late.visitId}`, date: day })}>{t('do.showOnBoard')}</Go>
          <Go to={paths.plans({ new: 'replan', visit: late.visitId, date: day })}>{t('plans.replan')}</Go>
        </span>
      )}
    </li>
  )
}
