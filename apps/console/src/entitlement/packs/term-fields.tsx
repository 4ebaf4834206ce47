import { useTranslation } from 'react-i18next'
import { withField } from './conditions.ts'
import { Field, Figure } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'

const units = ['months', 'days', 'fromDay', 'km', 'miles', 'hours'] as const

/** How long: the first reached of what is named. */
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
      </div>
    </fieldset>
  )
}
