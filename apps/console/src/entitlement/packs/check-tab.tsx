import { ifMatch } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Alert, Button, Progress } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { $api, api, queryClient } from '../../shell/api.ts'
import { At } from '../../shell/at.tsx'
import { useCan } from '../../shell/session.ts'
import { useChange } from '../../shell/use-change.ts'
import { ChangeList } from './change-list.tsx'
import type { VersionAnswer } from './marks.tsx'
import styles from './packs.module.css'
import { touchedByPacks } from './use-draft.ts'

const PAGE = '/api/v1/entitlement/pack-versions/{id}'

/** What this version would change in decisions that were made: begun, followed, read and taken away as a file. */
export function CheckTab({ version, isSaved }: { version: VersionAnswer; isSaved: boolean }) {
  const { t } = useTranslation('packs')
  const can = useCan()
  const { check } = version
  const isOpen = version.state === 'draft' || version.state === 'checked'
  const begin = useChange(
    () =>
      api.POST('/api/v1/entitlement/pack-versions/{id}/checks', {
        params: { path: { id: version.id } },
        headers: ifMatch(version.version),
      } as never),
    { paths: touchedByPacks, tellRefusal: true },
  )
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{t('check.hint')}</p>
      {isOpen && can('entitlement.packs_change') && (
        <div className={styles.bar}>
          <Button
            type={version.state === 'checked' ? 'default' : 'primary'}
            disabled={!isSaved || check?.isRunning === true}
            loading={begin.isPending}
            onClick={() => begin.mutate(undefined)}
          >
            {check ? t('do.checkAgain') : t('do.check')}
          </Button>
          {!isSaved && <span className={styles.note}>{t('unsavedSwitch')}</span>}
        </div>
      )}
      {!check && <p>{t('check.never')}</p>}
      {check?.isRunning && <Running taskId={check.taskId} />}
      {check && !check.isRunning && <Result check={check} />}
    </div>
  )
}

/** Only whoever began it sees how far it is and may stop it; others see that it runs. */
function Running({ taskId }: { taskId: string }) {
  const { t } = useTranslation('packs')
  const { numbers } = useFormat()
  const path = { id: taskId }
  const query = $api.useQuery('get', '/api/v1/tasks/{id}', { params: { path } }, { refetchInterval: 700, retry: false })
  const state = query.data?.state
  useEffect(() => {
    if (state && state !== 'waiting' && state !== 'running')
      void queryClient.invalidateQueries({ queryKey: ['get', PAGE] })
  }, [state])
  const stop = useChange(() => api.PUT('/api/v1/tasks/{id}/cancellation', { params: { path } }), {
    paths: touchedByPacks,
    tellRefusal: true,
  })
  const { done = 0, total } = query.data ?? {}
  return (
    <div className={styles.stack} role="status">
      <Progress percent={total ? Math.floor((100 * done) / total) : 0} showInfo={false} />
      <div className={styles.bar}>
        <span>
          {total ? t('check.running', { done: numbers.whole(done), total: numbers.whole(total) }) : t('check.starting')}
        </span>
        {query.data && (
          <Button size="small" onClick={() => stop.mutate(undefined)}>
            {t('do.stop')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Result({ check }: { check: NonNullable<VersionAnswer['check']> }) {
  const { t } = useTranslation('packs')
  const { numbers } = useFormat()
  const { decisions, changed, refused } = check
  if (decisions === null || changed === null) return <Alert type="warning" showIcon title={t('check.ended')} />
  const figures = [
    { label: t('check.looked'), value: decisions },
    { label: t('check.changed'), value: changed },
    ...(refused ? [{ label: t('check.refused'), value: refused }] : []),
  ]
  return (
    <>
      {!check.isOfThisContent && <Alert type="warning" showIcon title={t('check.older')} />}
      <div className={styles.figures}>
        {figures.map(({ label, value }) => (
          <span key={label} className={styles.figure}>
            <strong>{numbers.whole(value)}</strong>
            {label}
          </span>
        ))}
        <span className={styles.note}>
          <At at={check.finishedAt} />
        </span>
      </div>
      {changed === 0 ? <p>{t('check.nothing')}</p> : <ChangeList checkId={check.id} />}
    </>
  )
}
