import { Icon } from '@aftercare/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Article } from '../data/store.ts'
import styles from './articles.module.css'
import { useWritten } from './written.ts'

/** One of a list: what it is called, of which kind, and its number. */
export function ArticleLink({ article, to }: { article: Article; to: string }) {
  const { t } = useTranslation('field-articles')
  const written = useWritten()
  return (
    <Link to={to} className={styles.link}>
      <span className={styles.name} lang={written(article.title).language}>
        {written(article.title).text}
      </span>
      <Icon name="right" size={18} />
      <span className={styles.quiet}>
        {t(`kind.${article.kind}`)} · {article.number}
      </span>
    </Link>
  )
}
