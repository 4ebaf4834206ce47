import type { Pack, Rule } from '@aftercare/entitlement'
import { Facts, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import styles from './packs.module.css'
import { useRuleText } from './rule-text.ts'

export const confidenceTones = { high: 'done', medium: 'planned', low: 'waiting' } as const

/** One rule as a reader of the law wants it: what, where it stands, when, how long, who gets what, how sure we are. */
export function RuleView({ rule, pack }: { rule: Rule; pack: Pack }) {
  const { t } = useTranslation(['packs', 'entitlement'])
  const { enumerated } = useFormat()
  const say = useRuleText()
  const all = Array.isArray(Object.values(rule.when)[0]) && (Object.values(rule.when)[0] as unknown[]).length === 0
  const facts = [
    { label: t('rule.when'), value: all ? t('unconditional') : say.condition(rule.when) },
    { label: t('rule.term'), value: say.term(rule) },
    { label: t('rule.start'), value: say.start(rule) },
    { label: t('rule.counting'), value: say.counting(rule, pack).join(' · ') },
    { label: t('rule.covers'), value: enumerated(rule.covers.map((kind) => t(`entitlement:kind.${kind}`))) },
    { label: t('rule.remedies'), value: say.remedies(rule).join(' · ') },
    { label: t('rule.components'), value: enumerated(componentsOf(rule, t('rule.mainPartsOnly'), say.part)) },
    { label: t('rule.excludedComponents'), value: enumerated((rule.excludedComponents ?? []).map(say.part)) },
    { label: t('rule.sharePct'), value: rule.sharePct },
    { label: t('rule.note'), value: say.note(rule) },
    { label: t('rule.source'), value: `${t(`rule.sourceKind.${rule.source.kind}`)} · ${rule.source.ref}` },
  ]
  const aside = [t(`entitlement:layer.${rule.layer}`), say.clause(rule), say.sales(rule), rule.id]
  return (
    <article className={styles.rule}>
      <header className={styles.ruleHead}>
        <h3 className={styles.ruleTitle}>{say.title(rule)}</h3>
        <StatusTag tone={confidenceTones[rule.confidence]} title={t('rule.confidence')}>
          {t(`confidence.${rule.confidence}`)}
        </StatusTag>
      </header>
      <p className={styles.note}>{aside.filter(Boolean).join(' · ')}</p>
      <Facts facts={facts.filter(({ value }) => value !== null && value !== undefined && value !== '')} />
    </article>
  )
}

function componentsOf(rule: Rule, mainParts: string, part: (code: string) => string): string[] {
  return [...(rule.mainPartsOnly ? [mainParts] : []), ...(rule.components ?? []).map(part)]
}
