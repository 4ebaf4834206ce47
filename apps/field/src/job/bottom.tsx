import type { ReactNode } from 'react'
import styles from './job.module.css'

/** The one main button, where the thumb is. */
export function Bottom({ children }: { children: ReactNode }) {
  return <div className={styles.bottom}>{children}</div>
}
