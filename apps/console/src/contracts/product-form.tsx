import { type Answer, ifMatch } from '@aftercare/api'
import { Checkbox, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { NameFields, typedNames } from '../assets/name-fields.tsx'
import { PartsSelect } from '../assets/parts-select.tsx'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import { CatalogueSelect } from './catalogue-select.tsx'
import { BILLINGS, COVERS, KINDS, LEVELS } from './marks.tsx'

type Product = Answer<'/api/v1/service-products/{id}'>
type Terms = Omit<Product, 'id' | 'isOnSale' | 'prices' | 'sold' | 'version' | 'allowances'>
type Values = Terms & { isOnSale?: boolean; visits?: number | null; jobs?: number | null }

const fresh: Partial<Values> = {
  kind: 'extension',
  covers: ['part', 'labour'],
  components: [],
  excludedComponents: [],
  sharePct: 100,
  level: null,
  waitingDays: 0,
  termMonths: 12,
  startsFrom: 'warranty_end',
  billing: 'once',
  isTransferable: true,
  cancelRule: 'days',
  territory: [],
  productLines: [],
  sellerKinds: [],
}
const IN_USE = { 'filter[isActive]': 'true' }
const SELLERS = ['own', '4s', 'authorised', 'chain', 'independent'] as const

/** A service product: what it covers, how long, how often, for how much, and who may sell it where. */
export function ProductForm({ product, onClose }: { product?: Product; onClose: () => void }) {
  const { t } = useTranslation(['contracts', 'network', 'common'])
  const go = useGo()
  const [form] = Form.useForm<Values>()
  const billing = Form.useWatch('billing', form)
  const save = useChange(
    async (values: Values) => {
      const body = bodyOf(values, product)
      if (!product) return (await api.POST('/api/v1/service-products', { body })).data!
      const { data } = await api.PATCH('/api/v1/service-products/{id}', {
        params: { path: { id: product.id } },
        headers: ifMatch(product.version),
        body: { ...body, isOnSale: values.isOnSale === true },
      })
      return data!
    },
    {
      paths: ['/api/v1/service-products', '/api/v1/service-products/{id}'],
      done: t('done.saved'),
      next: (made) => {
        onClose()
        if (!product) go(paths.serviceProduct(made.id))
      },
    },
  )
  const choices = <Value extends string>(values: readonly Value[], say: (value: Value) => string) =>
    values.map((value) => ({ value, label: say(value) }))
  const tags = <Select mode="tags" open={false} tokenSeparators={[',', ' ']} placeholder={t('codesHint')} />
  return (
    <FormShell<Values>
      form={form}
      busy={save.isPending}
      error={save.error}
      submitLabel={t(product ? 'common:do.save' : 'common:do.add')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={product ? { ...product, ...counted(product) } : fresh}
    >
      <Form.Item name="code" label={t('field.code')} rules={[{ required: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <NameFields />
      <Form.Item name="kind" label={t('field.kind')}>
        <Select options={choices(KINDS, (value) => t(`kind.${value}`))} />
      </Form.Item>
      <Form.Item name="covers" label={t('field.covers')}>
        <Checkbox.Group options={choices(COVERS, (value) => t(`covers.${value}`))} />
      </Form.Item>
      <Form.Item name="sharePct" label={t('field.sharePct')}>
        <InputNumber min={1} max={100} suffix="%" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="components" label={t('field.components')}>
        <PartsSelect placeholder={t('allComponents')} />
      </Form.Item>
      <Form.Item name="excludedComponents" label={t('field.excludedComponents')}>
        <PartsSelect />
      </Form.Item>
      <Form.Item name="level" label={t('field.level')}>
        <Select allowClear options={choices(LEVELS, (value) => t(`level.${value}`))} />
      </Form.Item>
      <Form.Item name="visits" label={t('field.visits')}>
        <InputNumber min={1} max={1000} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="jobs" label={t('field.jobs')}>
        <InputNumber min={1} max={1000} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="termMonths" label={t('field.termMonths')} rules={[{ required: true }]}>
        <InputNumber min={1} max={120} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="startsFrom" label={t('field.startsFrom')}>
        <Select options={choices(['signing', 'warranty_end'] as const, (value) => t(`startsFrom.${value}`))} />
      </Form.Item>
      <Form.Item name="waitingDays" label={t('field.waitingDays')}>
        <InputNumber min={0} max={365} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="priceCode" label={t('field.priceCode')} rules={[{ required: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="billing" label={t('field.billing')}>
        <Select options={choices(BILLINGS, (value) => t(`billing.${value}`))} />
      </Form.Item>
      {billing === 'periodic' && (
        <Form.Item name="billingMonths" label={t('field.billingMonths')} rules={[{ required: true }]}>
          <InputNumber min={1} max={12} style={{ width: '100%' }} />
        </Form.Item>
      )}
      <Form.Item name="cancelRule" label={t('field.cancelRule')}>
        <Select options={choices(['days', 'unused'] as const, (value) => t(`cancelRule.${value}`))} />
      </Form.Item>
      <Form.Item name="planTemplateId" label={t('field.planTemplateId')}>
        <CatalogueSelect path="/api/v1/maintenance-templates" query={IN_USE} />
      </Form.Item>
      <Form.Item name="productLines" label={t('field.productLines')}>
        {tags}
      </Form.Item>
      <Form.Item name="territory" label={t('field.territory')}>
        {tags}
      </Form.Item>
      <Form.Item name="sellerKinds" label={t('field.sellerKinds')}>
        <Select mode="multiple" options={choices(SELLERS, (value) => t(`network:kind.${value}`))} />
      </Form.Item>
      <Form.Item name="isTransferable" label={t('field.isTransferable')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {product && (
        <Form.Item name="isOnSale" label={t('field.isOnSale')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </FormShell>
  )
}

const totalOf = (product: Product | undefined, unit: 'visit' | 'job') =>
  product?.allowances.find((one) => one.unit === unit)?.total
function counted(product: Product) {
  const number = (total: string | undefined) => (total === undefined ? null : Number(total))
  return { visits: number(totalOf(product, 'visit')), jobs: number(totalOf(product, 'job')) }
}

function bodyOf({ isOnSale: _, visits, jobs, name, ...terms }: Values, before: Product | undefined) {
  // A limit in money is set through the API; the form keeps what stands.
  const amount = before?.allowances.filter((one) => one.unit === 'amount') ?? []
  return {
    ...terms,
    name: typedNames(name as Parameters<typeof typedNames>[0]),
    description: before?.description ?? {},
    level: terms.level ?? null,
    planTemplateId: terms.planTemplateId ?? null,
    billingMonths: terms.billing === 'periodic' ? (terms.billingMonths ?? null) : null,
    allowances: [
      ...(visits ? [{ unit: 'visit' as const, total: String(visits) }] : []),
      ...(jobs ? [{ unit: 'job' as const, total: String(jobs) }] : []),
      ...amount,
    ],
  }
}
