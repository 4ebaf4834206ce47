import { type Answer, ifMatch } from '@aftercare/api'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'

type PriceList = Answer<'/api/v1/price-lists/{id}'>
type Values = { name: string; validFrom?: string; validTo?: string | null }

/** Its name and its end; while it is a draft also its first day. */
export function PriceListEdit({ list, onClose }: { list: PriceList; onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const save = useChange(
    ({ values: { name, validFrom, validTo }, version }: { values: Values; version: number }) =>
      api.PATCH('/api/v1/price-lists/{id}', {
        params: { path: { id: list.id } },
        headers: ifMatch(version),
        body: { name, validTo: validTo ?? null, ...(validFrom && !list.isPublished && { validFrom }) },
      }),
    { paths: ['/api/v1/price-lists/{id}', '/api/v1/price-lists'], done: t('said.saved'), next: onClose },
  )
  const send = (values: Values, version = list.version) => save.mutate({ values, version })
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      onSubmit={(values) => send(values)}
      onResolve={(values, version) => send(values, Number(version))}
      onCancel={onClose}
      initial={{ name: list.name, validFrom: list.validFrom, validTo: list.validTo }}
      fieldNames={{ name: t('column.name'), validFrom: t('column.validFrom'), validTo: t('column.validTo') }}
    >
      <Form.Item name="name" label={t('column.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      {!list.isPublished && (
        <Form.Item name="validFrom" label={t('column.validFrom')} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
      )}
      <Form.Item name="validTo" label={t('column.validTo')}>
        <DayField />
      </Form.Item>
    </FormShell>
  )
}
