import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { StationSelect } from '../assets/station-select.tsx'
import { CustomerSelect } from '../parties/customer-select.tsx'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './bill-lines.module.css'
import { DialogButton } from './dialog-button.tsx'
import { KINDS, useOptions } from './marks.tsx'

interface Values {
  customerId: string
  stationId?: string | null
  lines: { kind: (typeof KINDS)[number]; code: string; quantity: string }[]
}

/** A bill without a visit or a quotation: from the published list, for any customer. */
export function NewInvoice() {
  const { t } = useTranslation('billing')
  return (
    <DialogButton label={t('do.newInvoice')} needs="billing.invoice" isMain>
      {(close) => <InvoiceForm onClose={close} />}
    </DialogButton>
  )
}

function InvoiceForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const options = useOptions()
  const go = useGo()
  const save = useChange(
    async ({ customerId, stationId, lines }: Values) => {
      const body = {
        customerId,
        ...(stationId ? { stationId } : {}),
        lines: lines.map((line) => ({ ...line, quantity: String(line.quantity) })),
      }
      return (await api.POST('/api/v1/invoices/free', { body })).data!
    },
    { paths: ['/api/v1/invoices'], next: (made) => go(paths.invoice(made.id)) },
  )
  const first = { kind: 'part' as const, code: '', quantity: '1' }
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.create')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ lines: [first] }}
    >
      <Form.Item name="customerId" label={t('column.customer')} rules={[{ required: true }]}>
        <CustomerSelect />
      </Form.Item>
      <Form.Item name="stationId" label={t('column.station')}>
        <StationSelect />
      </Form.Item>
      <Form.List name="lines">
        {(fields, { add }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.pair}>
                <Form.Item name={[name, 'code']} label={t('column.code')} rules={[{ required: true }]}>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, 'kind']} label={t('column.kind')} rules={[{ required: true }]}>
                  <Select options={options('kind', KINDS)} />
                </Form.Item>
                <Form.Item name={[name, 'quantity']} label={t('field.quantity')} rules={[{ required: true }]}>
                  <InputNumber<string> stringMode min="0.001" style={{ width: 100 }} />
                </Form.Item>
              </div>
            ))}
            <Button onClick={() => add(first)}>{t('do.addLine')}</Button>
          </>
        )}
      </Form.List>
    </FormShell>
  )
}
