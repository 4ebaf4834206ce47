import { ifMatch, type RowOf } from '@aftercare/api'
import { useFormat, usePartName } from '@aftercare/words/web'
import { App, Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { createContext, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ModelSelect } from '../assets/model-select.tsx'
import { useNamed } from '../assets/named.ts'
import { PartSelect } from '../assets/parts-select.tsx'
import { Day } from '../billing/marks.tsx'
import { $api, api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './panel.module.css'

const LIST = '/api/v1/entitlement/supplier-terms'
type Row = RowOf<typeof LIST>
type Values = Partial<Omit<Row, 'id' | 'family' | 'model' | 'version'>>
const COVERS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
const STARTS = ['production', 'delivery', 'fitting'] as const
/** The row that is edited, from wherever in the list it was opened. */
const Edited = createContext<(row: Row | 'new') => void>(() => {})

const list = defineList<Row>({
  name: 'supplier-terms',
  title: 'supplier-terms:title',
  path: LIST,
  sort: 'supplier',
  subject: 'supplier_term',
  nameOf: (row) => row.supplier,
  Actions: NewTerm,
  empty: { title: 'supplier-terms:empty.title', hint: 'supplier-terms:empty.hint' },
  columns: [
    {
      key: 'supplier',
      label: 'supplier-terms:column.supplier',
      width: 240,
      sortable: true,
      render: (row) => <Open row={row} />,
      filter: { kind: 'text' },
    },
    { key: 'agreement', label: 'supplier-terms:column.agreement', width: 140, filter: { kind: 'text' } },
    {
      key: 'component',
      label: 'supplier-terms:column.component',
      width: 170,
      render: (row) => <Component row={row} />,
      filter: { kind: 'text' },
    },
    { key: 'familyId', label: 'supplier-terms:column.familyId', width: 160, render: (row) => <Of row={row} /> },
    {
      key: 'covers',
      label: 'supplier-terms:column.covers',
      width: 170,
      render: (row) => <Covers covers={row.covers} />,
    },
    { key: 'sharePct', label: 'supplier-terms:column.sharePct', width: 100, align: 'end', filter: { kind: 'number' } },
    {
      key: 'startsFrom',
      label: 'supplier-terms:column.startsFrom',
      width: 240,
      render: (row) => <Term row={row} />,
      filter: {
        kind: 'choice',
        choices: STARTS.map((value) => ({ value, label: `supplier-terms:startsFrom.${value}` as const })),
      },
    },
    {
      key: 'builtFrom',
      label: 'supplier-terms:column.builtFrom',
      width: 130,
      render: (row) => <Day of={row.builtFrom} />,
      filter: { kind: 'day' },
    },
    {
      key: 'builtTo',
      label: 'supplier-terms:column.builtTo',
      width: 130,
      render: (row) => <Day of={row.builtTo} />,
      filter: { kind: 'day' },
    },
  ],
})

/** What suppliers pay back of repairs, agreement by agreement. */
export function SupplierTerms() {
  const [edited, setEdited] = useState<Row | 'new' | null>(null)
  return (
    <Edited.Provider value={setEdited}>
      <ListPage list={list} />
      {edited && <TermDialog row={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Edited.Provider>
  )
}

function NewTerm() {
  const { t } = useTranslation('supplier-terms')
  const edit = useContext(Edited)
  return (
    <Button type="primary" onClick={() => edit('new')}>
      {t('new')}
    </Button>
  )
}

function Open({ row }: { row: Row }) {
  const edit = useContext(Edited)
  return (
    <Button type="link" className={styles.clause ?? ''} onClick={() => edit(row)}>
      {row.supplier}
    </Button>
  )
}

function Component({ row }: { row: Row }) {
  const { t } = useTranslation('supplier-terms')
  const partName = usePartName()
  return row.component ? partName(row.component) : t('all')
}

function Of({ row }: { row: Row }) {
  const { t } = useTranslation('supplier-terms')
  const named = useNamed()
  return row.model ?? (row.family ? named(row.family) : t('anyone'))
}

function Covers({ covers }: { covers: readonly string[] }) {
  const { enumerated } = useFormat()
  const { t } = useTranslation('entitlement')
  return enumerated(covers.map((kind) => t(`kind.${kind as 'part'}`)))
}

function Term({ row }: { row: Row }) {
  const { t } = useTranslation('supplier-terms')
  const { numbers } = useFormat()
  return [
    row.months && t('since', { months: row.months, from: t(`startsFrom.${row.startsFrom}`) }),
    row.distanceKm && t('km', { km: numbers.whole(row.distanceKm) }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function TermDialog({ row, onClose }: { row: Row | null; onClose: () => void }) {
  const { t } = useTranslation(['supplier-terms', 'common'])
  const { modal } = App.useApp()
  const one = `${LIST}/{id}` as const
  const path = { params: { path: { id: row?.id ?? '' } } }
  const after = { paths: [LIST], done: t('saved'), next: onClose }
  const save = useChange((values: Values): Promise<unknown> => {
    const body = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === '' ? null : value]))
    return row
      ? api.PATCH(one, { ...path, headers: ifMatch(row.version), body: body as never })
      : api.POST(LIST, { body: body as never })
  }, after)
  const remove = useChange(() => api.DELETE(one, path), { ...after, done: t('removed'), tellRefusal: true })
  const ask = () =>
    modal.confirm({
      title: t('removeAsk'),
      okText: t('common:do.remove'),
      cancelText: t('common:do.cancel'),
      onOk: () => remove.mutateAsync(undefined).catch(() => {}),
    })
  return (
    <Modal open title={row ? t('edit', { supplier: row.supplier }) : t('new')} footer={null} onCancel={onClose}>
      <p className={styles.note}>{t('hint')}</p>
      <FormShell<Values>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('common:do.save')}
        initial={row ?? { covers: ['part', 'labour'], startsFrom: 'production', sharePct: 100 }}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <TermFields />
      </FormShell>
      {row && (
        <Button type="link" danger loading={remove.isPending} onClick={ask}>
          {t('common:do.remove')}
        </Button>
      )}
    </Modal>
  )
}

function TermFields() {
  const { t } = useTranslation(['supplier-terms', 'entitlement'])
  const named = useNamed()
  const families = $api.useQuery('get', '/api/v1/families', { params: { query: { limit: 200 } } })
  const familyOptions = (families.data?.items ?? []).map((one) => ({ value: one.id, label: named(one.name) }))
  const wide = { style: { width: '100%' } } as const
  return (
    <>
      <Form.Item name="supplier" label={t('column.supplier')} rules={[{ required: true, whitespace: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="agreement" label={t('column.agreement')}>
        <Input />
      </Form.Item>
      <div className={styles.fields}>
        <Form.Item name="familyId" label={t('column.familyId')}>
          <Select allowClear options={familyOptions} />
        </Form.Item>
        <Form.Item name="modelId" label={t('column.modelId')}>
          <ModelSelect />
        </Form.Item>
      </div>
      <Form.Item name="component" label={t('column.component')} extra={t('hintComponent')}>
        <PartSelect placeholder={t('all')} />
      </Form.Item>
      <Form.Item name="covers" label={t('column.covers')} rules={[{ required: true }]}>
        <Select mode="multiple" options={COVERS.map((value) => ({ value, label: t(`entitlement:kind.${value}`) }))} />
      </Form.Item>
      <div className={styles.fields}>
        <Form.Item name="sharePct" label={t('column.sharePct')} rules={[{ required: true }]}>
          <InputNumber min={1} max={100} precision={0} {...wide} />
        </Form.Item>
        <Form.Item name="startsFrom" label={t('column.startsFrom')} rules={[{ required: true }]}>
          <Select options={STARTS.map((value) => ({ value, label: t(`startsFrom.${value}`) }))} />
        </Form.Item>
        <Form.Item name="months" label={t('column.months')}>
          <InputNumber min={1} max={600} precision={0} {...wide} />
        </Form.Item>
        <Form.Item name="distanceKm" label={t('column.distanceKm')}>
          <InputNumber min={1} precision={0} {...wide} />
        </Form.Item>
        <Form.Item name="builtFrom" label={t('column.builtFrom')}>
          <DayField />
        </Form.Item>
        <Form.Item name="builtTo" label={t('column.builtTo')}>
          <DayField />
        </Form.Item>
      </div>
    </>
  )
}
