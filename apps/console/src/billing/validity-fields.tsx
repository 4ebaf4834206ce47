import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '../shell/day-field.tsx'

/** What a person does with a rate or rule: enters one, puts one right, or says what holds from a later day on. */
export type SettingWork = 'add' | 'correct' | 'follow'

export interface Validity {
  validFrom: string
  validTo?: string | null
  source?: string | null
}

/** From when to when it holds, and by which law or notice. */
export function ValidityFields({ work }: { work: SettingWork }) {
  const { t } = useTranslation('billing')
  return (
    <>
      <Form.Item
        name="validFrom"
        label={t('column.validFrom')}
        rules={[{ required: true }]}
        extra={work === 'follow' ? t('endsPrevious') : work === 'correct' ? t('keepsBills') : undefined}
      >
        <DayField />
      </Form.Item>
      <Form.Item name="validTo" label={t('column.validTo')}>
        <DayField />
      </Form.Item>
      <Form.Item name="source" label={t('column.source')}>
        <Input />
      </Form.Item>
    </>
  )
}

/** The values of a row as a form begins with them; what follows begins without its days. */
export const begin = <Row extends Validity>(row: Row, work: SettingWork) =>
  work === 'follow' ? { ...row, validFrom: undefined, validTo: null, source: null } : row
