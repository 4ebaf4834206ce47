import type { RowOf } from '@aftercare/api'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Looked, LookupSelect } from '../shell/lookup-select.tsx'
import { PlaceSelect } from './selects.tsx'

/** What a place is called, the same whether it is new or changed. */
export function PlaceNames() {
  const { t } = useTranslation('parts')
  return (
    <>
      <Form.Item name="code" label={t('column.code')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="name" label={t('column.place')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={120} />
      </Form.Item>
    </>
  )
}

/** The tier above, which sends to it. */
export function SuppliedBy() {
  const { t } = useTranslation('parts')
  return (
    <Form.Item name="suppliedById" label={t('field.suppliedById')}>
      <PlaceSelect />
    </Form.Item>
  )
}

/** Who drives a van; `isChanged`: the van is there already, and says what goes over with it. */
export function Driver({ known, isChanged = false }: { known?: Looked | undefined; isChanged?: boolean }) {
  const { t } = useTranslation('parts')
  return (
    <Form.Item name="personId" label={t('field.personId')} extra={isChanged && t('field.personHint')}>
      <LookupSelect<RowOf<'/api/v1/people'>>
        path="/api/v1/people"
        show={(row) => ({ value: row.id, label: row.name })}
        known={known}
      />
    </Form.Item>
  )
}
