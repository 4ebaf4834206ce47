import { type Start, startDays } from '@aftercare/entitlement'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '../../shell/day-field.tsx'
import { withField } from './conditions.ts'
import { EntryList } from './entry-list.tsx'
import { Field } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'
import { useRuleText } from './rule-text.ts'

type Days = Start['latestOf']
const sets = ['latestOf', 'notBefore', 'orIfKnown'] as const

/** From which day the term runs; another entry for sales of another time, as a law that was changed has them. */
export function StartFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation('packs')
  const starts = rule.start ?? []
  return (
    <EntryList<Start>
      label={t('rule.start')}
      entries={starts}
      add={t('do.addStart')}
      fresh={{ latestOf: ['sale'], decisive: 'sale' }}
      onChange={(next) => onChange(withField(rule, ['start'], next.length > 0 ? next : undefined))}
    >
      {(start, put) => <OneStart start={start} isOnly={starts.length === 1} onChange={put} />}
    </EntryList>
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
