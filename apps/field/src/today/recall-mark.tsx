import { Icon } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { unanswered } from '../data/recalls.ts'
import type { Visit } from '../data/store.ts'
import { OVER } from '../job/steps.ts'
import styles from './today.module.css'

/** Something is to be done to this product whatever the customer called for; a danger is said as one. */
export function RecallMark({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  const open = OVER.includes(visit.status) ? [] : unanswered(visit)
  if (open.length === 0) return null
  const isDanger = open.some((one) => one.isSafety || one.stopUse)
  return (
    <span className={styles.recall} data-danger={isDanger || undefined}>
      <Icon name="warning" size={18} />
      {t(isDanger ? 'recall.danger' : 'recall.open', { count: open.length })}
    </span>
  )
}
