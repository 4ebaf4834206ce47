import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
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
