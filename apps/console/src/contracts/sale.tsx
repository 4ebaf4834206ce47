import { Card } from '@aftercare/ui'
import { useSearch } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { StationSelect } from '../assets/station-select.tsx'
import { today } from '../assets/today.ts'
import { minorOf } from '../billing/minor.ts'
import { CustomerSelect } from '../parties/customer-select.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { useChange } from '../shell/use-change.ts'
import { touched } from './contract-page.tsx'
import styles from './contracts.module.css'
import { type LineValues, SaleLine } from './sale-line.tsx'
import { SalePreview } from './sale-preview.tsx'
import { usePreview } from './use-preview.ts'

export interface SaleValues {
  customerId: string
  stationId?: string | null
  signedOn: string
  note?: string
  lines: LineValues[]
}

/** Selling a contract: typed on the left, and on the right at once what it covers, costs, and what speaks against it. */
export function NewContract() {
  const { t } = useTranslation(['contracts', 'common'])
  const known = useSearch({ strict: false }) as { customerId?: string; assetId?: string }
  const go = useGo()
  const [form] = Form.useForm<SaleValues>()
  const typed = Form.useWatch([], form) as Partial<SaleValues> | undefined
  const preview = usePreview(typed, 'CNY')
  const currency = preview.data?.currency ?? 'CNY'
  const save = useChange(
    async (values: SaleValues) => (await api.POST('/api/v1/contracts', { body: bodyOf(values, currency) })).data!,
    { paths: touched, next: (made) => go(paths.contract(made.id)) },
  )
  const customer = $api.useQuery(
    'get',
    '/api/v1/customers/{id}',
    { params: { path: { id: known.customerId ?? '' } } },
    { enabled: Boolean(known.customerId) },
  )
  const asset = $api.useQuery(
    'get',
    '/api/v1/assets/{id}',
    { params: { path: { id: known.assetId ?? '' } } },
    { enabled: Boolean(known.assetId) },
  )
  const named = customer.data && { value: customer.data.id, label: customer.data.name }
  return (
    <>
      <PageHeader back={{ to: paths.contracts(), label: t('contracts') }} title={t('newContract')} />
      <div className={styles.page}>
        <Card>
          <FormShell<SaleValues>
            form={form}
            busy={save.isPending}
            error={save.error}
            submitLabel={t('do.saveDraft')}
            onSubmit={save.mutate}
            initial={{
              ...(known.customerId && { customerId: known.customerId }),
              signedOn: today(),
              lines: [{ scope: 'asset', ...(known.assetId && { scopeId: known.assetId }) } as LineValues],
            }}
            guard
          >
            <Form.Item name="customerId" label={t('field.customerId')} rules={[{ required: true }]}>
              <CustomerSelect known={named} />
            </Form.Item>
            <Form.Item name="stationId" label={t('field.stationId')}>
              <StationSelect />
            </Form.Item>
            <Form.Item name="signedOn" label={t('field.signedOn')} rules={[{ required: true }]}>
              <DayField />
            </Form.Item>
            <Form.List name="lines">
              {(fields, { add, remove }) => (
                <>
                  {fields.map(({ key, name }) => (
                    <SaleLine
                      key={key}
                      name={name}
                      customerId={typed?.customerId}
                      scope={typed?.lines?.[name]?.scope ?? 'asset'}
                      known={asset.data && { value: asset.data.id, label: asset.data.serial }}
                      {...(fields.length > 1 && { onRemove: () => remove(name) })}
                    />
                  ))}
                  <Button className={styles.more!} onClick={() => add({ scope: 'asset' })}>
                    {t('do.addLine')}
                  </Button>
                </>
              )}
            </Form.List>
            <Form.Item name="note" label={t('field.note')}>
              <Input.TextArea rows={2} maxLength={2000} />
            </Form.Item>
          </FormShell>
        </Card>
        <SalePreview preview={preview} />
      </div>
    </>
  )
}

/** As the API wants it: only what was typed, prices in minor units. */
export function bodyOf(values: SaleValues, currency: string) {
  return {
    customerId: values.customerId,
    signedOn: values.signedOn,
    ...(values.stationId && { stationId: values.stationId }),
    ...(values.note && { note: values.note }),
    lines: values.lines.map(({ productId, scope, scopeId, price, priceReason }) => ({
      productId,
      scope,
      scopeId,
      ...(price && { unitMinor: minorOf(price, currency) }),
      ...(priceReason && { priceReason }),
    })),
  }
}
