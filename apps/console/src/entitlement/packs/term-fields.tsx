import { startDays } from '@aftercare/entitlement'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { withField } from './conditions.ts'
import { Field, Figure } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'
import { useRuleText } from './rule-text.ts'

const units = ['months', 'days', 'fromDay', 'km', 'miles', 'hours'] as const

/** How long, and from when. Terms that differ by day of sale are written under JSON. */
export function TermFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation('packs')
  const { months } = rule.term ?? {}
  const set = (unit: (typeof units)[number], value: number | undefined) => {
    const next = withField(rule, ['term', unit], value)
    onChange(Object.keys(next.term ?? {}).length === 0 ? withField(next, ['term'], undefined) : next)
  }
  return (
    <fieldset className={styles.group}>
      <legend>{t('rule.term')}</legend>
      <div className={styles.fields}>
        {units.map((unit) =>
          unit === 'months' && typeof months === 'object' ? (
            <Field key={unit} label={t('termField.months')}>
              <span>{t('term.ref', { name: months.ref })}</span>
            </Field>
          ) : (
            <Field key={unit} label={t(`termField.${unit}`)}>
              <Figure value={rule.term?.[unit] as number | undefined} onChange={(value) => set(unit, value)} />
            </Field>
          ),
        )}
        <StartField rule={rule} onChange={onChange} />
      </div>
    </fieldset>
  )
}

function StartField({ rule, onChange }: RuleProps) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const [only, ...others] = rule.start ?? []
  if (others.length > 0)
    return (
      <Field label={t('rule.start')}>
        <span>{t('severalStarts')}</span>
      </Field>
    )
  return (
    <Field label={t('rule.start')}>
      <Select
        mode="multiple"
        value={only?.latestOf ?? []}
        options={startDays.map((value) => ({ value, label: say.startDay(value) }))}
        onChange={(latestOf) => {
          const decisive = only && latestOf.includes(only.decisive) ? only.decisive : latestOf[0]
          onChange(withField(rule, ['start'], decisive && [{ ...only, latestOf, decisive }]))
        }}
      />
    </Field>
  )
}
