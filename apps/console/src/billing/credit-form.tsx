import { ifMatch } from '@aftercare/api'
import { CREDIT_REASONS } from '@aftercare/rules'
import { decimalOf, useFormat } from '@aftercare/words/web'
import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './bill-lines.module.css'
import { useOptions } from './marks.tsx'
import { digitsOf, minorOf } from './minor.ts'
import { type Invoice, touched } from './payment-forms.tsx'

interface Values {
  reason: (typeof CREDIT_REASONS)[number]
  note?: string
  lines: { isIn: boolean; amount: string }[]
}

/** Takes lines back, each whole or in part; with all of them ticked the invoice is cancelled. */
export function CreditForm({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const { money } = useFormat()
  const options = useOptions()
  const { currency } = invoice.breakdown
  const digits = digitsOf(currency)
  const left = invoice.creditable.filter((one) => one.minor !== '0')
  const save = useChange(
    ({ reason, note, lines }: Values) =>
      api.POST('/api/v1/invoices/{id}/credit-notes', {
        params: { path: { id: invoice.id } },
        headers: ifMatch(invoice.version),
        body: {
          reason,
          ...(note ? { note } : {}),
          lines: left.flatMap(({ lineId }, i) =>
            lines[i]!.isIn ? [{ lineId, minor: minorOf(lines[i]!.amount, currency) }] : [],
          ),
        },
      }),
    { paths: touched, done: t('said.credited'), next: onClose },
  )
  const initial: Values = {
    reason: 'wrong_price',
    lines: left.map(({ minor }) => ({ isIn: true, amount: decimalOf(minor, digits) })),
  }
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.credit')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={initial}
    >
      <Form.Item name="reason" label={t('column.reason')} rules={[{ required: true }]}>
        <Select options={options('creditReason', CREDIT_REASONS)} />
      </Form.Item>
      <Form.Item name="note" label={t('common:note')}>
        <Input />
      </Form.Item>
      <p className={styles.quiet}>{t(invoice.breakdown.taxIncluded ? 'credit_gross' : 'credit_net')}</p>
      {left.map(({ lineId, minor }, i) => (
        <div key={lineId} className={styles.pair}>
          <Form.Item name={['lines', i, 'isIn']} valuePropName="checked">
            <Checkbox>
              {invoice.lines.find((line) => line.id === lineId)?.name}
              <span className={styles.note}>{t('credit_left', { amount: money({ minor, currency }) })}</span>
            </Checkbox>
          </Form.Item>
          <Form.Item name={['lines', i, 'amount']}>
            <InputNumber<string>
              stringMode
              min="0"
              max={decimalOf(minor, digits)}
              precision={digits}
              style={{ width: '100%' }}
              aria-label={t('common:amount')}
            />
          </Form.Item>
        </div>
      ))}
    </FormShell>
  )
}
