import type { RowOf } from '@aftercare/api'
import { DatePicker, Form, Input, InputNumber, Switch } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { CountryName, CountrySelect } from '../shell/country.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useChange } from '../shell/use-change.ts'
import { DialogButton } from './dialog-button.tsx'
import { Day, YesNo } from './marks.tsx'
import { PriceLookup } from './price-lookup.tsx'

type Row = RowOf<'/api/v1/price-lists'>

const list = defineList<Row>({
  name: 'price-lists',
  title: 'billing:priceLists',
  path: '/api/v1/price-lists',
  sort: '-validFrom',
  subject: ['price_list', 'price'],
  nameOf: (row) => row.name,
  pathOf: (row) => paths.priceList(row.id),
  Actions,
  empty: { title: 'billing:priceLists', hint: 'billing:empty.lists', Action: NewPriceList },
  columns: [
    { key: 'name', label: 'billing:column.name', sortable: true, width: 260, filter: { kind: 'text' } },
    {
      key: 'country',
      label: 'billing:column.country',
      sortable: true,
      width: 140,
      render: (row) => <CountryName code={row.country} />,
      filter: { kind: 'text' },
    },
    { key: 'currency', label: 'billing:column.currency', width: 110, filter: { kind: 'text' } },
    { key: 'edition', label: 'billing:column.edition', width: 100, align: 'end' },
    {
      key: 'validFrom',
      label: 'billing:column.validFrom',
      sortable: true,
      width: 150,
      filter: { kind: 'day' },
      render: (row) => <Day of={row.validFrom} />,
    },
    {
      key: 'validTo',
      label: 'billing:column.validTo',
      width: 150,
      filter: { kind: 'day' },
      render: (row) => <Day of={row.validTo} />,
    },
    {
      key: 'isPublished',
      label: 'billing:column.isPublished',
      width: 130,
      filter: { kind: 'yesNo' },
      render: (row) => <YesNo of={row.isPublished} />,
    },
    { key: 'prices', label: 'billing:column.prices', width: 110, align: 'end' },
  ],
})

export function PriceLists() {
  return <ListPage list={list} />
}

function Actions() {
  return (
    <>
      <PriceLookup />
      <NewPriceList />
    </>
  )
}

interface Values {
  name: string
  country: string
  currency: string
  rate: number
  taxIncluded: boolean
  validFrom: Dayjs
}

function NewPriceList() {
  const { t } = useTranslation('billing')
  return (
    <DialogButton label={t('do.newList')} needs="billing.prices" isMain>
      {(close) => <PriceListForm onClose={close} />}
    </DialogButton>
  )
}

/** A new list, or the copy of one with next year's prices. */
export function PriceListForm({
  copyOf,
  onClose,
}: {
  copyOf?: { id: string; name: string; country: string; currency: string; taxBp: number; taxIncluded: boolean }
  onClose: () => void
}) {
  const { t } = useTranslation(['billing', 'common'])
  const go = useGo()
  const save = useChange(
    async ({ rate, validFrom, ...values }: Values) => {
      const body = {
        ...values,
        taxBp: Math.round(rate * 100),
        validFrom: validFrom.format('YYYY-MM-DD'),
        ...(copyOf ? { copyOf: copyOf.id } : {}),
      }
      return (await api.POST('/api/v1/price-lists', { body })).data!
    },
    { paths: ['/api/v1/price-lists'], next: (made) => go(paths.priceList(made.id)) },
  )
  const initial = copyOf
    ? { ...copyOf, rate: copyOf.taxBp / 100, validFrom: dayjs() }
    : { rate: 13, taxIncluded: true, validFrom: dayjs(), country: 'CN', currency: 'CNY' }
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.create')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={initial}
    >
      <Form.Item name="name" label={t('column.name')} rules={[{ required: true }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="country" label={t('column.country')} rules={[{ required: true }]}>
        <CountrySelect />
      </Form.Item>
      <Form.Item name="currency" label={t('column.currency')} rules={[{ required: true, pattern: /^[A-Z]{3}$/ }]}>
        <Input maxLength={3} disabled={copyOf !== undefined} />
      </Form.Item>
      <Form.Item name="rate" label={t('field.taxRate')} rules={[{ required: true }]}>
        <InputNumber min={0} max={100} precision={2} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="taxIncluded" label={t('column.taxIncluded')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="validFrom" label={t('column.validFrom')} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
    </FormShell>
  )
}
