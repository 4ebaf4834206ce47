import type { components } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import styles from './packs.module.css'
import { useRuleText, wordOr } from './rule-text.ts'

export type DecisionDifferences = components['schemas']['DecisionDifferences']
type Shares = { payer: string; sharePct: number }[]

/** In what two decisions differ: outcome, who pays, which remedy is due, until when. */
export function Differences({ of }: { of: DecisionDifferences }) {
  const { t } = useTranslation(['packs', 'entitlement'])
  const { calendarDay } = useFormat()
  const say = useRuleText()
  const payers = (shares: Shares) =>
    shares
      .map(({ payer, sharePct }) => {
        const who = wordOr(payer, `entitlement:payer.${payer}`)
        return sharePct === 100 ? who : `${who} ${sharePct} %`
      })
      .join(' + ') || '–'
  const day = (value: string | null) => (value ? calendarDay(value) : t('change.noEnd'))
  const said = [
    ...(of.outcome
      ? [
          t('change.outcome', {
            from: t(`entitlement:outcome.${of.outcome.from}`),
            to: t(`entitlement:outcome.${of.outcome.to}`),
          }),
        ]
      : []),
    ...(of.lines ?? []).map(({ kind, from, to }) =>
      t('change.line', { kind: wordOr(kind, `entitlement:kind.${kind}`), from: payers(from), to: payers(to) }),
    ),
    ...(of.remedies ?? []).map(({ remedy, from, to }) =>
      t('change.remedy', { remedy: say.remedy(remedy), from: t(`due.${from}`), to: t(`due.${to}`) }),
    ),
    ...(of.coveredUntil ? [t('change.until', { from: day(of.coveredUntil.from), to: day(of.coveredUntil.to) })] : []),
  ]
  return (
    <ul className={styles.changes}>
      {said.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}
