import type { Condition, Rule } from '@aftercare/entitlement'
import { languageNames, useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { fieldKey } from './field-names.ts'
import { classWord } from './marks.tsx'
import { useRuleText, wordOr } from './rule-text.ts'

/** Field and value of a change as a reader of the rule says them; what has no words of its own is shown as it is written. */
export function useFieldText() {
  const { t } = useTranslation(['packs', 'entitlement', 'common'])
  const { calendarDay, enumerated, numbers } = useFormat()
  const say = useRuleText()
  const listed = (value: unknown, word: (code: string) => string) => enumerated((value as string[]).map(word))
  const says: Record<string, (value: never) => string | null> = {
    when: (value: Condition) => say.condition(value),
    scope: (value: Condition) => say.condition(value),
    start: (value: Rule['start']) => say.start({ start: value } as Rule),
    remedies: (value: Rule['remedies']) => say.remedies({ remedies: value } as Rule).join(' · '),
    term: (value: Rule['term']) => say.term({ term: value } as Rule),
    layer: (value: string) => wordOr(value, `entitlement:layer.${value}`),
    buyer: (value: string) => wordOr(value, `entitlement:buyer.${value}`),
    confidence: (value: string) => wordOr(value, `packs:confidence.${value}`),
    'source.kind': (value: string) => wordOr(value, `packs:rule.sourceKind.${value}`),
    covers: (value: string[]) => listed(value, (code) => wordOr(code, `entitlement:kind.${code}`)),
    components: (value: string[]) => listed(value, say.part),
    excludedComponents: (value: string[]) => listed(value, say.part),
    productClasses: (value: string[]) => listed(value, classWord),
    from: calendarDay,
    to: calendarDay,
    since: calendarDay,
  }
  return {
    name: (path: string) => {
      const found = fieldKey(path)
      if (!found) return path
      const word = t(found.key as 'rule.title')
      const rest = (languageNames as Record<string, string>)[found.rest] ?? found.rest
      return rest === '' ? word : `${word} · ${rest}`
    },
    value: (path: string, value: unknown) => {
      if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no')
      if (typeof value === 'number') return numbers.whole(value)
      const said = says[path]?.(value as never)
      if (said) return said
      return typeof value === 'string' ? value : JSON.stringify(value, null, 1)
    },
  }
}
