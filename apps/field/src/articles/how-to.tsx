import { Icon } from '@aftercare/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { articlesAt } from '../data/articles.ts'
import type { Article, Visit } from '../data/store.ts'
import styles from '../job/job.module.css'
import { paths } from '../paths.ts'
import { ArticleLink } from './article-link.tsx'

/** So many are looked through at a job; the rest is found on the page of all. */
const MOST = 5

/** What is known about this product, of the fault first: anew whenever another symptom or cause is chosen. */
export function HowTo({ visit, articles: all }: { visit: Visit; articles: readonly Article[] }) {
  const { t } = useTranslation('field-articles')
  const { articles, ofFault } = articlesAt(visit, all)
  if (articles.length === 0) return null
  const shown = articles.slice(0, Math.max(MOST, ofFault))
  return (
    <details className={styles.fold}>
      <summary className={styles.summary}>
        {ofFault > 0 ? t('ofFault', { count: ofFault }) : t('ofProduct', { count: articles.length })}
        <Icon name="down" size={18} />
      </summary>
      {shown.map((one) => (
        <ArticleLink key={one.id} article={one} to={paths.articleAt(visit.id, one.id)} />
      ))}
      {articles.length > shown.length && (
        <Link to={paths.articlesAt(visit.id)} className={styles.link}>
          {t('all')}
        </Link>
      )}
    </details>
  )
}
