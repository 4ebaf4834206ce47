import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { useGo, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { ArticleRead } from './article-read.tsx'
import { Changes } from './changes.tsx'
import { FeedbackCard } from './feedback-card.tsx'
import styles from './knowledge.module.css'
import { type Article, ArticleStatus, type Content, Controlled, useScope } from './marks.tsx'
import { PublishDialog, RetireDialog } from './publish-dialog.tsx'
import { VersionsCard } from './versions-card.tsx'
import { useWritten } from './written.ts'

/** One article: as readers see it, what it is for, what it said before and whether it helped. */
export function ArticlePage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/articles/{id}', { params: { path: { id } } })
  const paths = ['/api/v1/articles/{id}', '/api/v1/articles/{id}/versions', '/api/v1/article-feedback']
  useFresh({ subject: 'article', id, paths })
  return <QueryState query={query}>{(article) => <Page key={article.id} article={article} />}</QueryState>
}

function Page({ article }: { article: Article }) {
  const { t } = useTranslation('knowledge')
  const written = useWritten()
  const [isDraft, setDraft] = useState(true)
  const shown = (isDraft && article.draft) || article.content
  return (
    <>
      <PageHeader
        back={{ to: paths.articles(), label: t('title') }}
        number={article.number}
        title={written(shown.title)}
        status={<ArticleStatus status={article.status} />}
        actions={<Actions article={article} />}
      />
      <TwoColumns
        main={
          <>
            <Notes article={article} />
            {article.draft && <Which article={article} draft={article.draft} isDraft={isDraft} onChoose={setDraft} />}
            <ArticleRead content={shown} />
          </>
        }
        side={
          <>
            <ScopeCard article={article} content={shown} />
            <FeedbackCard article={article} />
            <VersionsCard article={article} />
          </>
        }
      />
    </>
  )
}

type WhichProps = { article: Article; draft: Content; isDraft: boolean; onChoose: (isDraft: boolean) => void }

/** The draft beside what readers see, and how they differ: whoever publishes reads that first. */
function Which({ article, draft, isDraft, onChoose }: WhichProps) {
  const { t } = useTranslation('knowledge')
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles.marks}>
      <Segmented<boolean>
        aria-label={t('read.which')}
        value={isDraft}
        options={[
          { value: true, label: t('read.draft') },
          { value: false, label: t('read.shown') },
        ]}
        onChange={onChoose}
      />
      <Button type="link" onClick={() => setOpen(true)}>
        {t('versions.changes')}
      </Button>
      {isOpen && (
        <Changes
          title={t('versions.notYet', { n: article.published?.n ?? 0 })}
          before={article.content}
          after={draft}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}

function Notes({ article }: { article: Article }) {
  const { t } = useTranslation('knowledge')
  return (
    <>
      {article.status === 'draft' && <Alert type="info" showIcon title={t('read.neverPublished')} />}
      {article.retiredReason && (
        <Alert type="warning" showIcon title={t('read.retired', { reason: article.retiredReason })} />
      )}
    </>
  )
}

function Actions({ article }: { article: Article }) {
  const { t } = useTranslation(['knowledge', 'common'])
  const can = useCan()
  const go = useGo()
  const isWaiting = article.status !== 'published' || article.draft !== null
  return (
    <>
      {can('knowledge.publish') && article.status === 'published' && <RetireDialog article={article} />}
      {can('knowledge.write') && (
        <Button onClick={() => go(paths.editArticle(article.id))}>{t('common:do.edit')}</Button>
      )}
      {can('knowledge.publish') && isWaiting && <PublishDialog article={article} />}
    </>
  )
}

function ScopeCard({ article, content }: { article: Article; content: Content }) {
  const { t } = useTranslation('knowledge')
  const { enumerated } = useFormat()
  const scope = useScope(content)
  const facts = [
    { label: t('column.kind'), value: t(`kind.${content.kind}`) },
    { label: t('fact.machines'), value: scope.machines },
    { label: t('fact.symptoms'), value: scope.symptoms },
    { label: t('fact.causes'), value: scope.causes },
    { label: t('fact.components'), value: scope.components },
    { label: t('fact.editors'), value: enumerated(article.editors.map((one) => one.name)) },
    {
      label: t('fact.published'),
      value: article.published && (
        <>
          <At at={article.published.at} /> · {article.published.by}
        </>
      ),
    },
  ]
  return (
    <Card title={t('fact.title')} aside={content.isControlled && <Controlled />}>
      <Facts facts={facts.filter((one) => one.value)} />
    </Card>
  )
}
