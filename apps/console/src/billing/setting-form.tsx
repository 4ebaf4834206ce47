import { ifMatch } from '@aftercare/api'
import { Form } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '../shell/country.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { type SettingWork, type Validity, ValidityFields } from './validity-fields.tsx'

type Sent = { params: { path: { id: string } }; headers: Record<string, string> }
type Props<Values> = {
  row: { id: string; version: number } | undefined
  work: SettingWork
  path: '/api/v1/tax-rates' | '/api/v1/rounding-rules'
  initial: Partial<Values>
  add: (values: Values, follow: { endPrevious: boolean }) => Promise<unknown>
  correct: (values: Values, sent: Sent) => Promise<unknown>
  onClose: () => void
  children: ReactNode
}

/** What holds for a country from a day on: a new one, one put right, or the one that follows it and ends it. */
export function SettingForm<Values extends Validity>(props: Props<Values>) {
  const { row, work, path, initial, add, correct, onClose, children } = props
  const { t } = useTranslation(['billing', 'common'])
  const save = useChange(
    ({ values, version }: { values: Values; version: number }) =>
      row && work === 'correct'
        ? correct(values, { params: { path: { id: row.id } }, headers: ifMatch(version) })
        : add(values, { endPrevious: work === 'follow' }),
    { paths: [path], done: t('said.saved'), next: onClose },
  )
  const send = (values: Values, version = row?.version ?? 0) => save.mutate({ values, version })
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t(work === 'correct' ? 'common:do.save' : 'common:do.add')}
      onSubmit={(values) => send(values)}
      onResolve={(values, version) => send(values, Number(version))}
      onCancel={onClose}
      initial={initial}
    >
      <Form.Item name="country" label={t('column.country')} rules={[{ required: true }]}>
        <CountrySelect disabled={row !== undefined} />
      </Form.Item>
      {children}
      <ValidityFields work={work} />
    </FormShell>
  )
}
