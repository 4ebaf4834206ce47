import { ifMatch, type RowOf } from '@aftercare/api'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classWord } from '../entitlement/packs/marks.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { cleaned } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { NameFields, type Names, typedNames } from './name-fields.tsx'
import { useNamed } from './named.ts'

type Family = RowOf<'/api/v1/families'>
type Values = { code: string; name: Names; productClass: string; meterKind?: 'km' | 'hour' | 'cycle' | null }

const list = defineList<Family>({
  name: 'families',
  title: 'assets:catalogue.families',
  path: '/api/v1/families',
  sort: 'code',
  subject: 'family',
  nameOf: (row) => row.code,
  Panel: FamilyPanel,
  Actions: NewFamily,
  columns: [
    { key: 'code', label: 'assets:column.code', sortable: true, width: 140, filter: { kind: 'text' } },
    { key: 'name', label: 'assets:column.name', width: 240, render: (row) => <FamilyName row={row} /> },
    {
      key: 'productClass',
      label: 'assets:column.productClass',
      sortable: true,
      width: 200,
      render: (row) => classWord(row.productClass),
      filter: { kind: 'text' },
    },
    { key: 'meterKind', label: 'assets:column.meterKind', width: 160, render: (row) => <Meter kind={row.meterKind} /> },
    { key: 'models', label: 'assets:column.models', width: 110, align: 'end' },
  ],
})

/** Product families: what kind of product they are in the eyes of the law, and what their meter counts. */
export function Families() {
  return <ListPage list={list} />
}

function FamilyName({ row }: { row: Family }) {
  return useNamed()(row.name)
}

function Meter({ kind }: { kind: Family['meterKind'] }) {
  const { t } = useTranslation('assets')
  return kind && t(`meterKind.${kind}`)
}

function FamilyPanel({ row }: { row: Family }) {
  const { t } = useTranslation('assets')
  const can = useCan()
  const go = useGo()
  const query = $api.useQuery('get', '/api/v1/families/{id}', { params: { path: { id: row.id } } })
  return (
    <>
      {can('assets.catalogue') && query.data && <FamilyForm key={query.data.version} family={query.data} />}
      <Button type="link" onClick={() => go(`${paths.models()}?filter[familyId]=${row.id}`)}>
        {t('catalogue.models')}
      </Button>
    </>
  )
}

function NewFamily() {
  const { t } = useTranslation('assets')
  const can = useCan()
  const [open, setOpen] = useState(false)
  if (!can('assets.catalogue')) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('catalogue.newFamily')}
      </Button>
      <Modal open={open} title={t('catalogue.newFamily')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <FamilyForm onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

type Kept = { id: string; version: number } & Partial<Values>

function FamilyForm({ family, onDone }: { family?: Kept; onDone?: () => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const save = useChange(
    ({ values, version }: { values: Values; version: string | number }): Promise<unknown> => {
      const body = { ...cleaned(values), name: typedNames(values.name) }
      return family
        ? api.PATCH('/api/v1/families/{id}', {
            params: { path: { id: family.id } },
            body,
            headers: ifMatch(version),
          })
        : api.POST('/api/v1/families', { body })
    },
    {
      paths: ['/api/v1/families', '/api/v1/families/{id}', '/api/v1/models'],
      done: t('catalogue.saved'),
      next: () => onDone?.(),
    },
  )
  const kinds = (['km', 'hour', 'cycle'] as const).map((value) => ({ value, label: t(`meterKind.${value}`) }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={(family ?? {}) as Partial<Values>}
      onCancel={onDone}
      onSubmit={(values) => save.mutate({ values, version: family?.version ?? 0 })}
    >
      <Form.Item name="code" label={t('field.code')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <NameFields />
      <Form.Item
        name="productClass"
        label={t('field.productClass')}
        extra={t('hint.productClass')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="meterKind" label={t('field.meterKind')}>
        <Select allowClear options={kinds} />
      </Form.Item>
    </FormShell>
  )
}
