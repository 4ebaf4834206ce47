import type { RowOf } from '@aftercare/api'
import { ifMatch } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { TableImport } from '../billing/table-import.tsx'
import { Name } from '../parts/part-list.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './catalogue.module.css'

type Row = RowOf<'/api/v1/maker-issues'>

const list = defineList<Row>({
  name: 'maker_issues',
  title: 'parts:genuine.issues',
  path: '/api/v1/maker-issues',
  sort: '-issuedAt',
  subject: 'maker_issue',
  nameOf: (row) => row.read,
  pathOf: (row) => paths.genuineChain(row.read),
  Actions: IssueActions,
  empty: { title: 'parts:genuine.noIssues', hint: 'parts:genuine.noIssuesHint', Action: IssueActions },
  columns: [
    { key: 'part', label: 'parts:column.part', width: 160, filter: { kind: 'text' } },
    { key: 'name', label: 'parts:column.name', width: 220, render: (row) => <Name names={row.name} /> },
    {
      key: 'proofKind',
      label: 'parts:column.proofKind',
      width: 110,
      render: (row) => <Kind of={row.proofKind} />,
      filter: {
        kind: 'choice',
        choices: [
          { value: 'serial', label: 'parts:tracking.serial' },
          { value: 'batch', label: 'parts:tracking.batch' },
        ],
      },
    },
    { key: 'read', label: 'parts:column.number', width: 170, filter: { kind: 'text' } },
    { key: 'batch', label: 'parts:column.batch', width: 120, filter: { kind: 'text' } },
    { key: 'maker', label: 'parts:column.maker', width: 220, filter: { kind: 'text' } },
    { key: 'markets', label: 'parts:column.markets', width: 130, render: (row) => <Markets of={row.markets} /> },
    { key: 'madeOn', label: 'parts:column.madeOn', width: 120, render: (row) => <On day={row.madeOn} /> },
    {
      key: 'expiresOn',
      label: 'parts:column.expiresOn',
      width: 120,
      render: (row) => <On day={row.expiresOn} />,
      filter: { kind: 'day' },
    },
    {
      key: 'issuedAt',
      label: 'parts:column.issuedAt',
      sortable: true,
      width: 160,
      render: (row) => <At at={row.issuedAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

/** What makers say they have issued: the first link of every chain. */
export function MakerIssues() {
  return <ListPage list={list} />
}

function Kind({ of }: { of: Row['proofKind'] }) {
  const { t } = useTranslation('parts')
  return t(`tracking.${of}`)
}

function Markets({ of }: { of: readonly string[] }) {
  const { t } = useTranslation('parts')
  return of.length > 0 ? of.join(', ') : t('genuine.everywhere')
}

function On({ day }: { day: string | null }) {
  const { calendarDay } = useFormat()
  return day && calendarDay(day)
}

function IssueActions() {
  const { t } = useTranslation('parts')
  const can = useCan()
  return (
    <>
      {can('parts.close') && <UnprovenRule />}
      {can('parts.catalogue') && (
        <TableImport
          label={t('genuine.import')}
          hint={t('genuine.importHint')}
          send={async (body) => (await api.POST('/api/v1/maker-issues/imports', { body })).data!}
          paths={['/api/v1/maker-issues']}
          isWhole
        />
      )}
    </>
  )
}

/** May a part its maker does not know be fitted with a reason? */
function UnprovenRule() {
  const { t } = useTranslation(['parts', 'common'])
  const rules = $api.useQuery('get', '/api/v1/genuine-rules')
  const save = useChange(
    (allowsUnproven: boolean) =>
      api.PUT('/api/v1/genuine-rules', { body: { allowsUnproven }, headers: ifMatch(rules.data!.version) }),
    { paths: ['/api/v1/genuine-rules'], done: t('common:saved') },
  )
  if (!rules.data) return null
  return (
    <span className={styles.rule} title={t('genuine.ruleHint')}>
      <Switch
        size="small"
        checked={rules.data.allowsUnproven}
        loading={save.isPending}
        aria-label={t('genuine.rule')}
        onChange={(allows) => save.mutate(allows)}
      />
      {t('genuine.rule')}
    </span>
  )
}
