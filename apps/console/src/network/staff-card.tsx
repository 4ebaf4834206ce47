import type { RowOf } from '@aftercare/api'
import { Card, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Checkbox, Form, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import styles from '../people/cards.module.css'
import { useRoleNames } from '../people/roles.ts'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { LookupSelect } from '../shell/lookup-select.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { type Station, touched } from './station-page.tsx'

/** Who works here. */
export function StaffCard({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  const can = useCan()
  const [editing, setEditing] = useState(false)
  const edit = can('people.change') && (
    <Button type="text" size="small" onClick={() => setEditing(true)}>
      {t('page.editStaff')}
    </Button>
  )
  return (
    <Card title={t('page.staff')} aside={edit}>
      {station.staff.length === 0 && <p className={styles.none}>{t('page.noStaff')}</p>}
      <ul className={styles.list}>
        {station.staff.map((one) => (
          <StaffLine key={`${one.personId} ${one.fromOn}`} one={one} />
        ))}
      </ul>
      <Modal
        open={editing}
        title={t('page.editStaff')}
        footer={null}
        width={860}
        onCancel={() => setEditing(false)}
        destroyOnHidden
      >
        <StaffForm station={station} onDone={() => setEditing(false)} />
      </Modal>
    </Card>
  )
}

function StaffLine({ one }: { one: Station['staff'][number] }) {
  const { t } = useTranslation('network')
  const { calendarDay } = useFormat()
  const nameOf = useRoleNames()
  const notes = [
    ...one.roles.map(nameOf),
    one.toOn ? t('page.untilDay', { day: calendarDay(one.toOn) }) : t('page.since', { day: calendarDay(one.fromOn) }),
    ...(one.isHome && !one.toOn ? [t('page.home')] : []),
  ]
  return (
    <li className={styles.line}>
      <Go to={paths.person(one.personId)}>{one.name}</Go>
      <span className={styles.note}>{notes.join(' · ')}</span>
    </li>
  )
}

type Values = { staff: { personId: string; fromOn: string; toOn?: string | null; isHome?: boolean }[] }

function StaffForm({ station, onDone }: { station: Station; onDone: () => void }) {
  const { t } = useTranslation(['network', 'common'])
  const save = useChange(
    ({ staff }: Values) =>
      api.PUT('/api/v1/stations/{id}/staff', {
        params: { path: { id: station.id } },
        body: { staff: staff.map((one) => ({ ...one, isHome: one.isHome ?? false })) },
      }),
    { paths: touched, done: t('page.staffSaved'), next: onDone },
  )
  const today = new Date().toISOString().slice(0, 10)
  const initial = station.staff.map(({ personId, fromOn, toOn, isHome }) => ({ personId, fromOn, toOn, isHome }))
  const names = new Map(station.staff.map((one) => [one.personId, one.name]))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ staff: initial }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.List name="staff">
        {(fields, { add, remove }) => (
          <div className={styles.list}>
            {fields.map((field) => (
              <AssignmentLine key={field.key} at={field.name} names={names} onRemove={() => remove(field.name)} />
            ))}
            <Button type="dashed" onClick={() => add({ fromOn: today, isHome: true })}>
              {t('staff.add')}
            </Button>
          </div>
        )}
      </Form.List>
    </FormShell>
  )
}

type LineProps = { at: number; names: ReadonlyMap<string, string>; onRemove: () => void }

function AssignmentLine({ at, names, onRemove }: LineProps) {
  const { t } = useTranslation('network')
  const form = Form.useFormInstance()
  const id = form.getFieldValue(['staff', at, 'personId']) as string | undefined
  const known = id && names.has(id) ? { value: id, label: names.get(id)! } : undefined
  const needed = [{ required: true }]
  return (
    <div className={styles.assignment}>
      <Form.Item name={[at, 'personId']} label={t('staff.person')} rules={needed}>
        <LookupSelect<RowOf<'/api/v1/people'>>
          path="/api/v1/people"
          query={{ 'filter[isActive]': 'true' }}
          known={known}
          show={(row) => ({ value: row.id, label: row.name, note: row.number })}
        />
      </Form.Item>
      <Form.Item name={[at, 'fromOn']} label={t('staff.fromOn')} rules={needed}>
        <DayField />
      </Form.Item>
      <Form.Item name={[at, 'toOn']} label={t('staff.toOn')}>
        <DayField />
      </Form.Item>
      <Form.Item name={[at, 'isHome']} valuePropName="checked" className={styles.low!}>
        <Checkbox>{t('staff.isHome')}</Checkbox>
      </Form.Item>
      <Button
        type="text"
        icon={<Icon name="close" size={16} />}
        className={styles.low!}
        aria-label={t('staff.remove')}
        onClick={onRemove}
      />
    </div>
  )
}
