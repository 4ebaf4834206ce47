import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { names } from './class-names.ts'
import { CopyText } from './copy-text.tsx'
import { Icon, type IconName } from './icon.tsx'
import styles from './states.module.css'

type EmptyProps = { icon?: IconName; title: string; hint?: string; action?: ReactNode; as?: 'p' | 'h1' }

/** What this is, why it is empty, the one button to go on. `as="h1"` when it is the whole page. */
export function EmptyState({ icon = 'empty', title, hint, action, as: Title = 'p' }: EmptyProps) {
  return (
    <div className={styles.state}>
      <span className={styles.icon}>
        <Icon name={icon} size={32} />
      </span>
      <Title className={styles.title}>{title}</Title>
      {hint && <p className={styles.hint}>{hint}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}

type ErrorProps = { title?: string; text: string; requestId?: string | undefined; onRetry?: (() => void) | undefined }

/** What failed in plain words, the number to quote, and a way on. Nobody's input is lost by it. */
export function ErrorState({ title, text, requestId, onRetry }: ErrorProps) {
  const { t } = useTranslation('common')
  return (
    <div className={styles.state} role="alert">
      <span className={names(styles.icon, styles.bad)}>
        <Icon name="warning" size={32} />
      </span>
      <p className={styles.title}>{title ?? t('error.loadTitle')}</p>
      <p className={styles.hint}>{text}</p>
      {requestId && (
        <p className={styles.request}>
          <CopyText text={requestId}>{t('error.requestId', { id: requestId })}</CopyText>
        </p>
      )}
      {onRetry && (
        <div className={styles.action}>
          <Button onClick={onRetry}>{t('do.retry')}</Button>
        </div>
      )}
    </div>
  )
}

/** Grey shapes of the final size while something loads; screen readers hear one word. */
export function Skeleton({ height = 16, width = '100%' }: { height?: number; width?: number | string }) {
  return <span className={styles.skeleton} style={{ height, width }} aria-hidden="true" />
}

const widths = ['92%', '74%', '86%', '61%', '80%']

export function SkeletonRows({ rows = 8, height = 36 }: { rows?: number; height?: number }) {
  const { t } = useTranslation('common')
  return (
    <div role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div key={row} className={styles.row} style={{ height }}>
          <Skeleton height={10} width={widths[row % widths.length] ?? '80%'} />
        </div>
      ))}
    </div>
  )
}

export function SkeletonCard({ lines = 3 }: { lines?: number }) {
  return (
    <div className={styles.card}>
      <SkeletonRows rows={lines} height={28} />
    </div>
  )
}
