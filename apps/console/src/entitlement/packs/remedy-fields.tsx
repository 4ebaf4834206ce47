import { electors, type Remedy, type Rule, remedyNames } from '@aftercare/entitlement'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from './field.tsx'
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
        <div key={index} className={styles.line}>
          <Field label={t('rule.remedies')}>
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
