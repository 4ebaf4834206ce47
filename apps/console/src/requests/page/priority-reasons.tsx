import type { components } from '@aftercare/api'
import { PriorityMark } from '../marks.tsx'
import { useWord } from '../words.ts'
import styles from './page.module.css'

type ReasonsProps = { priority: string; reasons: readonly components['schemas']['PriorityReason'][] }

/** Why it has this priority, step by step. */
export function PriorityReasons({ priority, reasons }: ReasonsProps) {
  const word = useWord()
  const say = ({ code, level, ...values }: ReasonsProps['reasons'][number]) =>
    word(`priority.${code}`, { ...values, ...(level === undefined ? {} : { level: word(`tier.${level}`) }) })
  return (
    <div className={styles.part}>
      <p className={styles.line}>
        <PriorityMark priority={priority} /> {word(`priorityName.${priority}`)}
      </p>
      <ul className={styles.reasons}>
        {reasons.map((reason) => (
          <li key={reason.code}>{say(reason)}</li>
        ))}
      </ul>
    </div>
  )
}
