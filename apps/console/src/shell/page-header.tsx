import { ClockBar, CopyText } from '@aftercare/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Go } from './go.tsx'
import styles from './page-header.module.css'

type PageHeaderProps = {
  /** Where one came from: the list. */
  back: { to: string; label: string }
  /** `SR-2026-000123`, with one-click copy. */
  number?: string
  title: string
  /** The state, as a `StatusTag`. */
  status?: ReactNode
  /** What is due next, in words, and until when. */
  next?: { what: string; clock?: React.ComponentProps<typeof ClockBar> | undefined } | undefined
  /** The main action first; the rest in a menu. */
  actions?: ReactNode
  /** Tabs of the page, when it has some. */
  tabs?: ReactNode
}

/** The top of a page of a thing. It stays while the page scrolls. */
export function PageHeader({ back, number, title, status, next, actions, tabs }: PageHeaderProps) {
  const { t } = useTranslation('console')
  return (
    <header className={styles.header}>
      <nav className={styles.crumbs}>
        <Go to={back.to}>{back.label}</Go>
        {number && <CopyText text={number} />}
      </nav>
      <div className={styles.line}>
        <h1 className={styles.title}>{title}</h1>
        {status}
        <span className={styles.room} />
        {next && (
          <div className={styles.next}>
            <span className={styles.what}>{t('page.next', { what: next.what })}</span>
            {next.clock && <ClockBar {...next.clock} />}
          </div>
        )}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {tabs}
    </header>
  )
}

/** Left what happened, right the facts in cards; one column when narrow. */
export function TwoColumns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{main}</div>
      <div className={styles.side}>{side}</div>
    </div>
  )
}
