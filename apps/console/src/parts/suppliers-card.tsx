import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { digitsOf, minorOf } from '../billing/minor.ts'
import { $api, api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { Quantity } from './marks.tsx'
import { usePartChange } from './part-dialogs.tsx'
import type { Part } from './part-form.tsx'
import styles from './parts.module.css'

/** Who sells it, in how many days, and how much one must take. */
export function SuppliersCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const { calendarDay, money } = useFormat()
  const currency = useCurrency()
  const edit = (
    <DialogButton label={t('do.supplier')} title={t('suppliers.title')} needs="parts.catalogue">
      {(close) => <SupplierForm partId={part.id} onClose={close} />}
    </DialogButton>
  )
  return (
    <Card title={t('suppliers.title')} aside={edit}>
      {part.suppliers.length === 0 && <p className={styles.quiet}>{t('suppliers.none')}</p>}
      {part.suppliers.map((one) => (
        <p key={one.supplier}>
          {one.supplier} {one.number}{' '}
          <span className={styles.quiet}>
            {t('suppliers.says', { days: one.leadDays })}
            {one.minimum > 0 && (
              <>
                {' · '}
                {t('suppliers.minimum')} <Quantity of={one.minimum} unit={part.unit} />
              </>
            )}
            {one.pack !== 1 && (
              <>
                {' · '}
                {t('suppliers.packs')} <Quantity of={one.pack} unit={part.unit} />
              </>
            )}
            {one.unitMinor && ` · ${t('each', { price: money({ minor: one.unitMinor, currency }) })}`}
            {one.lastOrderOn && ` · ${t('suppliers.until', { day: calendarDay(one.lastOrderOn) })}`}
          </span>
        </p>
      ))}
    </Card>
  )
}

const useCurrency = () => $api.useQuery('get', '/api/v1/company').data?.currency ?? 'CNY'

type Values = {
  supplier: string
  number?: string
  leadDays: number
  minimum?: number
  pack?: number
  lastOrderOn?: string
  unitPrice?: string
}

function SupplierForm({ partId, onClose }: { partId: string; onClose: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const currency = useCurrency()
  const save = usePartChange(
    ({ unitPrice, ...values }: Values) =>
      api.PUT('/api/v1/parts/{id}/suppliers', {
        params: { path: { id: partId } },
        body: { ...filled(values), ...(unitPrice && { unitMinor: minorOf(unitPrice, currency) }) },
      }),
    onClose,
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ leadDays: 14 }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="supplier" label={t('column.supplier')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="number" label={t('suppliers.number')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="leadDays" label={t('suppliers.leadDays')} rules={[{ required: true }]}>
        <InputNumber min={0} max={1000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="minimum" label={t('suppliers.minimum')}>
        <InputNumber min={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="pack" label={t('suppliers.pack')}>
        <InputNumber min={0.001} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="unitPrice" label={`${t('suppliers.unitPrice')} (${currency})`}>
        <InputNumber<string> stringMode min="0" precision={digitsOf(currency)} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="lastOrderOn" label={t('suppliers.lastOrderOn')} extra={t('suppliers.lastOrderHint')}>
        <DayField />
      </Form.Item>
    </FormShell>
  )
}
