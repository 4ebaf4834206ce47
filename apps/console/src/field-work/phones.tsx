import type { RowOf } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { present } from '../dispatch/present.ts'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './panel.module.css'
import { PhoneMark } from './phone-mark.tsx'
import { PhoneWaiting } from './phone-waiting.tsx'
import { technicianColumn } from './technician-column.ts'

type Row = RowOf<'/api/v1/phones'>

const DAY_MS = 86_400_000

const list = defineList<Row>({
  name: 'phones',
  title: 'field-work:phones.title',
  path: '/api/v1/phones',
  sort: '-lastHeardAt',
  subject: 'phone',
  nameOf: (row) => `${row.technician}, ${row.phoneName}`,
  Panel: PhonePanel,
  empty: { title: 'field-work:phones.empty', hint: 'field-work:phones.emptyHint' },
  presets: [
    { key: 'unsent', label: 'field-work:phones.view.unsent', state: () => ({ 'filter[waiting]': '1..' }) },
    {
      key: 'silent',
      label: 'field-work:phones.view.silent',
      state: (_session, now) => ({
        'filter[lastHeardAt]': `..${new Date(now.getTime() - DAY_MS).toISOString()}`,
        'filter[revokedAt]': 'none',
      }),
    },
  ],
  columns: [
    technicianColumn(150),
    { key: 'phoneName', label: 'field-work:column.phoneName', width: 190, filter: { kind: 'text' } },
    {
      key: 'lastHeardAt',
      label: 'field-work:column.lastHeardAt',
      sortable: true,
      width: 180,
      render: (row) => <At at={row.lastHeardAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'waiting',
      label: 'field-work:column.waiting',
      width: 260,
      render: (row) => <PhoneMark of={row} />,
      filter: { kind: 'number' },
    },
    {
      key: 'stuck',
      label: 'field-work:column.stuck',
      width: 120,
      align: 'end',
      hidden: true,
      filter: { kind: 'number' },
    },
    {
      key: 'oldestAt',
      label: 'field-work:column.oldestAt',
      width: 180,
      render: (row) => <At at={row.oldestAt} />,
      filter: { kind: 'instant' },
    },
    { key: 'app', label: 'field-work:column.app', width: 120, filter: { kind: 'text' } },
    {
      key: 'clockOffset',
      label: 'field-work:column.clockOffset',
      width: 130,
      align: 'end',
      filter: { kind: 'number' },
    },
    { key: 'roomMb', label: 'field-work:column.roomMb', width: 140, align: 'end', filter: { kind: 'number' } },
    {
      key: 'revokedAt',
      label: 'field-work:column.revokedAt',
      width: 150,
      render: (row) => <At at={row.revokedAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

/** The phones of technicians: who, which, heard from when, and what still waits on them. */
export function Phones() {
  return <ListPage list={list} />
}

function PhonePanel({ row }: { row: Row }) {
  const { t } = useTranslation('field-work')
  const { numbers } = useFormat()
  const facts = [
    { label: t('column.technician'), value: <Go to={paths.person(row.technicianId)}>{row.technician}</Go> },
    { label: t('column.phoneName'), value: row.phoneName },
    { label: t('column.lastHeardAt'), value: <At at={row.lastHeardAt} /> },
    { label: t('column.waiting'), value: <PhoneMark of={row} /> },
    row.oldestAt && { label: t('column.oldestAt'), value: <At at={row.oldestAt} /> },
    { label: t('column.app'), value: row.app },
    row.clockOffset !== null && { label: t('column.clockOffset'), value: numbers.whole(row.clockOffset) },
    row.roomMb !== null && { label: t('column.roomMb'), value: numbers.whole(row.roomMb) },
    row.revokedAt && { label: t('column.revokedAt'), value: <At at={row.revokedAt} /> },
  ]
  return (
    <div className={styles.panel}>
      <Facts facts={present(facts)} />
      {row.waiting > 0 && <PhoneWaiting id={row.id} />}
      <Go to={paths.lateFacts({ technicianId: row.technicianId })}>{t('phones.late')}</Go>
      {!row.revokedAt && <Revoke row={row} />}
    </div>
  )
}

function Revoke({ row }: { row: Row }) {
  const { t } = useTranslation(['field-work', 'common'])
  const { modal } = App.useApp()
  const may = useCan()('people.change')
  const revoke = useChange(() => api.PUT('/api/v1/phones/{id}/revocation', { params: { path: { id: row.id } } }), {
    paths: ['/api/v1/phones', '/api/v1/phone-standings'],
    done: t('phones.revokeDone'),
    tellRefusal: true,
  })
  if (!may) return null
  const ask = () =>
    modal.confirm({
      title: t('phones.revokeAsk'),
      content: t('phones.revokeHint', { name: row.technician }),
      okText: t('phones.revoke'),
      okButtonProps: { danger: true },
      cancelText: t('common:do.cancel'),
      onOk: () => revoke.mutateAsync(undefined),
    })
  return (
    <Button danger loading={revoke.isPending} onClick={ask}>
      {t('phones.revoke')}
    </Button>
  )
}
