import { Icon } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import type { OpenRecall } from '../data/recalls.ts'
import styles from './recalls.module.css'

/** A danger is said in words, not only in red. */
export function KindOf({ recall }: { recall: OpenRecall }) {
  const { t } = useTranslation('field-job')
  const kind = recall.isSafety ? 'safety' : recall.kind
  return (
    <span className={styles.kind}>
      <Icon name="warning" size={18} />
      <span>
        {t(`recall.kind.${kind}`)} · <span className={styles.number}>{recall.number}</span>
      </span>
    </span>
  )
}
