import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { useGo, useParam } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { ArticleForm } from './article-form.tsx'
import styles from './knowledge.module.css'

export function NewArticle() {
  const { t } = useTranslation('knowledge')
  const go = useGo()
  return (
    <>
      <PageHeader back={{ to: paths.articles(), label: t('title') }} title={t('form.newTitle')} />
      <div className={styles.form}>
        <ArticleForm article={null} onSaved={(id) => go(paths.article(id))} onCancel={() => go(paths.articles())} />
      </div>
    </>
  )
}

/** On a page of its own: three languages need its width, and a link leads back to it. */
export function EditArticle() {
  const { t } = useTranslation('knowledge')
  const go = useGo()
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/articles/{id}', { params: { path: { id } } })
  const back = () => go(paths.article(id))
  return (
    <QueryState query={query}>
      {(article) => (
        <>
          <PageHeader
            back={{ to: paths.article(id), label: article.number }}
            title={t('form.editTitle', { number: article.number })}
          />
          <div className={styles.form}>
            <ArticleForm article={article} onSaved={back} onCancel={back} />
          </div>
        </>
      )}
    </QueryState>
  )
}
