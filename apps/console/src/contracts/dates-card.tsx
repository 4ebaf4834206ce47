import type { RowOf } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { call } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import styles from './contracts.module.css'
import { type DateAction, DateDialog } from './date-dialogs.tsx'
import { ContractStatus } from './marks.tsx'

export type PlannedDate = RowOf<'/api/v1/maintenance-dates'>

/** The planned dates of a contract or a product: when, what became of it, who moved it and why. */
export function DatesCard({ of }: { of: { contractId: string } | { assetId: string } }) {
  const { t } = useTranslation('contracts')
  const [key, id] = Object.entries(of)[0] as [string, string]
  const asked = { [`filter[${key}]`]: id, limit: '60' }
  const query = useQuery({
    queryKey: ['get', '/api/v1/maintenance-dates', asked],
    queryFn: async ({ signal }) =>
      (await (await call('GET', '/api/v1/maintenance-dates', { query: asked, signal })).json()) as {
        items: PlannedDate[]
      },
  })
  const items = query.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card title={t('card.dates')}>
      <div className={styles.stack}>
        {items.map((date) => (
          <DateLine key={date.id} date={date} named={!('assetId' in of)} />
        ))}
      </div>
    </Card>
  )
}

function DateLine({ date, named }: { date: PlannedDate; named: boolean }) {
  const { t } = useTranslation('contracts')
  const { calendarDay } = useFormat()
  const name = useNamed()
  return (
    <div className={styles.sum}>
      <span>
        {calendarDay(date.plannedOn)} · {name(date.template)}
        {named && (
          <>
            {' · '}
            <Go to={paths.asset(date.assetId)}>{date.serial}</Go>
          </>
        )}
        <br />
        <span className={styles.quiet}>
          {date.movedBy
            ? t('movedText', { from: calendarDay(date.firstOn), name: date.movedBy, reason: date.reason ?? '' })
            : date.reason}
          {date.requestId && <Go to={paths.request(date.requestId)}>{t('column.requestId')}</Go>}
        </span>
      </span>
      <span>
        <ContractStatus status={date.status} /> <DateActions date={date} />
      </span>
    </div>
  )
}

/** Move, skip, done: for what is still open. */
export function DateActions({ date }: { date: PlannedDate }) {
  const { t } = useTranslation(['contracts', 'common'])
  const can = useCan()
  const [open, setOpen] = useState<DateAction | null>(null)
  const isOpen = date.status === 'planned' || date.status === 'ordered'
  if (!isOpen || !can('contracts.plan')) return null
  const actions: DateAction[] = date.status === 'planned' ? ['move', 'done', 'skip'] : ['done', 'skip']
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items: actions.map((key) => ({ key, label: t(`do.${key}`), onClick: () => setOpen(key) })) }}
      >
        <Button size="small" type="text">
          {t('common:do.more')}
        </Button>
      </Dropdown>
      {open && <DateDialog action={open} date={date} onClose={() => setOpen(null)} />}
    </>
  )
}
