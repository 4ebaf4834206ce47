import { EmptyState } from '@aftercare/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { useFresh } from '../../shell/live.ts'
import { QueryState } from '../../shell/query-state.tsx'
import { Compare } from './compare.tsx'
import { isRunning } from './plan-data.ts'
import styles from './plans.module.css'
import { RunCard } from './run-card.tsx'
import { RunForm, type RunStart } from './run-form.tsx'

/** What the optimiser is doing and what it has found: started here, watched, compared. */
export function PlansPage() {
  const { t } = useTranslation('dispatch')
  const search = useSearch({ strict: false }) as Partial<RunStart> & { new?: string }
  const navigate = useNavigate()
  const runs = $api.useQuery('get', '/api/v1/planning-runs', { params: { query: { limit: 20 } } })
  const scenarios = $api.useQuery('get', '/api/v1/scenarios', { params: { query: {} } })
  const paths = ['/api/v1/planning-runs', '/api/v1/scenarios']
  useFresh({ subject: ['planning_run', 'scenario'], paths, every: 400 })
  const start = (to: object | null) =>
    void navigate({ to: '.', search: (to ?? {}) as never, replace: true, resetScroll: false })
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('plans.title')}</h1>
        <Button onClick={() => start({ new: 'replan' })}>{t('plans.replan')}</Button>
        <Button type="primary" onClick={() => start({ new: 'day' })}>
          {t('plans.planDay')}
        </Button>
      </header>
      {/* One inside the other: what comes later must not push down what is there. */}
      <QueryState query={runs}>
        {({ items: all }) => (
          <>
            <div className={styles.runs} role="status">
              {all
                .filter((run) => isRunning(run) || run.state === 'failed')
                .slice(0, 6)
                .map((run) => (
                  <RunCard key={run.id} run={run} />
                ))}
            </div>
            <QueryState query={scenarios}>
              {({ items }) =>
                items.length === 0 ? (
                  <EmptyState icon="check" title={t('plans.empty')} hint={t('plans.emptyHint')} />
                ) : (
                  <Compare scenarios={items} />
                )
              }
            </QueryState>
          </>
        )}
      </QueryState>
      {search.new && <RunForm key={search.new} start={search as RunStart} onDone={() => start(null)} />}
    </div>
  )
}
