import { type Condition, factNames } from '@aftercare/entitlement'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  always,
  asCondition,
  type Comparison,
  compared,
  comparisonOf,
  comparisons,
  groupOf,
  isAlways,
  isLeaf,
  joins,
  valuesOf,
  withPart,
} from './conditions.ts'
import { Figure, Tags } from './field.tsx'
import styles from './packs.module.css'
import { useRuleText } from './rule-text.ts'

type Props = { condition: Condition; onChange: (condition: Condition) => void; onRemove?: (() => void) | undefined }
const newTest: Condition = { fact: 'defect.isQualityProblem', op: 'eq', value: true }

/** A whole condition: tests of facts, joined by and/or, in groups as deep as one likes. */
export function ConditionFields({ label, ...rest }: Props & { label: string }) {
  const { t } = useTranslation('packs')
  const { condition, onChange, onRemove } = rest
  const say = useRuleText()
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <p className={styles.note}>{isAlways(condition) ? t('unconditional') : say.condition(condition)}</p>
      {isLeaf(condition) ? (
        <>
          <TestFields condition={condition} onChange={onChange} onRemove={onRemove ?? (() => onChange(always))} />
          <Button size="small" onClick={() => onChange(withPart(condition, newTest))}>
            {t('do.addTest')}
          </Button>
        </>
      ) : (
        <GroupFields {...rest} />
      )}
    </fieldset>
  )
}

function GroupFields({ condition, onChange, onRemove }: Props) {
  const { t } = useTranslation(['packs', 'common'])
  if (isLeaf(condition)) return <TestFields condition={condition} onChange={onChange} onRemove={onRemove} />
  const { join, parts } = groupOf(condition)
  const set = (next: Condition[]) => onChange(asCondition({ join, parts: next }))
  return (
    <div className={styles.conditions}>
      <div className={styles.bar}>
        {parts.length > 0 && (
          <Select
            size="small"
            value={join}
            aria-label={t('rule.join')}
            options={joins.map((value) => ({ value, label: t(`join.${value}`) }))}
            popupMatchSelectWidth={false}
            onChange={(next) => onChange(asCondition({ join: next, parts }))}
          />
        )}
        <Button size="small" onClick={() => set([...parts, newTest])}>
          {t('do.addTest')}
        </Button>
        <Button size="small" onClick={() => set([...parts, { any: [newTest] }])}>
          {t('do.addGroup')}
        </Button>
        {onRemove && (
          <Button size="small" type="link" danger onClick={onRemove}>
            {t('do.removeGroup')}
          </Button>
        )}
      </div>
      {parts.map((part, index) => (
        <GroupFields
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a condition have no other name than their order
          key={index}
          condition={part}
          onChange={(next) => set(parts.with(index, next))}
          onRemove={() => set(parts.filter((_, at) => at !== index))}
        />
      ))}
    </div>
  )
}

type TestProps = Props & { condition: Extract<Condition, { fact: string }> }

function TestFields({ condition, onChange, onRemove }: TestProps) {
  const { t } = useTranslation(['packs', 'common'])
  const say = useRuleText()
  const facts = [...new Set([...factNames, condition.fact])].map((value) => ({ value, label: say.fact(value) }))
  return (
    <div className={styles.test}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={condition.fact}
        aria-label={t('rule.fact')}
        options={facts.sort((a, b) => a.label.localeCompare(b.label))}
        popupMatchSelectWidth={false}
        onChange={(fact) => onChange({ ...condition, fact })}
      />
      <Select<Comparison>
        value={comparisonOf(condition)}
        aria-label={t('rule.comparison')}
        options={comparisons.map((value) => ({ value, label: t(`comparison.${value}`) }))}
        popupMatchSelectWidth={false}
        onChange={(how) => onChange(compared(condition, how))}
      />
      <Value condition={condition} onChange={onChange} />
      {onRemove && (
        <Button type="text" aria-label={`${t('common:do.remove')}: ${say.fact(condition.fact)}`} onClick={onRemove}>
          {'×'}
        </Button>
      )}
    </div>
  )
}

function Value({ condition, onChange }: Pick<TestProps, 'condition' | 'onChange'>) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const label = `${say.fact(condition.fact)} ${t(`comparison.${comparisonOf(condition)}`)}`
  if (condition.op === 'in') {
    const { value } = condition
    const set = (typed: string[]) => onChange({ ...condition, value: valuesOf(typed, value) })
    return <Tags label={label} value={value.map(String)} say={say.coded} onChange={set} />
  }
  const { value } = condition
  const set = (next: typeof value) => onChange({ ...condition, value: next })
  if (typeof value === 'boolean') return null
  if (typeof value === 'number') return <Figure label={label} value={value} onChange={(next) => set(next ?? 0)} />
  return <Input aria-label={label} value={value} spellCheck={false} onChange={(event) => set(event.target.value)} />
}
