import type { RowOf } from '@aftercare/api'
import { Card, Icon } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import styles from './knowledge.module.css'
import type { Article } from './marks.tsx'

type Feedback = RowOf<'/api/v1/article-feedback'>

/** Whether it helped those who worked by it, and the newest of what they said. */
export function FeedbackCard({ article }: { article: Article }) {
  const { t } = useTranslation('knowledge')
  const can = useCan()
  const query = { 'filter[articleId]': article.id, limit: 5 }
  const { data } = $api.useQuery('get', '/api/v1/article-feedback', { params: { query } })
  const all = can('knowledge.write') && <Go to={paths.articleFeedback(article.id)}>{t('feedback.all')}</Go>
  const items = data?.items ?? []
  return (
    <Card title={t('feedback.card')} aside={items.length > 0 && all}>
      <div className={styles.figures}>
        <span className={styles.figure}>
          <span className={styles.quiet}>{t('feedback.yes')}</span>
          <strong>{article.helped.yes}</strong>
        </span>
        <span className={styles.figure}>
          <span className={styles.quiet}>{t('feedback.no')}</span>
          <strong>{article.helped.no}</strong>
        </span>
      </div>
      {items.length === 0 && data && <p className={styles.quiet}>{t('feedback.noneHint')}</p>}
      <ul className={styles.rows}>
        {items.map((one) => (
          <Said key={one.id} one={one} />
        ))}
      </ul>
    </Card>
  )
}

function Said({ one }: { one: Feedback }) {
  const { t } = useTranslation('knowledge')
  return (
    <li className={styles.row}>
      <span className={styles.marks}>
        <Icon name={one.helped ? 'check' : 'close'} size={14} label={t(one.helped ? 'feedback.yes' : 'feedback.no')} />
        {one.note ?? t(one.helped ? 'feedback.yes' : 'feedback.no')}
      </span>
      <span className={styles.quiet}>
        {one.person} · <At at={one.at} /> · {t('feedback.version', { n: one.edition })}
        {one.visitId && (
          <>
            {' · '}
            <Go to={paths.visit(one.visitId)}>{t('feedback.visit')}</Go>
          </>
        )}
      </span>
    </li>
  )
}
