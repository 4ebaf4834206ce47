import { canGo, DECLINE_REASONS, localDay, type VisitState } from '@aftercare/rules'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { TAKES_TIME } from './board/board-data.ts'
import { CancelVisit } from './board/board-dialogs.tsx'
import { OverrunDialog } from './overrun-dialog.tsx'
import { useWord } from './words.ts'

type VisitActionsProps = {
  visit: Parameters<typeof OverrunDialog>[0]['visit'] & {
    status: string
    startsAt: string
    timeZone: string
    isMine: boolean
  }
}

const touched = ['/api/v1/visits/{id}', '/api/v1/visits', '/api/v1/board']

/** What planning can do with a visit from its own page: take it or not, find it on the board, cancel it. */
export function VisitActions({ visit }: VisitActionsProps) {
  const { t } = useTranslation('dispatch')
  const can = useCan()
  const go = useGo()
  const [asks, ask] = useState<'cancel' | 'overrun' | null>(null)
  const goesOn = TAKES_TIME.includes(visit.status)
  const may = (to: VisitState) => canGo('visit', visit.status as VisitState, to)
  const plans = can('dispatch.plan')
  const day = localDay(Date.parse(visit.startsAt), visit.timeZone)
  return (
    <>
      {visit.isMine && may('accepted') && <Answer id={visit.id} />}
      {plans && (
        <Button onClick={() => go(paths.board({ open: `visit:${visit.id}`, date: day }))}>{t('do.showOnBoard')}</Button>
      )}
      {(plans || visit.isMine) && goesOn && <Button onClick={() => ask('overrun')}>{t('overrun.dots')}</Button>}
      {plans && may('cancelled') && (
        <Button danger onClick={() => ask('cancel')}>
          {t('do.cancelDots')}
        </Button>
      )}
      {asks === 'cancel' && <CancelVisit visit={visit} onDone={() => ask(null)} />}
      {asks === 'overrun' && <OverrunDialog visit={visit} zone={visit.timeZone} onDone={() => ask(null)} />}
    </>
  )
}

type Why = (typeof DECLINE_REASONS)[number]

function Answer({ id }: { id: string }) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const params = { path: { id } }
  const accept = useChange(() => api.PUT('/api/v1/visits/{id}/acceptance', { params }), {
    paths: touched,
    tellRefusal: true,
  })
  const decline = useChange((reason: Why) => api.PUT('/api/v1/visits/{id}/decline', { params, body: { reason } }), {
    paths: touched,
    tellRefusal: true,
  })
  const items = DECLINE_REASONS.map((key) => ({ key, label: word(`declineReason.${key}`) }))
  return (
    <>
      <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate(undefined)}>
        {t('do.accept')}
      </Button>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => decline.mutate(key as Why) }}>
        <Button>{t('do.decline')}</Button>
      </Dropdown>
    </>
  )
}
