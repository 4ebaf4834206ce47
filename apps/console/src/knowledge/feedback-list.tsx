import type { RowOf } from '@aftercare/api'
import { StatusTag } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { Said } from './marks.tsx'

type Row = RowOf<'/api/v1/article-feedback'>

const list = defineList<Row>({
  name: 'article_feedback',
  title: 'knowledge:feedback.title',
  path: '/api/v1/article-feedback',
  sort: '-at',
  subject: 'article',
  nameOf: (row) => `${row.number} · ${row.person}`,
  pathOf: (row) => paths.article(row.articleId),
  empty: { title: 'knowledge:feedback.none', hint: 'knowledge:feedback.noneHint' },
  columns: [
    {
      key: 'at',
      label: 'knowledge:column.at',
      width: 190,
      sortable: true,
      render: (row) => <At at={row.at} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'helped',
      label: 'knowledge:column.helped',
      width: 140,
      render: (row) => <Helped is={row.helped} />,
      filter: { kind: 'yesNo' },
    },
    { key: 'note', label: 'knowledge:column.note', width: 320 },
    { key: 'person', label: 'knowledge:column.person', width: 130 },
    { key: 'number', label: 'knowledge:column.number', width: 150, filter: { kind: 'text' } },
    { key: 'title', label: 'knowledge:column.title', width: 280, render: (row) => <Said of={row.title} /> },
    { key: 'edition', label: 'knowledge:column.edition', width: 90, align: 'end' },
    {
      key: 'visitId',
      label: 'knowledge:feedback.visit',
      width: 110,
      render: (row) => row.visitId && <Visit id={row.visitId} />,
    },
  ],
})

/** All that readers said of articles, the newest first. */
export function FeedbackList() {
  return <ListPage list={list} />
}

function Helped({ is }: { is: boolean }) {
  const { t } = useTranslation('knowledge')
  return <StatusTag tone={is ? 'done' : 'waiting'}>{t(is ? 'feedback.yes' : 'feedback.no')}</StatusTag>
}

function Visit({ id }: { id: string }) {
  const { t } = useTranslation('common')
  return <Go to={paths.visit(id)}>{t('do.open')}</Go>
}
