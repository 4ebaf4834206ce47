import { Card } from '@aftercare/ui'
import { useSearch } from '@tanstack/react-router'
import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomerSelect } from '../parties/customer-select.tsx'
import styles from '../parties/new-customer.module.css'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { useChange } from '../shell/use-change.ts'
import { AssetFields, type AssetValues, DateFields } from './asset-fields.tsx'

type Values = AssetValues & { customerId?: string | null; registeredOn?: string | null }

/** Takes a product into the installed base. */
export function NewAsset() {
  const { t } = useTranslation('assets')
  const go = useGo()
  const { customerId } = useSearch({ strict: false }) as { customerId?: string }
  const [form] = Form.useForm<Values>()
  const owner = Form.useWatch('customerId', form) ?? null
  const asked = { params: { path: { id: customerId ?? '' } } }
  const customer = $api.useQuery('get', '/api/v1/customers/{id}', asked, { enabled: customerId !== undefined })
  const save = useChange((values: Values) => api.POST('/api/v1/assets', { body: filled(values) }), {
    paths: ['/api/v1/assets', '/api/v1/customers/{id}/overview'],
    done: ({ data }) => t('new.done', { serial: data?.serial ?? '' }),
    next: ({ data }) => data && go(paths.asset(data.id)),
  })
  const known = customer.data && { value: customer.data.id, label: customer.data.name }
  return (
    <>
      <PageHeader back={{ to: paths.assets(), label: t('title') }} title={t('new.title')} />
      <div className={styles.page}>
        <FormShell<Values>
          form={form}
          guard
          busy={save.isPending}
          error={save.error}
          submitLabel={t('new.submit')}
          initial={{ status: 'in_use', ...(customerId && { customerId }) }}
          onCancel={() => go(customerId ? paths.customer(customerId) : paths.assets())}
          onSubmit={(values) => save.mutate(values)}
        >
          <Card title={t('new.whose')}>
            <Form.Item name="customerId" label={t('field.customerId')}>
              <CustomerSelect known={known} />
            </Form.Item>
          </Card>
          <Card title={t('new.what')}>
            <AssetFields customerId={owner} />
          </Card>
          <Card title={t('new.dates')}>
            <DateFields registered />
          </Card>
        </FormShell>
      </div>
    </>
  )
}
