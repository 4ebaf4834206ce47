import type { Answer } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Button, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import styles from './bill-lines.module.css'
import { KINDS, Money, RULES } from './marks.tsx'
import { type Price, PriceForm } from './price-form.tsx'
import { PricePanel } from './price-panel.tsx'
import { TableImport } from './table-import.tsx'

type PriceList = Answer<'/api/v1/price-lists/{id}'>

/** The prices of one list, filtered, saved and exported like any list; brought in and out as a spreadsheet. */
export function PricesOfList({ list }: { list: PriceList }) {
  const definition = useMemo(() => pricesOf(list.id), [list.id])
  return (
    <>
      <Tools list={list} />
      <ListPage list={definition} />
    </>
  )
}

function Tools({ list }: { list: PriceList }) {
  const { t } = useTranslation('billing')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const isOpen = can('billing.prices') && !list.isPublished
  return (
    <div className={styles.tools}>
      {isOpen && (
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('do.newPrice')}
        </Button>
      )}
      {isOpen && (
        <TableImport
          label={t('import.prices')}
          hint={t('import.prices_hint')}
          send={async (body) =>
            (await api.POST('/api/v1/price-lists/{id}/imports', { params: { path: { id: list.id } }, body })).data!
          }
          paths={['/api/v1/prices', '/api/v1/price-lists/{id}']}
        />
      )}
      <Button href={`/api/v1/price-lists/${list.id}/prices.xlsx`}>{t('do.sheet')}</Button>
      <Modal open={adding} title={t('do.newPrice')} footer={null} onCancel={() => setAdding(false)} destroyOnHidden>
        {adding && <PriceForm list={list} onClose={() => setAdding(false)} />}
      </Modal>
    </div>
  )
}

const pricesOf = (listId: string) =>
  defineList<Price>({
    name: 'prices',
    title: 'billing:prices',
    path: '/api/v1/prices',
    sort: 'code',
    subject: 'price',
    nameOf: (row) => row.code,
    base: { 'filter[listId]': listId },
    Panel: PricePanel,
    empty: { title: 'billing:prices', hint: 'billing:empty.prices' },
    columns: [
      { key: 'code', label: 'billing:column.code', sortable: true, width: 160, filter: { kind: 'text' } },
      { key: 'name', label: 'billing:column.name', width: 260, render: (row) => <Name of={row} /> },
      {
        key: 'kind',
        label: 'billing:column.kind',
        width: 120,
        render: (row) => <Said what={`kind.${row.kind}`} />,
        filter: {
          kind: 'choice',
          choices: KINDS.map((value) => ({ value, label: `billing:kind.${value}` as const })),
        },
      },
      {
        key: 'rule',
        label: 'billing:column.rule',
        width: 200,
        render: (row) => <Rule of={row} />,
        filter: {
          kind: 'choice',
          choices: RULES.map((value) => ({ value, label: `billing:rule.${value}` as const })),
        },
      },
      { key: 'unit', label: 'billing:column.unit', width: 90, render: (row) => <Said what={`unit.${row.unit}`} /> },
      {
        key: 'minor',
        label: 'billing:column.minor',
        width: 140,
        align: 'end',
        render: (row) => row.rule !== 'operation' && <Money minor={row.minor} currency={row.currency} />,
      },
      {
        key: 'taxCategory',
        label: 'billing:column.taxCategory',
        width: 160,
        render: (row) => <Said what={`taxCategory.${row.taxCategory}`} />,
      },
    ],
  })

function Name({ of }: { of: Price }) {
  const { language } = useFormat()
  return of.name[language] ?? of.name.en
}

/** How the price is found, with its figures. */
function Rule({ of }: { of: Price }) {
  const { t } = useTranslation('billing')
  if (of.rule === 'operation') return t('rule_minutes', { minutes: of.minutes })
  if (of.rule !== 'zone') return t(`rule.${of.rule}`)
  return of.kmTo === null ? t('rule_beyond', { from: of.kmFrom }) : t('rule_zone', { from: of.kmFrom, to: of.kmTo })
}

type Word = `kind.${Price['kind']}` | `unit.${Price['unit']}` | `taxCategory.${Price['taxCategory']}`
function Said({ what }: { what: Word }) {
  const { t } = useTranslation('billing')
  return t(what)
}
