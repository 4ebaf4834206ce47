import { sayClause, sayStep, sayTitle, tellingOf } from '@aftercare/entitlement'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import styles from './panel.module.css'
import { type Cover, decisionOf, useFactList, useTranslate } from './say-cover.ts'

/** "Covered until …, because …" in plain words, with the sum below it. */
export function CoverSentence({ cover }: { cover: Cover }) {
  const { t } = useTranslation('entitlement')
  const { language, calendarDay, enumerated } = useFormat()
  const translate = useTranslate()
  const listed = useFactList()
  const decision = decisionOf(cover)
  const { right, bar } = tellingOf(decision)
  const sums = right?.steps.filter((one) => /^(period|meter|toll|extend|contract)\./.test(one.code)) ?? []
  const said = sums.map((one) => sayStep(one, translate))
  const why = right
    ? enumerated([sayTitle(right, language, translate), sayClause(right, translate) ?? ''].filter(Boolean))
    : ''
  const end = bar?.end && bar.state === 'running' ? calendarDay(bar.end) : null
  const sentence = () => {
    if (decision.outcome === 'undetermined')
      return t('panel.undetermined', { facts: listed(cover.summary.missing.slice(0, 3)) || '–' })
    if (decision.outcome === 'not_covered')
      return right ? t('panel.notCoveredWhy', { why, sum: said[0] ?? '' }) : t('panel.notCovered')
    const partly = decision.outcome === 'partly'
    if (end) return t(partly ? 'panel.partlyUntil' : 'panel.coveredUntil', { end, why })
    return t(partly ? 'panel.partlyNoEnd' : 'panel.coveredNoEnd', { why })
  }
  return (
    <div className={styles.sentence}>
      <p className={styles.plain}>{sentence()}</p>
      {decision.outcome !== 'not_covered' &&
        decision.outcome !== 'undetermined' &&
        said.map((sum) => (
          <p key={sum} className={styles.sum}>
            {sum}
          </p>
        ))}
    </div>
  )
}
