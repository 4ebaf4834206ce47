import type { RowOf } from '@aftercare/api'
import { StatusTag } from '@aftercare/ui'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { Billing, billingChoices, Kind, kindChoices, LEVELS } from './marks.tsx'
import { ProductForm } from './product-form.tsx'

type Row = RowOf<'/api/v1/service-products'>

const list = defineList<Row>({
  name: 'service-products',
  title: 'contracts:products',
  path: '/api/v1/service-products',
  sort: 'code',
  subject: 'service_product',
  nameOf: (row) => row.code,
  pathOf: (row) => paths.serviceProduct(row.id),
  Actions: Add,
  empty: { title: 'contracts:noProducts', hint: 'contracts:noProductsHint' },
  columns: [
    { key: 'code', label: 'contracts:column.code', width: 180, sortable: true, filter: { kind: 'text' } },
    { key: 'name', label: 'contracts:column.name', width: 280, render: (row) => <Name row={row} /> },
    {
      key: 'kind',
      label: 'contracts:column.kind',
      width: 150,
      render: (row) => <Kind of={row.kind} />,
      filter: { kind: 'choice', choices: kindChoices },
    },
    { key: 'termMonths', label: 'contracts:column.termMonths', width: 100, align: 'end', filter: { kind: 'number' } },
    {
      key: 'billing',
      label: 'contracts:column.billing',
      width: 120,
      render: (row) => <Billing of={row.billing} />,
      filter: { kind: 'choice', choices: billingChoices },
    },
    { key: 'level', label: 'contracts:column.level', width: 180, render: (row) => <Level of={row.level} /> },
    { key: 'priceCode', label: 'contracts:column.priceCode', width: 150, filter: { kind: 'text' } },
    {
      key: 'isOnSale',
      label: 'contracts:column.isOnSale',
      width: 110,
      filter: { kind: 'yesNo' },
      render: (row) => <OnSale is={row.isOnSale} />,
    },
  ],
})

export function Products() {
  return <ListPage list={list} />
}

function Name({ row }: { row: Row }) {
  return useNamed()(row.name)
}
function Level({ of }: { of: string | null }) {
  const { t } = useTranslation('contracts')
  return LEVELS.some((one) => one === of) ? t(`level.${of as 'on_site'}`) : null
}
export function OnSale({ is }: { is: boolean }) {
  const { t } = useTranslation(['contracts', 'common'])
  return <StatusTag tone={is ? 'done' : 'neutral'}>{t(is ? 'column.isOnSale' : 'common:no')}</StatusTag>
}

function Add() {
  const { t } = useTranslation('contracts')
  const can = useCan()
  const [open, setOpen] = useState(false)
  if (!can('contracts.products')) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('newProduct')}
      </Button>
      <Modal
        open={open}
        title={t('newProduct')}
        footer={null}
        onCancel={() => setOpen(false)}
        width={720}
        destroyOnHidden
      >
        {open && <ProductForm onClose={() => setOpen(false)} />}
      </Modal>
    </>
  )
}
