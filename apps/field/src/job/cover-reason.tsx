import { sayClause, sayMissing, sayStep, sayTitle } from '@aftercare/entitlement'
import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'
import styles from './cover-reason.module.css'

/** Covered because…: the right that pays, its clause and its sum; or what is missing to say. */
export function CoverReason({ visit }: { visit: Visit }) {
  const { t, i18n } = useTranslation(['field', 'entitlement'])
  const { language } = useFormat()
  const { cover } = visit
  const say = i18n.getFixedT(language, 'entitlement') as unknown as (
    key: string,
    values?: Record<string, unknown>,
  ) => string
  if (!cover) return <p className={styles.box}>{t(visit.asset ? 'cover.unknown' : 'cover.noProduct')}</p>
  type Considered = Parameters<typeof sayTitle>[0] & Parameters<typeof sayClause>[0]
  const met = cover.considered.filter((one) => one.result === 'met' && one.covers.length > 0)
  const open = cover.considered.filter((one) => one.result === 'undetermined' && one.covers.length > 0)
  const missing = [...new Set(open.flatMap((one) => one.missing))]
  return (
    <details className={styles.box} data-outcome={cover.outcome}>
      <summary className={styles.summary}>
        <Icon name="promises" />
        <span>{t(`cover.${cover.outcome}`)}</span>
        <Icon name="down" size={18} />
      </summary>
      <div className={styles.reasons}>
        {met.map((one) => (
          <div key={one.ruleId} className={styles.reason}>
            <strong>{sayTitle(one as Considered, language, say)}</strong>
            {one.clause && <span>{sayClause(one as Considered, say)}</span>}
            {one.steps.map((step) => (
              <span key={step.code}>{sayStep(step, say)}</span>
            ))}
          </div>
        ))}
        {missing.length > 0 && cover.outcome === 'undetermined' && (
          <div className={styles.reason}>
            <strong>{t('cover.ask')}</strong>
            {missing.map((fact) => (
              <span key={fact}>{sayMissing(fact, say)}</span>
            ))}
          </div>
        )}
        {met.length === 0 && missing.length === 0 && <span>{t('cover.nothingMet')}</span>}
      </div>
    </details>
  )
}
