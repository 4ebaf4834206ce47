import { SkeletonRows } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { QueryState } from '../../shell/query-state.tsx'
import { useSession } from '../../shell/session.ts'
import type { Why } from './plan-data.ts'
import styles from './plans.module.css'
import { useAdvantageText, useChangeText, useLackOfText } from './why-text.ts'

/** Why a job is where the plan puts it, or has no time: asked for when somebody wants to know. */
export function WhyPart({ scenarioId, itemId }: { scenarioId: string; itemId: string }) {
  const { t } = useTranslation('dispatch')
  const query = $api.useQuery('get', '/api/v1/scenarios/{id}/why', {
    params: { path: { id: scenarioId }, query: { itemId } },
  })
  return (
    <QueryState query={query} skeleton={<SkeletonRows rows={2} />}>
      {({ items }) => {
        const why = items[0]?.why
        return why ? <Reasons why={why} /> : <p className={styles.quiet}>{t('plans.noWhy')}</p>
      }}
    </QueryState>
  )
}

/** What speaks for it; who else was looked at and what they lack; the smallest change that would place what has no time. */
function Reasons({ why }: { why: Why }) {
  const { t } = useTranslation('dispatch')
  const advantage = useAdvantageText()
  const lackOf = useLackOfText()
  const changeText = useChangeText()
  const { calendarDay, span, dates, enumerated } = useFormat()
  const { person } = useSession()
  const nameOf = useNames()
  const { reason, reasons, others, change } = why
  // Why it has no time stands above already.
  if (reasons.length + others.length === 0 && !change)
    return <p className={styles.quiet}>{reason === 'too_many' ? t('lackTold.too_many_do') : t('plans.noMoreWhy')}</p>
  return (
    <ul className={styles.why}>
      {reasons.map((one) => (
        <li key={one.code}>{advantage(one)}</li>
      ))}
      {others.map((one) => (
        <li key={`${one.technicianId}${one.date}`}>
          {t('plans.whyOf', {
            who: nameOf(one.technicianId),
            day: calendarDay(one.date),
            what:
              one.lacks.length > 0
                ? enumerated(one.lacks.map(lackOf))
                : (one.costsMore ?? 0) < 60
                  ? t('plans.costsSame')
                  : t('plans.costsMore', { time: span(one.costsMore! * 1000) }),
          })}
        </li>
      ))}
      {change && (
        <li>
          <strong>
            {t('plans.changeOf', {
              change: changeText(change),
              who: nameOf(change.technicianId),
              at: dates(person.timeZone).dayTime(change.startsAt),
            })}
          </strong>
        </li>
      )}
    </ul>
  )
}

/** The people a reason speaks of; asked for once for all reasons. */
function useNames(): (id: string) => string {
  const query = { 'filter[roles]': 'technician', limit: 200 }
  const people = $api.useQuery('get', '/api/v1/people', { params: { query } })
  return (id) => people.data?.items.find((one) => one.id === id)?.name ?? '…'
}
