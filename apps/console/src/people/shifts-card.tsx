import { useFormat } from '@aftercare/words/web'
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './cards.module.css'
import fields from './person-fields.module.css'
import { zoneOptions } from './person-fields.tsx'
import { type Person, touched } from './person-page.tsx'
import { RecordsCard, RemoveButton } from './records-card.tsx'
import { type Week, WeekField, WeekText } from './week-field.tsx'

type Shift = Person['shifts'][number]

/** When somebody works. The pattern that holds now stands first; older ones stay for the record. */
export function ShiftsCard({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const may = useCan()('people.change')
  return (
    <RecordsCard
      title={t('shifts')}
      records={person.shifts}
      none={t('page.noShifts')}
      add={t('page.addShift')}
      may={may}
      width={620}
      line={(shift) => <ShiftLine person={person} shift={shift} may={may} />}
      form={(_, done) => <ShiftForm person={person} onDone={done} />}
    />
  )
}

function ShiftLine({ person, shift, may }: { person: Person; shift: Shift; may: boolean }) {
  const { t } = useTranslation('people')
  const { calendarDay } = useFormat()
  const params = { path: { id: person.id, childId: shift.id } }
  const from = calendarDay(shift.validFrom)
  const when = shift.validTo
    ? t('page.shiftBetween', { from, to: calendarDay(shift.validTo) })
    : t('page.shiftFrom', { from })
  return (
    <>
      <strong>{when}</strong>
      <span className={styles.note}>{shift.timeZone}</span>
      {may && (
        <RemoveButton
          name={when}
          remove={() => api.DELETE('/api/v1/people/{id}/shifts/{childId}', { params })}
          paths={touched}
          done={t('page.removed')}
        />
      )}
      <div className={styles.whole}>
        <WeekText week={shift.weekly} />
      </div>
    </>
  )
}

type Values = { validFrom: string; validTo?: string | null; timeZone: string; weekly: Week }

function ShiftForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const save = useChange(
    (values: Values) =>
      api.POST('/api/v1/people/{id}/shifts', { params: { path: { id: person.id } }, body: filled(values) }),
    { paths: touched, done: t('common:saved'), next: onDone },
  )
  const last = person.shifts[0]
  const office: Week = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '18:00']]]))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ timeZone: last?.timeZone ?? person.timeZone, weekly: (last?.weekly as Week | undefined) ?? office }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <p className={styles.none}>{t('page.shiftHint')}</p>
      <div className={fields.grid}>
        <Form.Item name="validFrom" label={t('shift.validFrom')} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
        <Form.Item name="validTo" label={t('shift.validTo')}>
          <DayField />
        </Form.Item>
        <Form.Item name="timeZone" label={t('field.timeZone')} rules={[{ required: true }]}>
          <Select showSearch options={zoneOptions} />
        </Form.Item>
      </div>
      <Form.Item name="weekly" label={t('shifts')}>
        <WeekField />
      </Form.Item>
    </FormShell>
  )
}
