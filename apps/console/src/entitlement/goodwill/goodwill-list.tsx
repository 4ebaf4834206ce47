import type { RowOf } from '@aftercare/api'
import { CopyText, StatusTag, type Tone } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { Day, Money } from '../../billing/marks.tsx'
import { paths } from '../../paths.ts'
import { At } from '../../shell/at.tsx'
import { defineList } from '../../shell/list/define-list.ts'
import { ListPage } from '../../shell/list/list-page.tsx'

type Row = RowOf<'/api/v1/entitlement/goodwill'>
const states = ['requested', 'approved', 'rejected', 'withdrawn'] as const
export const reasons = [
  ...(['just_over', 'known_fault', 'repeat_repair', 'our_mistake', 'loyalty', 'safety', 'hardship', 'other'] as const),
]
const tones = { requested: 'waiting', approved: 'done', rejected: 'neutral', withdrawn: 'neutral' } as const

const list = defineList<Row>({
  name: 'goodwill',
  title: 'goodwill:title',
  path: '/api/v1/entitlement/goodwill',
  sort: '-requestedAt',
  subject: 'goodwill',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.goodwill(row.id),
  empty: { title: 'goodwill:empty.title', hint: 'goodwill:empty.hint' },
  presets: [{ key: 'open', label: 'goodwill:preset.open', state: () => ({ 'filter[status]': 'requested' }) }],
  columns: [
    { key: 'number', label: 'goodwill:column.number', width: 160, sortable: true },
    {
      key: 'status',
      label: 'goodwill:column.status',
      width: 120,
      render: (row) => <GoodwillStatus status={row.status} />,
      filter: {
        kind: 'choice',
        choices: states.map((value) => ({ value, label: `goodwill:status.${value}` as const })),
      },
    },
    {
      key: 'serial',
      label: 'goodwill:column.serial',
      width: 200,
      render: (row) => <CopyText text={row.serial} />,
      filter: { kind: 'text' },
    },
    {
      key: 'reasonCode',
      label: 'goodwill:column.reasonCode',
      width: 190,
      render: (row) => <Reason code={row.reasonCode} />,
      filter: {
        kind: 'choice',
        choices: reasons.map((value) => ({ value, label: `goodwill:reasonCode.${value}` as const })),
      },
    },
    {
      key: 'givenMinor',
      label: 'goodwill:column.givenMinor',
      width: 140,
      align: 'end',
      render: (row) => <Money minor={row.givenMinor} currency={row.currency} />,
    },
    {
      key: 'amountMinor',
      label: 'goodwill:column.amountMinor',
      width: 140,
      align: 'end',
      render: (row) => <Money minor={row.amountMinor} currency={row.currency} />,
    },
    {
      key: 'requestedAt',
      label: 'goodwill:column.requestedAt',
      width: 160,
      sortable: true,
      render: (row) => <At at={row.requestedAt} />,
      filter: { kind: 'instant' },
    },
    { key: 'requestedByName', label: 'goodwill:column.requestedByName', width: 150, filter: { kind: 'text' } },
    { key: 'decidedByName', label: 'goodwill:column.decidedByName', width: 150, filter: { kind: 'text' } },
    {
      key: 'validTo',
      label: 'goodwill:column.validTo',
      width: 140,
      render: (row) => <Day of={row.validTo} />,
      filter: { kind: 'day' },
      hidden: true,
    },
  ],
})

export function GoodwillList() {
  return <ListPage list={list} />
}

export function GoodwillStatus({ status }: { status: keyof typeof tones }) {
  const { t } = useTranslation('goodwill')
  return <StatusTag tone={tones[status] satisfies Tone}>{t(`status.${status}`)}</StatusTag>
}

function Reason({ code }: { code: Row['reasonCode'] }) {
  const { t } = useTranslation('goodwill')
  return t(`reasonCode.${code}`)
}
