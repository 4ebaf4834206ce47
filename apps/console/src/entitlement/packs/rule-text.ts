import { type Condition, type Pack, type Rule, sayClause, sayTitle, type Translate } from '@aftercare/entitlement'
import { useFormat } from '@aftercare/words/web'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { isLeaf } from './conditions.ts'

/** The words under one of these keys, or the code itself: packs of a company may use codes of their own. */
export function wordOr(code: string, ...keys: string[]): string {
  const key = keys.find((one) => i18next.exists(one))
  return key ? i18next.t(key as 'packs:title') : code
}

/** A rule in words: condition, term, counting, remedies. */
export function useRuleText() {
  const { t } = useTranslation(['packs', 'entitlement', 'assets', 'common'])
  const { language, calendarDay, enumerated, numbers } = useFormat()
  const part = (code: string) => wordOr(code, `assets:part.${code}`, `entitlement:code.${code}`)
  const translate: Translate = (key, values) => t(`entitlement:${key}` as 'entitlement:title', { ...values })
  const coded = (value: unknown) => {
    if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no')
    if (typeof value === 'number') return numbers.whole(value)
    const code = String(value)
    return wordOr(code, `entitlement:code.${code}`, `assets:part.${code}`)
  }
  const fact = (name: string) => wordOr(name, `entitlement:fact.${name}`)
  const condition = (one: Condition): string => {
    if (isLeaf(one)) {
      const value = Array.isArray(one.value) ? enumerated(one.value.map(coded)) : coded(one.value)
      return t(`op.${one.op}` as 'op.eq', { fact: fact(one.fact), value })
    }
    const [join, parts] = Object.entries(one)[0] as [string, Condition[] | Condition]
    const said = (Array.isArray(parts) ? parts : [parts]).map((inner) => {
      const text = condition(inner)
      return isLeaf(inner) || Object.values(inner)[0]?.length === 1 ? text : `(${text})`
    })
    return said.join(` ${join === 'any' ? t('or') : t('and')} `)
  }
  const months = (value: NonNullable<Rule['term']>['months']) =>
    value === undefined
      ? []
      : [typeof value === 'number' ? t('term.months', { count: value }) : t('term.ref', { name: value.ref })]
  const term = ({ term: of }: Rule) => {
    if (!of) return t('rule.noTerm')
    const limits = [
      ...months(of.months),
      ...(of.days === undefined ? [] : [t('term.days', { count: of.days })]),
      ...(['km', 'miles', 'hours'] as const).flatMap((unit) => {
        const limit = of[unit]
        return limit === undefined ? [] : [t(`term.${unit}`, { value: numbers.whole(limit) })]
      }),
    ]
    const first = limits.length > 1 ? t('term.first') : ''
    const begins = of.fromDay === undefined ? '' : ` · ${t('term.fromDay', { day: of.fromDay })}`
    return `${limits.join(` ${t('or')} `)}${first}${begins}`
  }
  const sales = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => {
    if (from && to) return t('rule.sales', { from: calendarDay(from), to: calendarDay(to) })
    if (from) return t('rule.salesFrom', { from: calendarDay(from) })
    return to ? t('rule.salesTo', { to: calendarDay(to) }) : null
  }
  const startDay = (day: string) => wordOr(day, `packs:start.${day}`, `entitlement:date.${day}`)
  const start = ({ start: of }: Rule) => {
    if (!of || of.length === 0) return null
    const said = of.map(({ latestOf, from, to }) => {
      const days = latestOf.map(startDay)
      const text = days.length > 1 ? t('latestOf', { days: enumerated(days) }) : days.join('')
      const sold = of.length > 1 ? sales({ from, to }) : null
      return sold ? t('startFor', { start: text, sales: sold }) : text
    })
    return said.join(t('semicolon'))
  }
  const counting = ({ extensions, presume, floor }: Rule, pack: Pick<Pack, 'restDaysMoveEnd'>) => {
    const told = [
      ...(extensions ?? []).map((one) =>
        t(wordKey('extension', one.kind), { kind: one.kind, months: 'months' in one ? one.months : undefined }),
      ),
      ...(presume ?? []).map((one) => t('presume', { fact: fact(one.fact), value: coded(one.value) })),
      ...(pack.restDaysMoveEnd ? [t('restDays')] : []),
      ...(floor ? [t('floor')] : []),
    ]
    return [...new Set(told)]
  }
  const remedy = (code: string) => wordOr(code, `entitlement:remedy.${code}`)
  const remedies = ({ remedies: of }: Rule) =>
    of.map(({ options, electedBy }) =>
      t('chosenBy', {
        remedies: enumerated(options.map(remedy)),
        elector: wordOr(electedBy, `packs:elector.${electedBy}`),
      }),
    )
  return {
    title: (rule: Rule) => sayTitle(rule, language, translate),
    clause: (rule: Rule) =>
      rule.clause && i18next.exists(`entitlement:clause.${rule.clause.law}`)
        ? sayClause(rule, translate)
        : rule.clause && `${rule.clause.law} ${rule.clause.article}`,
    note: ({ note }: Rule) => (typeof note === 'object' ? (note[language] ?? note.en) : note),
    fact,
    coded,
    condition,
    term,
    start,
    startDay,
    counting,
    remedy,
    remedies,
    sales,
    part,
  }
}

const wordKey = (group: 'extension', kind: string) =>
  (i18next.exists(`packs:${group}.${kind}`) ? `${group}.${kind}` : `${group}.other`) as 'extension.other'
