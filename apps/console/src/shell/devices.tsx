import type { Answer } from '@aftercare/api'
import { Card, EmptyState, useProblemText, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, call, problemFrom, queryClient } from './api.ts'
import styles from './devices.module.css'
import { QueryState } from './query-state.tsx'
import { useSession } from './session.ts'

const path = '/api/v1/session/devices'
type Device = Answer<typeof path>['items'][number]

/** Where I am signed in, and ending it there. */
export function Devices() {
  const { t } = useTranslation('console')
  const query = $api.useQuery('get', path)
  const end = useEnd()
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('sessions.title')}</h1>
      <p className={styles.hint}>{t('sessions.hint')}</p>
      <QueryState query={query}>
        {({ items }) => (
          <Card
            aside={
              items.length > 1 && (
                <Button loading={end.isPending} onClick={() => end.mutate(path)}>
                  {t('sessions.endOthers')}
                </Button>
              )
            }
          >
            {items.length === 0 && <EmptyState icon="lock" title={t('sessions.unknownDevice')} />}
            <ul className={styles.list}>
              {items.map((device) => (
                <Line key={device.id} device={device} onEnd={() => end.mutate(`${path}/${device.id}`)} />
              ))}
            </ul>
          </Card>
        )}
      </QueryState>
    </div>
  )
}

function useEnd() {
  const { t } = useTranslation('console')
  const toast = useToast()
  const textOf = useProblemText()
  return useMutation({
    mutationFn: (address: string) => call('DELETE', address),
    onSuccess: () => {
      toast({ text: t('sessions.ended') })
      return queryClient.invalidateQueries({ queryKey: ['get', path] })
    },
    onError: (error) => {
      const problem = problemFrom(error)
      if (problem) toast({ text: textOf(problem), bad: true })
    },
  })
}

function Line({ device, onEnd }: { device: Device; onEnd: () => void }) {
  const { t } = useTranslation('console')
  const { dates } = useFormat()
  const { person } = useSession()
  return (
    <li className={styles.line}>
      <div>
        <p>
          {deviceName(device.userAgent) ?? t('sessions.unknownDevice')}
          {device.isThis && <strong className={styles.here}>{t('sessions.this')}</strong>}
        </p>
        <p className={styles.hint}>
          {[device.address, t('sessions.since', { when: dates(person.timeZone).dayTime(device.signedInAt) })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {!device.isThis && <Button onClick={onEnd}>{t('sessions.end')}</Button>}
    </li>
  )
}

/** `Chrome · Windows`: enough to recognise one's own machine. */
function deviceName(agent: string | null): string | null {
  const browser = /(Edg|Firefox|MicroMessenger|Chrome|Safari)/.exec(agent ?? '')?.[1]
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent ?? '')?.[1]
  const names: Record<string, string> = { Edg: 'Edge', MicroMessenger: 'WeChat', 'Mac OS X': 'macOS' }
  const parts = [browser, system].flatMap((part) => (part ? [names[part] ?? part] : []))
  return parts.length > 0 ? parts.join(' · ') : null
}
