import { useFormat } from '@aftercare/words/web'
import { DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { startOfDay } from '../shell/list/zone-day.ts'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './cards.module.css'
import { type Person, touched } from './person-page.tsx'
import { RecordsCard, RemoveButton } from './records-card.tsx'

const kinds = ['leave', 'sick', 'training', 'other'] as const
type Absence = Person['absences'][number]
type Values = { days: [Dayjs, Dayjs]; kind: (typeof kinds)[number]; note?: string }

/** When somebody is away; whole days in the person's own zone. */
export function AbsencesCard({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const may = useCan()('people.change')
  return (
    <RecordsCard
      title={t('absences')}
      records={person.absences}
      none={t('page.noAbsences')}
      add={t('page.addAbsence')}
      may={may}
      line={(absence) => <AbsenceLine person={person} absence={absence} may={may} />}
      form={(_, done) => <AbsenceForm person={person} onDone={done} />}
    />
  )
}

function AbsenceLine({ person, absence, may }: { person: Person; absence: Absence; may: boolean }) {
  const { t } = useTranslation('people')
  const { dates } = useFormat()
  const params = { path: { id: person.id, childId: absence.id } }
  const format = dates(person.timeZone)
  // Half open: the instant it ends belongs to the day after.
  const last = new Date(Date.parse(absence.to) - 1).toISOString()
  const [from, to] = [format.day(absence.from), format.day(last)]
  const when = from === to ? from : `${from} – ${to}`
  return (
    <>
      <strong>{when}</strong>
      <span>{t(`absence.${absence.kind}`)}</span>
      <span className={styles.note}>{absence.note}</span>
      {may && (
        <RemoveButton
          name={when}
          remove={() => api.DELETE('/api/v1/people/{id}/absences/{childId}', { params })}
          paths={touched}
          done={t('page.removed')}
        />
      )}
    </>
  )
}

function AbsenceForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const save = useChange(
    ({ days: [first, last], kind, note }: Values) => {
      const from = startOfDay(first.format('YYYY-MM-DD'), person.timeZone)
      const to = startOfDay(last.add(1, 'day').format('YYYY-MM-DD'), person.timeZone)
      const body = { from, to, kind, ...(note && { note }) }
      return api.POST('/api/v1/people/{id}/absences', { params: { path: { id: person.id } }, body })
    },
    { paths: touched, done: t('common:saved'), next: onDone },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ kind: 'leave' }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.Item name="days" label={t('absence.during')} rules={[{ required: true }]}>
        <DatePicker.RangePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="kind" label={t('absence.kind')}>
        <Select options={kinds.map((value) => ({ value, label: t(`absence.${value}`) }))} />
      </Form.Item>
      <Form.Item name="note" label={t('common:note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}
