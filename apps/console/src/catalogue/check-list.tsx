import type { RowOf } from '@aftercare/api'
import { PROOF_VERDICTS } from '@aftercare/rules'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { Name } from '../parts/part-list.tsx'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { type Choice, defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import styles from './catalogue.module.css'
import { CheckForm } from './check-form.tsx'
import { VerdictTag } from './marks.tsx'

type Row = RowOf<'/api/v1/genuine-checks'>
const OCCASIONS = ['scan', 'line', 'completion', 'desk', 'receipt', 'issue', 'transfer', 'component'] as const
const said = (under: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: `parts:${under}.${value}` as Choice['label'] }))

const list = defineList<Row>({
  name: 'genuine_checks',
  title: 'parts:genuine.checks',
  path: '/api/v1/genuine-checks',
  sort: '-receivedAt',
  subject: 'genuine_check',
  nameOf: (row) => `${row.code} ${row.read}`,
  pathOf: (row) => paths.genuineChain(row.read),
  Actions: CheckActions,
  empty: { title: 'parts:genuine.noChecks', hint: 'parts:genuine.noChecksHint', Action: CheckActions },
  columns: [
    {
      key: 'receivedAt',
      label: 'parts:column.receivedAt',
      sortable: true,
      width: 190,
      render: (row) => <At at={row.receivedAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'verdict',
      label: 'parts:column.verdict',
      width: 180,
      render: (row) => <VerdictTag verdict={row.verdict} proof={row.proof} />,
      filter: { kind: 'choice', choices: said('genuine.short', PROOF_VERDICTS) },
    },
    { key: 'code', label: 'parts:column.part', width: 150, filter: { kind: 'text' } },
    { key: 'name', label: 'parts:column.name', width: 200, render: (row) => row.name && <Name names={row.name} /> },
    { key: 'read', label: 'parts:column.read', width: 160, filter: { kind: 'text' } },
    {
      key: 'occasion',
      label: 'parts:column.occasion',
      width: 190,
      render: (row) => <Occasion of={row.occasion} />,
      filter: { kind: 'choice', choices: said('occasion', OCCASIONS) },
    },
    { key: 'product', label: 'parts:column.product', width: 150, filter: { kind: 'text' } },
    { key: 'station', label: 'parts:column.station', width: 170, filter: { kind: 'text' } },
    { key: 'by', label: 'parts:column.by', width: 130, filter: { kind: 'text' } },
    { key: 'photos', label: 'parts:column.photos', width: 110, render: (row) => <Photos ids={row.photos} /> },
    { key: 'reason', label: 'parts:column.reason', width: 200, filter: { kind: 'text' } },
    { key: 'isRefused', label: 'parts:column.isRefused', width: 100, hidden: true, filter: { kind: 'yesNo' } },
  ],
})

/** Every part that was held against the chain, and what came of it. */
export function GenuineChecks() {
  return <ListPage list={list} />
}

function Occasion({ of }: { of: Row['occasion'] }) {
  const { t } = useTranslation('parts')
  return t(`occasion.${of}`)
}

function Photos({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('parts')
  return (
    <span className={styles.photos}>
      {ids.map((id, index) => (
        <a key={id} href={`/api/v1/files/${id}`} target="_blank" rel="noreferrer">
          {t('genuine.photo', { n: index + 1 })}
        </a>
      ))}
    </span>
  )
}

function CheckActions() {
  const { t } = useTranslation('parts')
  return (
    <DialogButton label={t('genuine.check')} isMain>
      {(close) => <CheckForm onClose={close} />}
    </DialogButton>
  )
}
