import type { ReactNode } from 'react'
import { names } from './class-names.ts'
import styles from './status-tag.module.css'

/** The only hues a state may have, the same in list, board, map and phone. Red is for breach, conflict and danger alone. */
export const tones = ['waiting', 'planned', 'moving', 'working', 'done', 'breach', 'neutral'] as const
export type Tone = (typeof tones)[number]

/** A state: colour, dot and word together, so that it reads without colour, too. */
export function StatusTag({ tone, children, title }: { tone: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={names(styles.tag, styles[tone])} title={title}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.word}>{children}</span>
    </span>
  )
}
