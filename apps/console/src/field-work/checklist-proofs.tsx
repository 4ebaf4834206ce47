import { CHECKLIST_PROOFS } from '@aftercare/rules'
import { Button, Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './checklist-form.module.css'

/** What a step must be proven by, each kind so often. A number is its own measurement. */
export function ProofFields({ place, type }: { place: number; type: string }) {
  const { t } = useTranslation(['field-work', 'common'])
  const kinds = CHECKLIST_PROOFS.filter((kind) => kind !== 'measurement' || type !== 'number')
  return (
    <Form.List name={[place, 'proof']}>
      {(fields, { add, remove }) => (
        <fieldset className={styles.more}>
          <legend>{t('checklists.proof')}</legend>
          {fields.map((field) => (
            <div key={field.key} className={styles.line}>
              <Form.Item name={[field.name, 'kind']} label={t('checklists.proofKind')} rules={[{ required: true }]}>
                <Select options={kinds.map((value) => ({ value, label: t(`proof.${value}`) }))} />
              </Form.Item>
              <Form.Item name={[field.name, 'count']} label={t('checklists.count')} initialValue={1}>
                <InputNumber min={1} max={10} precision={0} />
              </Form.Item>
              <Button type="text" size="small" danger onClick={() => remove(field.name)}>
                {t('common:do.remove')}
              </Button>
            </div>
          ))}
          <Button type="dashed" size="small" onClick={() => add({ kind: 'photo', count: 1 })}>
            {t('checklists.addProof')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}
