import { type Answer, ifMatch } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { EditableCard } from '../shell/editable-card.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'

type Account = Answer<'/api/v1/billing-accounts/{customerId}'>
type Values = { vatId?: string | null; daysToPay: number }

/** How a customer is billed; changed where it stands. */
export function BillingTerms({ customerId }: { customerId: string }) {
  const { t } = useTranslation('billing')
  const can = useCan()
  const query = $api.useQuery(
    'get',
    '/api/v1/billing-accounts/{customerId}',
    { params: { path: { customerId } } },
    { enabled: can('billing.read') },
  )
  if (!query.data) return null
  const account = query.data
  const facts = [
    { label: t('vat_id'), value: account.vatId ?? '–' },
    { label: t('field.daysToPay'), value: String(account.daysToPay) },
  ]
  return (
    <EditableCard
      title={t('terms')}
      may={can('billing.invoice')}
      facts={<Facts facts={facts} />}
      form={(close) => <TermsForm account={account} onDone={close} />}
    />
  )
}

function TermsForm({ account, onDone }: { account: Account; onDone: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const save = useChange(
    ({ vatId, daysToPay }: Values) =>
      api.PUT('/api/v1/billing-accounts/{customerId}', {
        params: { path: { customerId: account.customerId } },
        headers: ifMatch(account.version),
        body: { vatId: vatId || null, daysToPay },
      }),
    { paths: ['/api/v1/billing-accounts/{customerId}'], next: onDone },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      onSubmit={save.mutate}
      onCancel={onDone}
      initial={account}
    >
      <Form.Item name="vatId" label={t('vat_id')}>
        <Input />
      </Form.Item>
      <Form.Item name="daysToPay" label={t('field.daysToPay')} rules={[{ required: true }]}>
        <InputNumber min={0} max={365} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </FormShell>
  )
}
