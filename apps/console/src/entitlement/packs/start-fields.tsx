import { type Start, startDays } from '@aftercare/entitlement'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '../../shell/day-field.tsx'
import { withField } from './conditions.ts'
import { Field } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'
import { useRuleText } from './rule-text.ts'

type Days = Start['latestOf']
const sets = ['latestOf', 'notBefore', 'orIfKnown'] as const

/** From which day the term runs; another entry for sales of another time, as a law that was changed has them. */
export function StartFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation(['packs', 'common'])
  const starts = rule.start ?? []
  const set = (next: Start[]) => onChange(withField(rule, ['start'], next.length > 0 ? next : undefined))
  return (
    <fieldset className={styles.group}>
      <legend>{t('rule.start')}</legend>
      {starts.map((start, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other name than their order
        <div key={index} className={styles.entry}>
          <OneStart start={start} isOnly={starts.length === 1} onChange={(next) => set(starts.with(index, next))} />
          <Button type="link" danger onClick={() => set(starts.filter((_, at) => at !== index))}>
            {t('common:do.remove')}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => set([...starts, { latestOf: ['sale'], decisive: 'sale' }])}>
        {t('do.addStart')}
      </Button>
    </fieldset>
  )
}

function OneStart({ start, isOnly, onChange }: { start: Start; isOnly: boolean; onChange: (start: Start) => void }) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const options = startDays.map((value) => ({ value, label: say.startDay(value) }))
  const setDays = (name: (typeof sets)[number], days: Days) => {
    const next = withField(start, [name], days.length > 0 || name === 'latestOf' ? days : undefined)
    const decisive = next.latestOf.includes(next.decisive) ? next.decisive : (next.latestOf[0] ?? next.decisive)
    onChange({ ...next, decisive })
  }
  return (
    <div className={styles.fields}>
      {sets.map((name) => (
        <Field key={name} label={t(`startField.${name}`)}>
          <Select<Days>
            mode="multiple"
            value={start[name] ?? []}
            options={options}
            popupMatchSelectWidth={false}
            onChange={(days) => setDays(name, days)}
          />
        </Field>
      ))}
      <Field label={t('startField.decisive')}>
        <Select
          value={start.decisive}
          options={options.filter(({ value }) => start.latestOf.includes(value) || value === start.decisive)}
          onChange={(decisive) => onChange({ ...start, decisive })}
        />
      </Field>
      {(!isOnly || start.from || start.to) &&
        (['from', 'to'] as const).map((name) => (
          <Field key={name} label={t(`rule.${name}`)}>
            <DayField
              value={start[name] ?? null}
              onChange={(day) => onChange(withField(start, [name], day ?? undefined))}
            />
          </Field>
        ))}
    </div>
  )
}
