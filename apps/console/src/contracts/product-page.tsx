import type { Answer } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { useFormat, usePartName } from '@aftercare/words/web'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFamilyNames } from '../assets/family-names.ts'
import { useNamed } from '../assets/named.ts'
import { Money } from '../billing/marks.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { CountryName, useCountryName } from '../shell/country.tsx'
import { useParam } from '../shell/go.tsx'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import styles from './contracts.module.css'
import { ProductForm } from './product-form.tsx'
import { OnSale } from './product-list.tsx'

type Product = Answer<'/api/v1/service-products/{id}'>

export function ProductPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/service-products/{id}', { params: { path: { id } } })
  return <QueryState query={query}>{(product) => <Page product={product} />}</QueryState>
}

function Page({ product }: { product: Product }) {
  const { t } = useTranslation(['contracts', 'common'])
  const named = useNamed()
  const can = useCan()
  const [editing, setEditing] = useState(false)
  return (
    <>
      <PageHeader
        back={{ to: paths.serviceProducts(), label: t('products') }}
        number={product.code}
        title={named(product.name)}
        status={<OnSale is={product.isOnSale} />}
        actions={
          can('contracts.products') && (
            <Button type="primary" onClick={() => setEditing(true)}>
              {t('common:do.edit')}
            </Button>
          )
        }
      />
      <TwoColumns
        main={
          <Card title={t('card.overview')}>
            <Facts facts={useTermsFacts(product)} />
          </Card>
        }
        side={
          <Card title={t('card.prices')}>
            {product.prices.length === 0 && <p className={styles.quiet}>{t('noPrice')}</p>}
            {product.prices.map((price) => (
              <p key={price.country} className={styles.sum}>
                <span>
                  <CountryName code={price.country} /> · <span className={styles.quiet}>{price.list}</span>
                </span>
                <strong>
                  <Money minor={price.minor} currency={price.currency} />
                </strong>
              </p>
            ))}
            <p className={styles.quiet}>{t('soldLines', { count: product.sold })}</p>
          </Card>
        }
      />
      <Modal
        open={editing}
        title={named(product.name)}
        footer={null}
        onCancel={() => setEditing(false)}
        width={720}
        destroyOnHidden
      >
        {editing && <ProductForm product={product} onClose={() => setEditing(false)} />}
      </Modal>
    </>
  )
}

function useTermsFacts(product: Product) {
  const { t } = useTranslation(['contracts', 'common', 'network'])
  const { enumerated, numbers } = useFormat()
  const partName = usePartName()
  const countryName = useCountryName()
  const family = useFamilyNames()
  const allowances = product.allowances.map(({ unit, total }) =>
    unit === 'amount' ? t('allowance.amount', { amount: total }) : t(`allowance.${unit}`, { count: Number(total) }),
  )
  const facts = [
    { label: t('field.kind'), value: t(`kind.${product.kind}`) },
    { label: t('field.level'), value: product.level && t(`level.${product.level}`) },
    {
      label: t('field.covers'),
      value: enumerated(product.covers.map((one) => t(`covers.${one}`))) || t('covers_nothing'),
    },
    { label: t('field.sharePct'), value: numbers.percent(product.sharePct / 100, 2) },
    { label: t('field.components'), value: enumerated(product.components.map(partName)) },
    { label: t('field.excludedComponents'), value: enumerated(product.excludedComponents.map(partName)) },
    { label: t('field.allowances'), value: enumerated(allowances) },
    { label: t('field.termMonths'), value: t('months', { count: product.termMonths }) },
    { label: t('field.startsFrom'), value: t(`startsFrom.${product.startsFrom}`) },
    { label: t('field.waitingDays'), value: product.waitingDays > 0 && t('days', { count: product.waitingDays }) },
    { label: t('field.priceCode'), value: product.priceCode },
    { label: t('field.billing'), value: t(`billing.${product.billing}`) },
    { label: t('field.billingMonths'), value: product.billingMonths },
    { label: t('field.cancelRule'), value: t(`cancelRule.${product.cancelRule}`) },
    { label: t('field.isTransferable'), value: t(product.isTransferable ? 'common:yes' : 'common:no') },
    { label: t('field.territory'), value: enumerated(product.territory.map(countryName)) || t('allCountries') },
    { label: t('field.productLines'), value: family.said(product.productLines) || t('all') },
    {
      label: t('field.sellerKinds'),
      value: enumerated(product.sellerKinds.map((kind) => t(`network:kind.${kind}`))) || t('all'),
    },
  ]
  return facts.filter((fact) => fact.value)
}
