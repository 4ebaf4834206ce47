import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import styles from './product.module.css'
import type { Scan } from './product.tsx'

/** Covered until when, in one line; what exactly, for who wants to know. */
export function Cover({ scan }: { scan: Scan }) {
  const { t } = useTranslation('portal')
  const { calendarDay } = useFormat()
  const day = scan.coveredUntil && calendarDay(scan.coveredUntil)
  const head = {
    covered: day ? t('product.covered', { day }) : t('product.coveredNow'),
    partly: day ? t('product.partly', { day }) : t('product.partlyNow'),
    not_covered: t('product.notCovered'),
    undetermined: t('product.undetermined'),
  }[scan.outcome ?? 'undetermined']
  const hint = { not_covered: t('product.notCoveredHint'), undetermined: t('product.undeterminedHint') }[
    (scan.outcome ?? 'undetermined') as 'not_covered'
  ]
  const parts = scan.coverage.filter((one) => one.end || one.state === 'running')
  return (
    <div className={page.tight}>
      <p className={page.subtitle}>{head}</p>
      {hint && <p className={page.quiet}>{hint}</p>}
      {parts.length > 0 && (
        <details className={styles.details}>
          <summary>{t('product.coverTitle')}</summary>
          <ul className={styles.coverage}>
            {parts.map((one) => (
              <li key={`${one.layer} ${one.kind} ${one.start} ${one.end} ${one.components?.join()}`}>
                <span>{t(`product.layer.${one.layer}`)}</span>
                <span className={page.small}>
                  {one.end ? t('product.until', { day: calendarDay(one.end) }) : ''} {t(`product.state.${one.state}`)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
