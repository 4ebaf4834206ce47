import type { RowOf } from '@aftercare/api'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { type Looked, LookupSelect } from '../shell/lookup-select.tsx'
import { CatalogueSelect } from './catalogue-select.tsx'
import styles from './contracts.module.css'

export interface LineValues {
  productId: string
  scope: 'asset' | 'model' | 'family'
  scopeId: string
  price?: string | null
  priceReason?: string
}
type Asset = RowOf<'/api/v1/assets'>

interface LineProps {
  name: number
  customerId: string | undefined
  scope: LineValues['scope']
  /** The product the sale began at. */
  known?: Looked | undefined
  onRemove?: () => void
}

/** What is sold, and for which products: one serial, or all the customer owns of a model or a family. */
export function SaleLine({ name, customerId, scope, known, onRemove }: LineProps) {
  const { t } = useTranslation('contracts')
  return (
    <div className={styles.line}>
      <Form.Item name={[name, 'productId']} label={t('field.productId')} rules={[{ required: true }]}>
        <CatalogueSelect path="/api/v1/service-products" query={ON_SALE} />
      </Form.Item>
      <Form.Item name={[name, 'scope']} label={t('field.scope')}>
        <Select
          options={(['asset', 'model', 'family'] as const).map((value) => ({ value, label: t(`scope.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name={[name, 'scopeId']} label={t('field.scopeId')} rules={[{ required: true }]} key={scope}>
        <Which scope={scope} customerId={customerId} known={known} />
      </Form.Item>
      <div className={styles.price}>
        <Form.Item name={[name, 'price']} label={t('field.unitMinor')}>
          <InputNumber<string> stringMode min="0" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name={[name, 'priceReason']} label={t('field.priceReason')}>
          <Input maxLength={200} />
        </Form.Item>
        {onRemove && <Button onClick={onRemove}>{t('do.removeLine')}</Button>}
      </div>
    </div>
  )
}

type WhichProps = {
  scope: LineValues['scope']
  customerId: string | undefined
  known?: Looked | undefined
  value?: string | null
  onChange?: (value: string | null) => void
  id?: string
}

function Which({ scope, customerId, known, ...rest }: WhichProps) {
  const named = useNamed()
  const serial = (row: Asset): Looked => ({ value: row.id, label: row.serial, note: named(row.modelName) })
  if (scope === 'model') return <CatalogueSelect path="/api/v1/models" {...rest} />
  if (scope === 'family') return <CatalogueSelect path="/api/v1/families" {...rest} />
  const own: Record<string, string> = customerId ? { 'filter[customerId]': customerId } : {}
  return <LookupSelect<Asset> path="/api/v1/assets" query={own} show={serial} known={known} {...rest} />
}
const ON_SALE = { 'filter[isOnSale]': 'true' }
