import type { components } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Progress as Bar, Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, queryClient } from '../../shell/api.ts'
import styles from './importing.module.css'

type Task = components['schemas']['Task']

/** Rows so far, how many a second, and how long it still takes; with the way to stop it. */
export function Progress({ task }: { task: Task }) {
  const { t } = useTranslation(['requests', 'common'])
  const { numbers, span } = useFormat()
  const now = useSecond()
  const stop = useMutation({
    mutationFn: () => api.PUT('/api/v1/tasks/{id}/cancellation', { params: { path: { id: task.id } } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/tasks/{id}'] }),
  })
  const { done, total } = task
  const seconds = task.startedAt ? Math.max(0.5, (now - new Date(task.startedAt).getTime()) / 1000) : 0
  const rate = seconds > 0 ? done / seconds : 0
  const left = total !== null && rate > 0 ? ((total - done) / rate) * 1000 : null
  const soon = (ms: number) => (ms < 60_000 ? t('importing.underMinute') : span(ms))
  const percent = total ? Math.min(99, Math.round((100 * done) / total)) : 0
  return (
    <div className={styles.progress}>
      <Bar percent={percent} status="active" aria-label={t('importing.progress')} />
      <p role="status">
        {t('importing.rows', { rows: numbers.whole(done) })}
        {rate > 0 && ` · ${t('importing.rate', { rate: numbers.whole(rate) })}`}
        {left !== null && left > 1000 && ` · ${t('importing.left', { time: soon(left) })}`}
        {left !== null && left <= 1000 && ` · ${t('importing.writing')}`}
      </p>
      <Button danger size="small" loading={stop.isPending} onClick={() => stop.mutate()}>
        {t('importing.stop')}
      </Button>
    </div>
  )
}

/** A rate is only believable when it turns with every second. */
function useSecond(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
