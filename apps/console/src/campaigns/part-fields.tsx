import type { RowOf } from '@aftercare/api'
import { Button, Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { LookupSelect } from '../shell/lookup-select.tsx'
import styles from './campaign-form.module.css'

/** What each product needs, so that the van has it. */
export function PartFields() {
  const { t } = useTranslation(['campaigns', 'common'])
  return (
    <Form.List name="parts">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.part}>
              <Form.Item name={[name, 'number']} label={t('form.part')} rules={[{ required: true }]}>
                <PartByNumber />
              </Form.Item>
              <Form.Item name={[name, 'quantity']} label={t('form.quantity')} rules={[{ required: true }]}>
                <InputNumber min={0.000001} max={10_000} style={{ width: '100%' }} />
              </Form.Item>
              <Button onClick={() => remove(name)}>{t('common:do.remove')}</Button>
            </div>
          ))}
          <Button onClick={() => add({ quantity: 1 })}>{t('form.addPart')}</Button>
        </>
      )}
    </Form.List>
  )
}

type Props = { value?: string | null; onChange?: (number: string | null) => void; id?: string }

/** A part by the number it is ordered by, found by any of its numbers or by its name. */
function PartByNumber(props: Props) {
  const named = useNamed()
  return (
    <LookupSelect<RowOf<'/api/v1/parts'>>
      path="/api/v1/parts"
      show={(row) => ({ value: row.number, label: row.number, note: named(row.name) })}
      {...props}
    />
  )
}
