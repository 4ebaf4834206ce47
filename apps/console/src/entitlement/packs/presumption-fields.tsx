import { factNames, type Presumption } from '@aftercare/entitlement'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { withField } from './conditions.ts'
import { Field, Figure } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'
import { useRuleText } from './rule-text.ts'

/** What is taken as given until somebody has looked. */
export function PresumptionFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation(['packs', 'common'])
  const say = useRuleText()
  const all = rule.presume ?? []
  const set = (next: Presumption[]) => onChange(withField(rule, ['presume'], next.length > 0 ? next : undefined))
  const facts = [...factNames].map((value) => ({ value, label: say.fact(value) }))
  const put = (index: number, name: string, value: unknown) =>
    set(all.with(index, withField(all[index]!, [name], value)))
  return (
    <fieldset className={styles.group}>
      <legend>{t('rule.presume')}</legend>
      {all.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other name than their order
        <div key={index} className={styles.entry}>
          <div className={styles.fields}>
            <Field label={t('rule.fact')}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                value={one.fact}
                options={facts}
                popupMatchSelectWidth={false}
                onChange={(fact) => put(index, 'fact', fact)}
              />
            </Field>
            <Field label={t('presumeField.value')}>
              <Value value={one.value} onChange={(value) => put(index, 'value', value)} />
            </Field>
            <Field label={t('presumeField.months')}>
              <Figure value={one.months} onChange={(months) => put(index, 'months', months)} />
            </Field>
            <Field label={t('presumeField.by')}>
              <Input value={one.by} spellCheck={false} onChange={(event) => put(index, 'by', event.target.value)} />
            </Field>
          </div>
          <Button type="link" danger onClick={() => set(all.filter((_, at) => at !== index))}>
            {t('common:do.remove')}
          </Button>
        </div>
      ))}
      <Button
        size="small"
        onClick={() => set([...all, { fact: 'defect.isQualityProblem', value: true, by: 'practice' }])}
      >
        {t('do.addPresumption')}
      </Button>
    </fieldset>
  )
}

function Value({ value, onChange }: { value: Presumption['value']; onChange: (value: Presumption['value']) => void }) {
  const { t } = useTranslation('common')
  if (typeof value === 'number') return <Figure value={value} onChange={(next) => onChange(next ?? 0)} />
  if (typeof value === 'string') return <Input value={value} onChange={(event) => onChange(event.target.value)} />
  const options = [
    { value: 'yes', label: t('yes') },
    { value: 'no', label: t('no') },
  ]
  return <Select value={value ? 'yes' : 'no'} options={options} onChange={(next) => onChange(next === 'yes')} />
}
