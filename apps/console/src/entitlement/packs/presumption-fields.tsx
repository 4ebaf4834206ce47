import { factNames, type Presumption } from '@aftercare/entitlement'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { withField } from './conditions.ts'
import { EntryList } from './entry-list.tsx'
import { Field, Figure } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'
import { useRuleText } from './rule-text.ts'

/** What is taken as given until somebody has looked. */
export function PresumptionFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation('packs')
  return (
    <EntryList<Presumption>
      label={t('rule.presume')}
      entries={rule.presume ?? []}
      add={t('do.addPresumption')}
      fresh={{ fact: 'defect.isQualityProblem', value: true, by: 'practice' }}
      onChange={(next) => onChange(withField(rule, ['presume'], next.length > 0 ? next : undefined))}
    >
      {(one, put) => <OnePresumption presumption={one} onChange={put} />}
    </EntryList>
  )
}

type OneProps = { presumption: Presumption; onChange: (presumption: Presumption) => void }

function OnePresumption({ presumption: one, onChange }: OneProps) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const put = (name: keyof Presumption, value: unknown) => onChange(withField(one, [name], value))
  return (
    <div className={styles.fields}>
      <Field label={t('rule.fact')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={one.fact}
          options={[...factNames].map((value) => ({ value, label: say.fact(value) }))}
          popupMatchSelectWidth={false}
          onChange={(fact) => put('fact', fact)}
        />
      </Field>
      <Field label={t('presumeField.value')}>
        <Value value={one.value} onChange={(value) => put('value', value)} />
      </Field>
      <Field label={t('presumeField.months')}>
        <Figure value={one.months} onChange={(months) => put('months', months)} />
      </Field>
      <Field label={t('presumeField.by')}>
        <Input value={one.by} spellCheck={false} onChange={(event) => put('by', event.target.value)} />
      </Field>
    </div>
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
