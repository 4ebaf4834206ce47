import { Card, SkeletonRows, TimeLeft } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { QueryState } from '../shell/query-state.tsx'
import styles from './desk.module.css'

/** Whom to call back, the longest due first. */
export function ReturnVisits() {
  const { t } = useTranslation('requests')
  const query = $api.useQuery('get', '/api/v1/return-visits', {
    params: { query: { 'filter[status]': 'due,attempted', limit: 8 } },
  })
  return (
    <Card title={t('desk.returnVisits')} aside={<Go to={paths.returnVisits()}>{t('desk.toCalls')}</Go>}>
      <QueryState query={query} skeleton={<SkeletonRows rows={5} height={40} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.none}>{t('desk.none.returnVisits')}</p>
          ) : (
            <ul className={styles.lines}>
              {items.map((row) => (
                <li key={row.id} className={styles.line}>
                  <Go to={paths.returnVisit(row.id)} className={styles.what ?? ''}>
                    {row.customer}
                  </Go>
                  <span className={styles.who}>{row.title}</span>
                  <span className={styles.due}>
                    <TimeLeft dueAt={row.dueAt} zone={row.timeZone} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </Card>
  )
}
