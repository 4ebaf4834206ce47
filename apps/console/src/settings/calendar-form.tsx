import { ifMatch } from '@aftercare/api'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { zoneOptions } from '../people/person-fields.tsx'
import { type Hours, type Week, WeekField, weekDays } from '../people/week-field.tsx'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { CalendarPreview } from './calendar-preview.tsx'
import type { Calendar } from './calendars.tsx'
import { DaysField, SpecialDaysField } from './days-field.tsx'
import styles from './settings.module.css'

export type CalendarValues = {
  name: string
  timeZone: string
  weekly: Week
  holidays: string[]
  workdays: Record<string, Hours>
}

/** A calendar and, beside it, what it means for the next weeks. */
export function CalendarForm({ calendar, onDone }: { calendar: Calendar | null; onDone: () => void }) {
  const { t } = useTranslation(['network', 'common'])
  const { tenant } = useSession()
  const [form] = Form.useForm<CalendarValues>()
  const save = useChange(
    ({ values, version }: { values: CalendarValues; version: string | number }): Promise<unknown> => {
      const body = { ...values, weekly: wholeWeek(values.weekly) }
      return calendar
        ? api.PATCH('/api/v1/calendars/{id}', {
            params: { path: { id: calendar.id } },
            body,
            headers: ifMatch(version),
          })
        : api.POST('/api/v1/calendars', { body })
    },
    { paths: ['/api/v1/calendars', '/api/v1/stations/{id}'], done: t('calendar.saved'), next: onDone },
  )
  const office: Week = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '18:00']]]))
  const fresh = { name: '', timeZone: tenant.timeZone, weekly: office, holidays: [], workdays: {} }
  const names = { name: t('calendar.name'), timeZone: t('calendar.timeZone'), weekly: t('calendar.weekly') }
  return (
    <FormShell<CalendarValues>
      form={form}
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={(calendar ?? fresh) as CalendarValues}
      fieldNames={{ ...names, holidays: t('calendar.holidays'), workdays: t('calendar.workdays') }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate({ values, version: calendar?.version ?? 0 })}
      onResolve={(values, version) => save.mutate({ values, version })}
    >
      <div className={styles.two}>
        <div>
          <div className={styles.fields}>
            <Form.Item name="name" label={t('calendar.name')} rules={[{ required: true, whitespace: true }]}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="timeZone" label={t('calendar.timeZone')} rules={[{ required: true }]}>
              <Select showSearch options={zoneOptions} />
            </Form.Item>
          </div>
          <Form.Item name="weekly" label={t('calendar.weekly')}>
            <WeekField />
          </Form.Item>
          <Form.Item name="holidays" label={t('calendar.holidays')}>
            <DaysField />
          </Form.Item>
          <Form.Item name="workdays" label={t('calendar.workdays')}>
            <SpecialDaysField />
          </Form.Item>
        </div>
        <CalendarPreview form={form} />
      </div>
    </FormShell>
  )
}

/** The API wants all seven days; a day nobody touched is closed. */
export function wholeWeek(week: Week): Record<(typeof weekDays)[number], Hours> {
  return Object.fromEntries(weekDays.map((day) => [day, week[day] ?? []])) as Record<(typeof weekDays)[number], Hours>
}
