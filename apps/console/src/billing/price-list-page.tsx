import { type Answer, ifMatch, type RowOf } from '@aftercare/api'
import { Card, Facts, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useParam } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { Money } from './marks.tsx'
import { digitsOf, minorOf } from './minor.ts'
import { PriceListForm } from './price-lists.tsx'

type PriceList = Answer<'/api/v1/price-lists/{id}'>
type Price = RowOf<'/api/v1/prices'>
const KINDS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
const UNITS = ['piece', 'hour', 'km', 'visit', 'litre', 'day'] as const

export function PriceListPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/price-lists/{id}', { params: { path: { id } } })
  useFresh({ subject: 'price_list', id, paths: ['/api/v1/price-lists/{id}'] })
  return <QueryState query={query}>{(list) => <Body list={list} />}</QueryState>
}

function Body({ list }: { list: PriceList }) {
  const { t } = useTranslation(['billing', 'common'])
  const { calendarDay, numbers } = useFormat()
  const facts = [
    { label: t('column.country'), value: list.country },
    { label: t('column.currency'), value: list.currency },
    { label: t('field.taxRate'), value: numbers.percent(list.taxBp / 10_000, 2) },
    { label: t('column.taxIncluded'), value: t(list.taxIncluded ? 'common:yes' : 'common:no') },
    { label: t('column.validFrom'), value: calendarDay(list.validFrom) },
    ...(list.validTo ? [{ label: t('column.validTo'), value: calendarDay(list.validTo) }] : []),
  ]
  return (
    <>
      <PageHeader
        back={{ to: paths.prices(), label: t('priceLists') }}
        title={list.name}
        status={
          <StatusTag tone={list.isPublished ? 'done' : 'neutral'}>
            {t(list.isPublished ? 'column.isPublished' : 'status.draft')}
          </StatusTag>
        }
        actions={<Actions list={list} />}
      />
      <div style={{ padding: 16 }}>
        <Card>
          <Facts facts={facts} />
          {list.isPublished && <p>{t('published_hint')}</p>}
        </Card>
      </div>
      <Prices list={list} />
    </>
  )
}

function Actions({ list }: { list: PriceList }) {
  const { t } = useTranslation('billing')
  const can = useCan()
  const [copying, setCopying] = useState(false)
  const publish = useChange(
    () =>
      api.PUT('/api/v1/price-lists/{id}/publication', {
        params: { path: { id: list.id } },
        headers: ifMatch(list.version),
      } as never),
    { paths: ['/api/v1/price-lists/{id}', '/api/v1/price-lists'], done: t('said.published'), tellRefusal: true },
  )
  if (!can('billing.prices')) return null
  return (
    <>
      {!list.isPublished && (
        <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate(undefined)}>
          {t('do.publish')}
        </Button>
      )}
      <Button onClick={() => setCopying(true)}>{t('do.copyList')}</Button>
      <Modal open={copying} title={t('do.copyList')} footer={null} onCancel={() => setCopying(false)} destroyOnHidden>
        {copying && <PriceListForm copyOf={list} onClose={() => setCopying(false)} />}
      </Modal>
    </>
  )
}

/** The prices of this list, filtered, saved and exported like any list. */
function Prices({ list }: { list: PriceList }) {
  const { t } = useTranslation('billing')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const isOpen = can('billing.prices') && !list.isPublished
  const definition = useMemo(
    () =>
      defineList<Price>({
        name: 'prices',
        title: 'billing:prices',
        path: '/api/v1/prices',
        sort: 'code',
        subject: 'price',
        nameOf: (row) => row.code,
        base: { 'filter[listId]': list.id },
        empty: { title: 'billing:prices', hint: 'billing:empty.prices' },
        columns: [
          { key: 'code', label: 'billing:column.code', sortable: true, width: 160, filter: { kind: 'text' } },
          { key: 'name', label: 'billing:column.name', width: 280, render: (row) => <Name of={row} /> },
          {
            key: 'kind',
            label: 'billing:column.kind',
            width: 130,
            render: (row) => <Said what={`kind.${row.kind}`} />,
            filter: {
              kind: 'choice',
              choices: KINDS.map((value) => ({ value, label: `billing:kind.${value}` as const })),
            },
          },
          {
            key: 'unit',
            label: 'billing:column.unit',
            width: 110,
            render: (row) => <Said what={`unit.${row.unit}`} />,
          },
          {
            key: 'minor',
            label: 'billing:column.minor',
            width: 140,
            align: 'end',
            render: (row) => <Money minor={row.minor} currency={row.currency} />,
          },
        ],
      }),
    [list.id],
  )
  return (
    <>
      {isOpen && (
        <div style={{ padding: '0 16px' }}>
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('do.newPrice')}
          </Button>
        </div>
      )}
      <ListPage list={definition} />
      <Modal open={adding} title={t('do.newPrice')} footer={null} onCancel={() => setAdding(false)} destroyOnHidden>
        {adding && <PriceForm list={list} onClose={() => setAdding(false)} />}
      </Modal>
    </>
  )
}

function Name({ of }: { of: Price }) {
  const { language } = useFormat()
  return of.name[language] ?? of.name.en
}
function Said({ what }: { what: `kind.${Price['kind']}` | `unit.${Price['unit']}` }) {
  const { t } = useTranslation('billing')
  return t(what)
}

interface Values {
  kind: Price['kind']
  code: string
  unit: Price['unit']
  price: string
  en: string
  cn?: string
  tw?: string
}

function PriceForm({ list, onClose }: { list: PriceList; onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const digits = digitsOf(list.currency)
  const save = useChange(
    ({ kind, code, unit, price, en, cn, tw }: Values) => {
      const minor = minorOf(price, list.currency)
      const name = { en, ...(cn ? { 'zh-CN': cn } : {}), ...(tw ? { 'zh-TW': tw } : {}) }
      return api.POST('/api/v1/prices', { body: { listId: list.id, kind, code, unit, minor, name } })
    },
    { paths: ['/api/v1/prices', '/api/v1/price-lists/{id}'], next: onClose },
  )
  const options = <T extends string>(values: readonly T[], of: 'kind' | 'unit') =>
    values.map((value) => ({ value, label: t(`${of}.${value}` as 'kind.part') }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.add')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ kind: 'part', unit: 'piece' }}
    >
      <Form.Item name="code" label={t('column.code')} rules={[{ required: true }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={t('column.kind')}>
        <Select options={options(KINDS, 'kind')} />
      </Form.Item>
      <Form.Item name="unit" label={t('column.unit')}>
        <Select options={options(UNITS, 'unit')} />
      </Form.Item>
      <Form.Item name="price" label={`${t('field.price')} (${list.currency})`} rules={[{ required: true }]}>
        <InputNumber<string> stringMode min="0" precision={digits} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="en" label={t('field.nameEn')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="cn" label={t('field.nameCn')}>
        <Input />
      </Form.Item>
      <Form.Item name="tw" label={t('field.nameTw')}>
        <Input />
      </Form.Item>
    </FormShell>
  )
}
