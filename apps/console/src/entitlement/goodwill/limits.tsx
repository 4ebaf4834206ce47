import { type Answer, ifMatch } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { digitsOf, minorOf } from '../../billing/minor.ts'
import { $api, api } from '../../shell/api.ts'
import { FormShell } from '../../shell/form-shell.tsx'
import { QueryState } from '../../shell/query-state.tsx'
import { useChange } from '../../shell/use-change.ts'
import styles from '../panel.module.css'

const LIST = '/api/v1/entitlement/goodwill-limits'
type Limit = Answer<typeof LIST>['items'][number]
type Values = { role: Limit['role']; currency: string; limit?: number | null; unlimited?: boolean }
const ROLES = ['service_desk', 'station_manager', 'warranty_assessor', 'service_manager'] as const

/** The ladder of goodwill: how much each role may give away alone. */
export function GoodwillLimits() {
  const { t } = useTranslation('goodwill')
  const query = $api.useQuery('get', LIST, {})
  return (
    <div className={styles.page}>
      <h1>{t('limits.title')}</h1>
      <p className={styles.text}>{t('limits.hint')}</p>
      <QueryState query={query}>
        {({ items }) => (
          <>
            <Card title={t('limits.title')}>
              {items.length === 0 && <p className={styles.note}>{t('limits.none')}</p>}
              {items.map((one) => (
                <Row key={`${one.id} ${one.version}`} limit={one} />
              ))}
            </Card>
            <Add taken={items} />
          </>
        )}
      </QueryState>
    </div>
  )
}

const minorFrom = ({ limit, unlimited }: Pick<Values, 'limit' | 'unlimited'>, currency: string) =>
  unlimited || limit === null || limit === undefined ? null : minorOf(limit, currency)

function Row({ limit }: { limit: Limit }) {
  const { t } = useTranslation(['goodwill', 'common'])
  const { money } = useFormat()
  const path = { params: { path: { id: limit.id } } }
  const one = `${LIST}/{id}` as const
  const change = useChange(
    (amount: number | null) =>
      api.PATCH(one, {
        ...path,
        body: { limitMinor: amount === null ? null : minorOf(amount, limit.currency) },
        headers: ifMatch(limit.version),
      }),
    { paths: [LIST], done: t('limits.saved'), tellRefusal: true },
  )
  const remove = useChange(() => api.DELETE(one, path), {
    paths: [LIST],
    done: t('limits.removed'),
    tellRefusal: true,
    undo: () => api.POST(LIST, { body: { role: limit.role, currency: limit.currency, limitMinor: limit.limitMinor } }),
  })
  const amount = limit.limitMinor === null ? null : Number(limit.limitMinor) / 10 ** digitsOf(limit.currency)
  return (
    <div className={styles.limit}>
      <strong>{t(`common:role.${limit.role}`)}</strong>
      <span>
        {limit.limitMinor === null
          ? t('limits.unlimited')
          : money({ minor: limit.limitMinor, currency: limit.currency })}
      </span>
      <InputNumber
        aria-label={t('limits.limit')}
        min={0}
        {...(amount !== null && { defaultValue: amount })}
        suffix={limit.currency}
        disabled={change.isPending}
        onBlur={(event) => {
          const typed = event.target.value.replaceAll(/[^\d.]/g, '')
          const next = typed === '' ? null : Number(typed)
          if (next !== amount) change.mutate(next)
        }}
      />
      <Button type="link" danger loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
        {t('common:do.remove')}
      </Button>
    </div>
  )
}

function Add({ taken }: { taken: readonly Limit[] }) {
  const { t } = useTranslation(['goodwill', 'common'])
  const company = $api.useQuery('get', '/api/v1/company', {})
  const [form] = Form.useForm<Values>()
  const save = useChange(
    (values: Values) =>
      api.POST(LIST, {
        body: { role: values.role, currency: values.currency, limitMinor: minorFrom(values, values.currency) },
      }),
    { paths: [LIST], done: t('limits.saved'), next: () => form.resetFields() },
  )
  const unlimited = Form.useWatch('unlimited', form)
  if (!company.data) return null
  const { currency } = company.data
  const free = ROLES.filter((role) => !taken.some((one) => one.role === role && one.currency === currency))
  return (
    <Card title={t('limits.add')}>
      <FormShell<Values>
        form={form}
        busy={save.isPending}
        error={save.error}
        submitLabel={t('limits.add')}
        initial={{ currency }}
        onSubmit={(values) => save.mutate(values)}
      >
        <div className={styles.fields}>
          <Form.Item name="role" label={t('limits.role')} rules={[{ required: true }]}>
            <Select options={free.map((value) => ({ value, label: t(`common:role.${value}`) }))} />
          </Form.Item>
          <Form.Item name="currency" label={t('field.currency')} rules={[{ required: true, pattern: /^[A-Z]{3}$/ }]}>
            <Input maxLength={3} />
          </Form.Item>
          <Form.Item name="limit" label={t('limits.limit')} rules={[{ required: !unlimited }]}>
            <InputNumber min={0} disabled={unlimited === true} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <Form.Item name="unlimited" valuePropName="checked">
          <Checkbox>{t('limits.unlimited')}</Checkbox>
        </Form.Item>
      </FormShell>
    </Card>
  )
}
