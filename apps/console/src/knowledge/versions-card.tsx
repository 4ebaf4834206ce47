import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { languageNames } from '@aftercare/words'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { type Change, changesBetween } from './changed.ts'
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
              <At at={one.at} /> · {one.by}
            </span>
          </li>
        ))}
      </ul>
      {pair && <Changes pair={pair} onClose={() => setPair(null)} />}
    </Card>
  )
}

function Changes({ pair: { from, to }, onClose }: { pair: Pair; onClose: () => void }) {
  const { t } = useTranslation('knowledge')
  const changes = changesBetween(from.content, to.content)
  return (
    <Modal open title={t('versions.between', { from: from.n, to: to.n })} footer={null} onCancel={onClose} width={720}>
      {changes.length === 0 && <p>{t('versions.same')}</p>}
      {changes.map((one) => (
        <Changed key={JSON.stringify(one)} one={one} />
      ))}
    </Modal>
  )
}

function Changed({ one }: { one: Change }) {
  const { t } = useTranslation('knowledge')
  const place = one.what === 'step' ? t('versions.step', { number: one.number }) : t(`form.${one.what}`)
  if (one.language === null)
    return (
      <div className={styles.change}>
        <span className={styles.quiet}>{place}</span>
        {t('versions.picture')}
      </div>
    )
  return (
    <div className={styles.change}>
      <span className={styles.quiet}>
        {place} · <span lang={one.language}>{languageNames[one.language]}</span>
      </span>
      {one.from !== null && <del lang={one.language}>{one.from}</del>}
      {one.to !== null && <ins lang={one.language}>{one.to}</ins>}
    </div>
  )
}
