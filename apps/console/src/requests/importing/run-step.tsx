import { Card } from '@aftercare/ui'
import { useSay, type WordKey } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { $api, api, problemFrom } from '../../shell/api.ts'
import { useGo } from '../../shell/go.tsx'
import styles from './importing.module.css'
import type { Mapping } from './mapping.ts'
import { Progress } from './progress.tsx'
import { Report, reportOf } from './report.tsx'

type RunProps = { fileId: string; mapping: Mapping; onBack: () => void }

/** The trial that keeps nothing, then the import. Both can be stopped; what was not finished leaves nothing behind. */
export function RunStep({ fileId, mapping, onBack }: RunProps) {
  const { t } = useTranslation(['requests', 'common'])
  const say = useSay()
  const go = useGo()
  const [taskId, setTask] = useState<string | null>(null)
  const begin = useMutation({
    mutationFn: async (dryRun: boolean) =>
      (await api.POST('/api/v1/requests/imports', { body: { fileId, mapping: mapping as never, dryRun } })).data!
        .taskId,
    onSuccess: setTask,
  })
  const task = useTask(taskId)
  const problem = problemFrom(begin.error)
  const report = reportOf(task)
  const isRunning = begin.isPending || task?.state === 'waiting' || task?.state === 'running'
  const isKept = report !== undefined && !report.dryRun
  return (
    <Card title={t('importing.runTitle', { name: mapping.name, zone: mapping.times.zone })}>
      <div className={styles.run}>
        {problem && <Alert type="error" showIcon role="alert" title={problem.title} />}
        {taskId === null && <p>{t('importing.tryFirst')}</p>}
        {isRunning && task && <Progress task={task} />}
        {task?.state === 'cancelled' && <Alert type="info" showIcon title={t('importing.cancelled')} />}
        {task?.state === 'failed' && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={say(`errors:${task.errorCode}` as WordKey, { columns: '…', found: '…' })}
          />
        )}
        {report && <Report report={report} fileId={task?.fileId ?? null} />}
        <div className={styles.foot}>
          {!isKept && (
            <Button disabled={isRunning} onClick={onBack}>
              {t('common:do.back')}
            </Button>
          )}
          {!isKept && (
            <Button
              type={report ? 'default' : 'primary'}
              loading={isRunning && report === undefined}
              disabled={isRunning}
              onClick={() => begin.mutate(true)}
            >
              {t(report ? 'importing.tryAgain' : 'importing.try')}
            </Button>
          )}
          {report?.dryRun && (
            <Button type="primary" disabled={isRunning || report.cases === 0} onClick={() => begin.mutate(false)}>
              {t('importing.start', { count: report.created + report.updated })}
            </Button>
          )}
          {isKept && (
            <Button type="primary" onClick={() => go(`${paths.requests()}?view=all&filter[channel]=import`)}>
              {t('importing.show')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  )
}

function useTask(id: string | null) {
  return $api.useQuery(
    'get',
    '/api/v1/tasks/{id}',
    { params: { path: { id: id ?? '' } } },
    {
      enabled: id !== null,
      refetchInterval: ({ state }) => (['waiting', 'running', undefined].includes(state.data?.state) ? 700 : false),
    },
  ).data
}
