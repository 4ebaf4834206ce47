import { EmptyState, SkeletonRows, TextField } from '@aftercare/ui'
import { useParams } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useArticles } from '../data/articles.ts'
import { useFacts } from '../data/use-store.ts'
import { paths } from '../paths.ts'
import { Bar } from '../shell/bar.tsx'
import { ArticleLink } from './article-link.tsx'
import styles from './articles.module.css'
import { findArticles, readAll } from './find.ts'

/** Every article on this phone, found by number, title or any word of it, without a network; opened at a job it leads back there. */
export function Articles() {
  const { t } = useTranslation('field-articles')
  const { id: visitId } = useParams({ strict: false }) as { id?: string }
  const all = useArticles()
  const left = useFacts()?.articles?.left ?? 0
  const [typed, setTyped] = useState('')
  const sought = useDeferredValue(typed)
  const read = useMemo(() => readAll(all ?? []), [all])
  const found = useMemo(() => findArticles(read, sought), [read, sought])
  return (
    <>
      <Bar title={t('title')} back={visitId ? paths.visit(visitId) : paths.today()} />
      {all === undefined ? (
        <SkeletonRows rows={6} height={72} />
      ) : all.length === 0 ? (
        <EmptyState icon="help" title={t('none')} hint={t('noneHint')} />
      ) : (
        <div className={styles.page}>
          <TextField label={t('find')} value={typed} onChange={setTyped} autoComplete="off" />
          <p className={styles.quiet} role="status">
            {t('found', { count: found.length })}
            {left > 0 && ` ${t('left', { count: left })}`}
          </p>
          {found.length === 0 && <p>{t('noneFound')}</p>}
          {found.map((one) => (
            <ArticleLink
              key={one.id}
              article={one}
              to={visitId ? paths.articleAt(visitId, one.id) : paths.article(one.id)}
            />
          ))}
        </div>
      )}
    </>
  )
}
