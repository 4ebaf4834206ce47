import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, DatePicker, Form, Input, Modal, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { startOfDay } from '../shell/list/zone-day.ts'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './cards.module.css'
import { type Person, touched } from './person-page.tsx'

const kinds = ['leave', 'sick', 'training', 'other'] as const
type Absence = Person['absences'][number]
type Values = { days: [Dayjs, Dayjs]; kind: (typeof kinds)[number]; note?: string }

/** When somebody is away; whole days in the person's own zone. */
export function AbsencesCard({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const may = useCan()('people.change')
  const [adding, setAdding] = useState(false)
  const add = may && (
    <Button type="text" size="small" onClick={() => setAdding(true)}>
      {t('page.addAbsence')}
    </Button>
  )
  return (
    <Card title={t('absences')} aside={add}>
      {person.absences.length === 0 && <p className={styles.none}>{t('page.noAbsences')}</p>}
      <ul className={styles.list}>
        {person.absences.map((absence) => (
          <AbsenceLine key={absence.id} person={person} absence={absence} may={may} />
        ))}
      </ul>
      <Modal open={adding} title={t('page.addAbsence')} footer={null} onCancel={() => setAdding(false)} destroyOnHidden>
        <AbsenceForm person={person} onDone={() => setAdding(false)} />
      </Modal>
    </Card>
  )
}

function AbsenceLine({ person, absence, may }: { person: Person; absence: Absence; may: boolean }) {
  const { t } = useTranslation(['people', 'common'])
  const { dates } = useFormat()
  const path = { id: person.id, childId: absence.id }
  const remove = useChange(() => api.DELETE('/api/v1/people/{id}/absences/{childId}', { params: { path } }), {
    paths: touched,
    done: t('page.removed'),
    tellRefusal: true,
  })
  const format = dates(person.timeZone)
  // Half open: the instant it ends belongs to the day after.
  const last = new Date(Date.parse(absence.to) - 1).toISOString()
  const [from, to] = [format.day(absence.from), format.day(last)]
  const when = from === to ? from : `${from} – ${to}`
  return (
    <li className={styles.line}>
      <strong>{when}</strong>
      <span>{t(`absence.${absence.kind}`)}</span>
      <span className={styles.note}>{absence.note}</span>
      {may && (
        <Button
          type="text"
          size="small"
          className={styles.end!}
          loading={remove.isPending}
          aria-label={`${t('common:do.remove')}: ${when}`}
          onClick={() => remove.mutate(undefined)}
        >
          {t('common:do.remove')}
        </Button>
      )}
    </li>
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
