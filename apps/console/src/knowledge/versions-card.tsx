import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Changes } from './changes.tsx'
import styles from './knowledge.module.css'
import type { Article } from './marks.tsx'

type Version = Answer<'/api/v1/articles/{id}/versions'>['items'][number]
type Pair = { from: Version; to: Version }

/** What was published when and by whom, and what changed each time. */
export function VersionsCard({ article }: { article: Article }) {
  const { t } = useTranslation('knowledge')
  const [pair, setPair] = useState<Pair | null>(null)
  const query = $api.useQuery('get', '/api/v1/articles/{id}/versions', { params: { path: { id: article.id } } })
  const items = query.data?.items ?? []
  return (
    <Card title={t('versions.title')}>
      {query.data && items.length === 0 && <p className={styles.quiet}>{t('versions.none')}</p>}
      <ul className={styles.rows}>
        {items.map((one, index) => (
          <li key={one.n} className={styles.row}>
            <span className={styles.end}>
              <strong>{t('versions.n', { n: one.n })}</strong>
              {items[index + 1] && (
                <Button type="link" size="small" onClick={() => setPair({ from: items[index + 1]!, to: one })}>
                  {t('versions.changes')}
                </Button>
              )}
            </span>
            {one.note && <span>{one.note}</span>}
            <span className={styles.quiet}>
              <At at={one.at} /> · <Hands of={one} />
            </span>
          </li>
        ))}
      </ul>
      {pair && (
        <Changes
          title={t('versions.between', { from: pair.from.n, to: pair.to.n })}
          before={pair.from.content}
          after={pair.to.content}
          onClose={() => setPair(null)}
        />
      )}
    </Card>
  )
}

/** Who wrote and who published: of a controlled article two people. */
function Hands({ of: { by, editors } }: { of: Version }) {
  const { t } = useTranslation('knowledge')
  const writers = useFormat().enumerated(editors.map((one) => one.name))
  return <>{writers ? t('versions.by', { writers, publisher: by }) : t('versions.publishedBy', { publisher: by })}</>
}
