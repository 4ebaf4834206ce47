import { electors, type Remedy, type Rule, remedyNames } from '@aftercare/entitlement'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ConditionFields } from './condition-fields.tsx'
import { always, isAlways, withField } from './conditions.ts'
import { Field, Figure } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'
import { useRuleText, wordOr } from './rule-text.ts'

/** What is due, and who chooses among the options. */
export function RemedyFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation(['packs', 'common'])
  const say = useRuleText()
  const set = (remedies: Rule['remedies']) => onChange({ ...rule, remedies })
  return (
    <fieldset className={styles.group}>
      <legend>{t('rule.remedies')}</legend>
      {rule.remedies.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps of a rule have no other name than their order
        <div key={index} className={styles.entry}>
          <div className={styles.fields}>
            <Field label={t('remedyField.options')}>
              <Select<Remedy[]>
                mode="multiple"
                value={one.options}
                options={remedyNames.map((value) => ({ value, label: say.remedy(value) }))}
                onChange={(options) => set(rule.remedies.with(index, { ...one, options }))}
              />
            </Field>
            <Field label={t('rule.electedBy')}>
              <Select
                value={one.electedBy}
                options={electors.map((value) => ({ value, label: wordOr(value, `packs:elector.${value}`) }))}
                onChange={(electedBy) => set(rule.remedies.with(index, { ...one, electedBy }))}
              />
            </Field>
            <Field label={t('remedyField.withinDays')}>
              <Figure
                value={one.withinDays}
                onChange={(days) => set(rule.remedies.with(index, withField(one, ['withinDays'], days)))}
              />
            </Field>
            <Field label={t('remedyField.tier')}>
              <Figure
                value={one.tier}
                onChange={(tier) => set(rule.remedies.with(index, withField(one, ['tier'], tier)))}
              />
            </Field>
            <Field label={t('remedyField.via')}>
              <Input
                value={one.via}
                onChange={(event) =>
                  set(rule.remedies.with(index, withField(one, ['via'], event.target.value || undefined)))
                }
              />
            </Field>
          </div>
          <ConditionFields
            label={t('remedyField.when')}
            condition={one.when ?? always}
            onChange={(when) =>
              set(rule.remedies.with(index, withField(one, ['when'], isAlways(when) ? undefined : when)))
            }
          />
          <Button type="link" danger onClick={() => set(rule.remedies.filter((_, at) => at !== index))}>
            {t('common:do.remove')}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => set([...rule.remedies, { options: ['repair'], electedBy: 'warrantor' }])}>
        {t('do.addRemedy')}
      </Button>
    </fieldset>
  )
}
