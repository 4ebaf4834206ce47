import type { ReactNode } from 'react'
import styles from './card.module.css'

type CardProps = { title?: string; aside?: ReactNode; children: ReactNode; as?: 'section' | 'article' | 'li' }

/** A group of facts with an optional title; `aside` sits at the end of the title line. */
export function Card({ title, aside, children, as: Part = 'section' }: CardProps) {
  return (
    <Part className={styles.card}>
      {(title || aside) && (
        <header className={styles.head}>
          {title && <h2 className={styles.title}>{title}</h2>}
          {aside}
        </header>
      )}
      {children}
    </Part>
  )
}

/** Facts in two columns: what it is, what it says. Absent values are left out by the caller. */
export function Facts({ facts }: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles.fact}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
