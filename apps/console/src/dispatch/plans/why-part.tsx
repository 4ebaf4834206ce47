import { SkeletonRows } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { QueryState } from '../../shell/query-state.tsx'
import { useWord } from '../words.ts'
import styles from './plans.module.css'

/** Why a job is where the plan puts it, or has no time: asked for when somebody wants to know. */
export function WhyPart({ scenarioId, itemId }: { scenarioId: string; itemId: string }) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const { calendarDay } = useFormat()
  const query = $api.useQuery('get', '/api/v1/scenarios/{id}/why', {
    params: { path: { id: scenarioId }, query: { itemId } },
  })
  return (
    <QueryState query={query} skeleton={<SkeletonRows rows={2} />}>
      {({ items }) => {
        const why = items[0]?.why
        if (!why || (why.reason === null && why.lacks.length === 0))
          return <p className={styles.quiet}>{t('plans.noWhy')}</p>
        return (
          <ul className={styles.why}>
            {why.reason && <li>{word(`lack.${why.reason}`)}</li>}
            {why.lacks.map((one) => (
              <li key={`${one.technicianId}${one.date}`}>
                {calendarDay(one.date)}: {one.lacks.map(({ code }) => word(`lack.${code}`)).join(', ')}
              </li>
            ))}
          </ul>
        )
      }}
    </QueryState>
  )
}
