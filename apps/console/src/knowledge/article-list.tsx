import type { RowOf } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { useFailureName } from '../requests/codes-said.ts'
import { At } from '../shell/at.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import styles from './knowledge.module.css'
import { findFamilies, findModels, findSymptoms, named } from './lookups.ts'
import { ArticleStatus, Controlled, Said } from './marks.tsx'

type Row = RowOf<'/api/v1/articles'>
const kinds = ['bulletin', 'repair', 'diagnosis', 'how_to'] as const
const statuses = ['draft', 'published', 'retired'] as const

const list = defineList<Row>({
  name: 'articles',
  title: 'knowledge:title',
  path: '/api/v1/articles',
  sort: '-changedAt',
  searchable: true,
  subject: 'article',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.article(row.id),
  Actions: NewArticle,
  create: { needs: 'knowledge.write', run: (go) => go(paths.newArticle()) },
  empty: { title: 'knowledge:none', hint: 'knowledge:noneHint', Action: NewArticle },
  columns: [
    { key: 'number', label: 'knowledge:column.number', width: 150, sortable: true },
    { key: 'title', label: 'knowledge:column.title', width: 320, render: (row) => <Title row={row} /> },
    {
      key: 'kind',
      label: 'knowledge:column.kind',
      width: 130,
      render: (row) => <Kind kind={row.kind} />,
      filter: { kind: 'choice', choices: kinds.map((value) => ({ value, label: `knowledge:kind.${value}` })) },
    },
    {
      key: 'status',
      label: 'knowledge:column.status',
      width: 120,
      render: (row) => <ArticleStatus status={row.status} />,
      filter: { kind: 'choice', choices: statuses.map((value) => ({ value, label: `knowledge:status.${value}` })) },
    },
    {
      key: 'familyCodes',
      label: 'knowledge:column.familyCodes',
      width: 120,
      render: (row) => <Families row={row} />,
      filter: { kind: 'lookup', find: findFamilies, name: named(findFamilies) },
    },
    {
      key: 'modelCodes',
      label: 'knowledge:column.modelCodes',
      width: 180,
      render: (row) => row.modelCodes.join(', '),
      filter: { kind: 'lookup', find: findModels, name: named(findModels) },
    },
    {
      key: 'symptomCodes',
      label: 'knowledge:column.symptomCodes',
      width: 200,
      render: (row) => <Symptoms codes={row.symptomCodes} />,
      filter: { kind: 'lookup', find: findSymptoms, name: named(findSymptoms) },
    },
    { key: 'helpedYes', label: 'knowledge:column.helpedYes', width: 90, align: 'end' },
    { key: 'helpedNo', label: 'knowledge:column.helpedNo', width: 116, align: 'end' },
    { key: 'edition', label: 'knowledge:column.edition', width: 90, align: 'end', hidden: true },
    {
      key: 'publishedAt',
      label: 'knowledge:column.publishedAt',
      width: 190,
      render: (row) => <At at={row.publishedAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'isControlled',
      label: 'knowledge:column.isControlled',
      width: 110,
      hidden: true,
      filter: { kind: 'yesNo' },
    },
    { key: 'hasDraft', label: 'knowledge:column.hasDraft', width: 150, hidden: true, filter: { kind: 'yesNo' } },
    {
      key: 'changedAt',
      label: 'knowledge:column.changedAt',
      width: 190,
      sortable: true,
      hidden: true,
      render: (row) => <At at={row.changedAt} />,
    },
  ],
})

/** What is known: articles of all products, found by machine, symptom or any of their words. */
export function Articles() {
  return <ListPage list={list} />
}

function Title({ row }: { row: Row }) {
  const { t } = useTranslation('knowledge')
  return (
    <span className={styles.listTitle}>
      <span>
        <Said of={row.title} />
      </span>
      {row.isControlled && <Controlled />}
      {row.status === 'published' && row.hasDraft && <span className={styles.quiet}>{t('unpublished')}</span>}
    </span>
  )
}

/** An article of no machine in particular is one of all. */
function Families({ row }: { row: Row }) {
  const { t } = useTranslation('knowledge')
  if (row.familyCodes.length + row.modelCodes.length === 0) return t('everyProduct')
  return row.familyCodes.join(', ')
}

function Kind({ kind }: { kind: Row['kind'] }) {
  const { t } = useTranslation('knowledge')
  return t(`kind.${kind}`)
}

function Symptoms({ codes }: { codes: readonly string[] }) {
  const { enumerated } = useFormat()
  const symptom = useFailureName('symptom', undefined)
  return enumerated(codes.map(symptom))
}

function NewArticle() {
  const { t } = useTranslation('knowledge')
  const can = useCan()
  const go = useGo()
  if (!can('knowledge.write')) return null
  return (
    <Button type="primary" onClick={() => go(paths.newArticle())}>
      {t('do.new')}
    </Button>
  )
}
