import { ifMatch } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { EditableCard } from '../shell/editable-card.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import fields from './person-fields.module.css'
import { type Person, touched } from './person-page.tsx'

const ENDS = ['anywhere', 'home', 'station'] as const

/** Where somebody's day ends and how much they may work: plans, times offered and bookings keep to it. */
export function WorkRulesCard({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  if (!person.roles.some(({ role }) => role === 'technician')) return null
  return (
    <EditableCard
      title={t('work.title')}
      may={can('people.change')}
      facts={<Shown person={person} />}
      form={(close) => <RulesForm person={person} onDone={close} />}
    />
  )
}

function Shown({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const { numbers } = useFormat()
  const { weeklyMinutes, weeklyOvertimeMinutes, overtimePrice, dailyMinutes } = person
  // A week of forty hours is not one day and sixteen.
  const long = (minutes: number) => t('work.hoursOf', { hours: numbers.quantity(Math.round(minutes / 6) / 10) })
  const facts = [
    { label: t('work.dayEnds'), value: t(`work.ends.${person.dayEnds}`) },
    { label: t('work.weekly'), value: weeklyMinutes === null ? t('work.uncounted') : long(weeklyMinutes) },
    ...(weeklyMinutes === null
      ? []
      : [
          { label: t('work.overtime'), value: long(weeklyOvertimeMinutes) },
          { label: t('work.price'), value: t('work.priceOf', { hours: numbers.decimal(overtimePrice) }) },
        ]),
    { label: t('work.daily'), value: dailyMinutes === null ? t('work.uncounted') : long(dailyMinutes) },
  ]
  return <Facts facts={facts} />
}

/** Hours as people say them; the server counts minutes. */
interface Values {
  dayEnds: Person['dayEnds']
  weeklyHours: number | null
  overtimeHours: number | null
  overtimePrice: number | null
  dailyHours: number | null
}

const hours = (minutes: number | null) => (minutes === null ? null : minutes / 60)
const minutes = (given: number | null | undefined) => (given == null ? null : Math.round(given * 60))

function RulesForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const save = useChange(
    ({ values, version }: { values: Values; version: string | number }) =>
      api.PATCH('/api/v1/people/{id}', {
        params: { path: { id: person.id } },
        headers: ifMatch(version),
        body: {
          dayEnds: values.dayEnds,
          weeklyMinutes: minutes(values.weeklyHours),
          weeklyOvertimeMinutes: minutes(values.overtimeHours) ?? 0,
          overtimePrice: values.overtimePrice ?? 2,
          dailyMinutes: minutes(values.dailyHours),
        },
      }),
    { paths: touched, done: t('common:saved'), next: onDone },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{
        dayEnds: person.dayEnds,
        weeklyHours: hours(person.weeklyMinutes),
        overtimeHours: hours(person.weeklyOvertimeMinutes),
        overtimePrice: person.overtimePrice,
        dailyHours: hours(person.dailyMinutes),
      }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate({ values, version: person.version })}
      onResolve={(values, version) => save.mutate({ values, version })}
    >
      <div className={fields.grid}>
        <Form.Item name="dayEnds" label={t('work.dayEnds')}>
          <Select options={ENDS.map((value) => ({ value, label: t(`work.ends.${value}`) }))} />
        </Form.Item>
        <Form.Item name="dailyHours" label={t('work.daily')} extra={t('work.dailyHint')}>
          <InputNumber min={1} max={24} step={0.5} suffix={t('work.hours')} />
        </Form.Item>
        <Form.Item name="weeklyHours" label={t('work.weekly')}>
          <InputNumber min={1} max={168} step={0.5} suffix={t('work.hours')} />
        </Form.Item>
        <Form.Item noStyle shouldUpdate={(was: Values, is: Values) => was.weeklyHours !== is.weeklyHours}>
          {({ getFieldValue }) => getFieldValue('weeklyHours') != null && <OvertimeFields />}
        </Form.Item>
      </div>
    </FormShell>
  )
}

/** Beyond the hours of a week, which have to be known first. */
function OvertimeFields() {
  const { t } = useTranslation('people')
  return (
    <>
      <Form.Item name="overtimeHours" label={t('work.overtime')}>
        <InputNumber min={0} max={84} step={0.5} suffix={t('work.hours')} />
      </Form.Item>
      <Form.Item name="overtimePrice" label={t('work.price')} extra={t('work.priceHint')}>
        <InputNumber min={0} max={20} step={0.5} />
      </Form.Item>
    </>
  )
}
