import { Icon } from '@aftercare/ui'
import { useFormat, useSay, type WordKey } from '@aftercare/words/web'
import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import { useSession } from '../../shell/session.ts'
import { useChange } from '../../shell/use-change.ts'
import { useWord } from '../words.ts'
import { isRunning, type Run } from './plan-data.ts'
import styles from './plans.module.css'

/** A run while it searches: how far, what it has found so far, and the way to end it with that. */
export function RunCard({ run }: { run: Run }) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const say = useSay()
  const { numbers, dates } = useFormat()
  const { person } = useSession()
  const stop = useChange(() => api.PUT('/api/v1/planning-runs/{id}/stop', { params: { path: { id: run.id } } }), {
    paths: ['/api/v1/planning-runs', '/api/v1/scenarios'],
    tellRefusal: true,
  })
  // Of an error nobody foresaw there is nothing to say but that it happened.
  const isSaid = run.errorCode && run.errorCode !== 'internal'
  const why = isSaid ? say(`errors:${run.errorCode}` as WordKey) : ''
  const { share, placed, unplaced, iterations } = run.progress
  return (
    <article className={styles.card} aria-label={run.name}>
      <div className={styles.line}>
        <strong>{run.name}</strong>
        <span className={styles.quiet}>
          {[run.stationName, dates(person.timeZone).weekday(run.from)].filter(Boolean).join(' · ')}
        </span>
        <span className={styles.room} />
        {isRunning(run) && (
          <Button size="small" loading={stop.isPending} onClick={() => stop.mutate(undefined)}>
            {t('plans.stop')}
          </Button>
        )}
      </div>
      {run.state === 'failed' ? (
        <p className={styles.bad}>
          <Icon name="warning" size={14} /> {t('plans.failed', { why })}
        </p>
      ) : (
        <>
          <Progress percent={Math.round(share * 100)} size="small" aria-label={t('plans.progress')} />
          <p className={styles.quiet}>
            {run.state === 'waiting'
              ? word('plans.waiting')
              : t('plans.soFar', { placed, unplaced, iterations: numbers.whole(iterations) })}
          </p>
        </>
      )}
    </article>
  )
}
