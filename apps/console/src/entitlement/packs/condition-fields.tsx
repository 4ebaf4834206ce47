import { Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { leavesOf, withField } from './conditions.ts'
import { Field, Figure, Tags } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'
import { useRuleText } from './rule-text.ts'

/** The thresholds of a condition: how many repairs, how many days, yes or no. Its form is changed under JSON. */
export function ConditionFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const leaves = leavesOf(rule.when)
  return (
    <fieldset className={styles.group}>
      <legend>{t('rule.when')}</legend>
      <p className={styles.note}>{leaves.length === 0 ? t('unconditional') : say.condition(rule.when)}</p>
      <div className={styles.fields}>
        {leaves.map(({ path, test }) => (
          <Field key={path.join('.')} label={`${say.fact(test.fact)} ${signs[test.op] ?? ''}`}>
            <Value
              value={test.value}
              onChange={(value) => onChange(withField(rule, ['when', ...path, 'value'], value))}
            />
          </Field>
        ))}
      </div>
      {leaves.length > 0 && <p className={styles.note}>{t('rule.whenHint')}</p>}
    </fieldset>
  )
}

const signs: Record<string, string> = { eq: '=', gt: '>', gte: '≥', lt: '<', lte: '≤', in: '∈' }

function Value({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
  if (typeof value === 'boolean')
    return (
      <span>
        <Switch checked={value} onChange={onChange} />
      </span>
    )
  if (typeof value === 'number') return <Figure value={value} onChange={(next) => onChange(next ?? 0)} />
  if (Array.isArray(value)) return <Tags value={value.map(String)} onChange={onChange} />
  return <Input value={String(value)} spellCheck={false} onChange={(event) => onChange(event.target.value)} />
}
