import type { Answer } from '@aftercare/api'
import { sayMissing } from '@aftercare/entitlement'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../assets/named.ts'
import { wordOr } from '../packs/rule-text.ts'

export type Limit = Answer<'/api/v1/assets/{id}/limits'>['items'][number]
type Counted = Pick<Limit, 'counter' | 'count' | 'reachedAt' | 'subjectName'> & {
  atMost?: number | null | undefined
  subject?: string | null | undefined
}

/** What is said of a limit: how far the count is, what falls due when, until when it can be reached, what it may cost. */
export function useLimitText() {
  const { t } = useTranslation(['limits', 'entitlement', 'assets'])
  const { calendarDay, enumerated, numbers, money, language } = useFormat()
  const named = useNamed()
  const counterOf = (counter: string) => t(`entitlement:fact.${counter}` as 'title', { defaultValue: counter })
  const remedyOf = (remedy: string) => t(`entitlement:remedy.${remedy}` as 'title', { defaultValue: remedy })
  const remedies = (names: readonly string[]) =>
    [...new Set(names)]
      .map((name, index) => (index === 0 ? remedyOf(name) : remedyOf(name).toLocaleLowerCase(language)))
      .join(t('said.or'))
  const end = (limit: Limit) => {
    if (!limit.until) return ''
    const date = calendarDay(limit.until)
    if (limit.state === 'expired') return t('said.over', { date })
    if (!limit.usage) return t('said.until', { date })
    const value = numbers.whole(limit.usage.value)
    return t('said.untilUsage', { date, limit: t(`assets:meterValue.${limit.usage.kind as 'km'}`, { value }) })
  }
  const count = ({ counter, count: n, atMost, reachedAt }: Counted) => {
    if (n === null) return t('said.unknown', { counter: counterOf(counter) })
    const said = { n, reachedAt, counter: counterOf(counter) }
    return atMost ? t('said.range', { ...said, atMost }) : t('said.count', said)
  }
  const subjectOf = ({ subject, subjectName }: Counted) =>
    subjectName
      ? named(subjectName)
      : subject && wordOr(subject, `assets:part.${subject}`, `entitlement:code.${subject}`)
  return {
    remedies,
    /** How far the count is, and of which symptom or part. */
    count: (one: Counted) => [count(one), subjectOf(one)].filter(Boolean).join(' · '),
    due: (limit: Limit) => {
      const said = { remedies: remedies(limit.remedies.map((one) => one.remedy)), reachedAt: limit.reachedAt }
      if (limit.state === 'reached') return t('said.dueNow', said)
      return limit.distance === 0 ? t('said.dueNext', said) : t(`said.due_${limit.unit}`, said)
    },
    end,
    more: ({ reachedOn, missing, atStake }: Limit) => [
      ...(reachedOn ? [t('said.reachedOn', { date: calendarDay(reachedOn) })] : []),
      ...(missing.length > 0 ? [t('said.missing', { facts: enumerated(missing.map(missingOf)) })] : []),
      ...(atStake ? [t('said.stake', { amount: money(atStake) })] : []),
    ],
  }
  function missingOf(fact: string): string {
    return sayMissing(fact, (key, values) => t(`entitlement:${key}` as 'title', { ...values, defaultValue: fact }))
  }
}
