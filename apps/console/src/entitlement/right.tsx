import { sayClause, sayStep, sayTitle } from '@aftercare/entitlement'
import { StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { type Right, useTranslate } from './say-cover.ts'
import styles from './why.module.css'

const tones = { met: 'done', not_met: 'neutral', undetermined: 'waiting' } as const

/** One right that was looked at: its clause, what it pays for, and its sum. */
export function RightReasons({ right }: { right: Right }) {
  const { t } = useTranslation('entitlement')
  const { enumerated, language } = useFormat()
  const translate = useTranslate()
  const steps = right.steps.map((step) => sayStep(step, translate))
  const pays =
    right.covers.length > 0 && t('cover.paysFor', { kinds: enumerated(right.covers.map((kind) => t(`kind.${kind}`))) })
  return (
    <section className={styles.right}>
      <header className={styles.head}>
        <h3 className={styles.title}>{sayTitle(right, language, translate)}</h3>
        <StatusTag tone={tones[right.result]}>{t(`result.${right.result}`)}</StatusTag>
      </header>
      <p className={styles.note}>
        {[t(`layer.${right.layer}`), sayClause(right, translate), pays].filter(Boolean).join(' · ')}
      </p>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className={styles.note}>
        {t('panel.rule', { id: right.ruleId, confidence: t(`confidence.${right.confidence}`) })}
      </p>
    </section>
  )
}
