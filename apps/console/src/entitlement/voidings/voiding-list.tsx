import type { RowOf } from '@aftercare/api'
import { CopyText, StatusTag } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { Day } from '../../billing/marks.tsx'
import { paths } from '../../paths.ts'
import { At } from '../../shell/at.tsx'
import { defineList } from '../../shell/list/define-list.ts'
import { ListPage } from '../../shell/list/list-page.tsx'

type Row = RowOf<'/api/v1/entitlement/voidings'>
const states = ['standing', 'appealed', 'upheld', 'lifted', 'taken_back'] as const
const tones = {
  standing: 'neutral',
  appealed: 'waiting',
  upheld: 'neutral',
  lifted: 'done',
  taken_back: 'done',
} as const
export const voidCodes = [
  ...(['misuse', 'modification', 'accident', 'unauthorised_repair', 'independent_maintenance'] as const),
  ...(['missed_maintenance', 'counterfeit_part', 'serial_tampered', 'commercial_use'] as const),
]

const list = defineList<Row>({
  name: 'voidings',
  title: 'voidings:title',
  path: '/api/v1/entitlement/voidings',
  sort: '-madeAt',
  subject: 'voiding',
  nameOf: (row) => row.serial,
  pathOf: (row) => paths.voiding(row.id),
  empty: { title: 'voidings:empty.title', hint: 'voidings:empty.hint' },
  presets: [{ key: 'open', label: 'voidings:preset.open', state: () => ({ 'filter[status]': 'appealed' }) }],
  columns: [
    {
      key: 'serial',
      label: 'voidings:column.serial',
      width: 210,
      render: (row) => <CopyText text={row.serial} />,
      filter: { kind: 'text' },
    },
    {
      key: 'status',
      label: 'voidings:column.status',
      width: 140,
      render: (row) => <VoidingStatus status={row.status} />,
      filter: {
        kind: 'choice',
        choices: states.map((value) => ({ value, label: `voidings:status.${value}` as const })),
      },
    },
    {
      key: 'code',
      label: 'voidings:column.code',
      width: 220,
      render: (row) => <Code code={row.code} />,
      filter: {
        kind: 'choice',
        choices: voidCodes.map((value) => ({ value, label: `voidings:code.${value}` as const })),
      },
    },
    {
      key: 'fromOn',
      label: 'voidings:column.fromOn',
      width: 150,
      render: (row) => <Day of={row.fromOn} />,
      filter: { kind: 'day' },
    },
    {
      key: 'appealUntil',
      label: 'voidings:column.appealUntil',
      width: 150,
      render: (row) => <Day of={row.appealUntil} />,
      filter: { kind: 'day' },
    },
    {
      key: 'madeAt',
      label: 'voidings:column.madeAt',
      width: 160,
      sortable: true,
      render: (row) => <At at={row.madeAt} />,
      filter: { kind: 'instant' },
    },
    { key: 'madeByName', label: 'voidings:column.madeByName', width: 160, filter: { kind: 'text' } },
    {
      key: 'appealedAt',
      label: 'voidings:column.appealedAt',
      width: 160,
      render: (row) => <At at={row.appealedAt} />,
      filter: { kind: 'instant' },
      hidden: true,
    },
  ],
})

export function VoidingList() {
  return <ListPage list={list} />
}

export function VoidingStatus({ status }: { status: keyof typeof tones }) {
  const { t } = useTranslation('voidings')
  return <StatusTag tone={tones[status]}>{t(`status.${status}`)}</StatusTag>
}

function Code({ code }: { code: Row['code'] }) {
  const { t } = useTranslation('voidings')
  return t(`code.${code}`)
}
