import { electors, type Remedy, type Rule, remedyNames } from '@aftercare/entitlement'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ConditionFields } from './condition-fields.tsx'
import { always, isAlways, withField } from './conditions.ts'
import { EntryList } from './entry-list.tsx'
import { Field, Figure } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'
import { useRuleText, wordOr } from './rule-text.ts'

type Step = Rule['remedies'][number]

/** What is due, and who chooses among the options. */
export function RemedyFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation('packs')
  return (
    <EntryList<Step>
      label={t('rule.remedies')}
      entries={rule.remedies}
      add={t('do.addRemedy')}
      fresh={{ options: ['repair'], electedBy: 'warrantor' }}
      onChange={(remedies) => onChange({ ...rule, remedies })}
    >
      {(one, put) => <OneStep step={one} onChange={put} />}
    </EntryList>
  )
}

function OneStep({ step, onChange }: { step: Step; onChange: (step: Step) => void }) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const put = (name: keyof Step & string, value: unknown) => onChange(withField(step, [name], value))
  return (
    <>
      <div className={styles.fields}>
        <Field label={t('remedyField.options')}>
          <Select<Remedy[]>
            mode="multiple"
            value={step.options}
            options={remedyNames.map((value) => ({ value, label: say.remedy(value) }))}
            onChange={(options) => put('options', options)}
          />
        </Field>
        <Field label={t('rule.electedBy')}>
          <Select
            value={step.electedBy}
            options={electors.map((value) => ({ value, label: wordOr(value, `packs:elector.${value}`) }))}
            onChange={(electedBy) => put('electedBy', electedBy)}
          />
        </Field>
        <Field label={t('remedyField.withinDays')}>
          <Figure value={step.withinDays} onChange={(days) => put('withinDays', days)} />
        </Field>
        <Field label={t('remedyField.tier')}>
          <Figure value={step.tier} onChange={(tier) => put('tier', tier)} />
        </Field>
        <Field label={t('remedyField.via')}>
          <Input value={step.via} onChange={(event) => put('via', event.target.value || undefined)} />
        </Field>
      </div>
      <ConditionFields
        label={t('remedyField.when')}
        condition={step.when ?? always}
        onChange={(when) => put('when', isAlways(when) ? undefined : when)}
      />
    </>
  )
}
