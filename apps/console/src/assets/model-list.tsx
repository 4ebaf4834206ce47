import type { RowOf } from '@aftercare/api'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classWord } from '../entitlement/packs/marks.tsx'
import { paths } from '../paths.ts'
import { SkillNames } from '../people/skill-names.tsx'
import { call } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { defineList, type Filter } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { Day } from './asset-list.tsx'
import { ModelForm } from './model-form.tsx'
import { useNamed } from './named.ts'
import { TermsImport } from './terms-import.tsx'

type Model = RowOf<'/api/v1/models'>

async function families(): Promise<{ value: string; label: string }[]> {
  const response = await call('GET', '/api/v1/families', { query: { limit: '200' } })
  const { items } = (await response.json()) as { items: { id: string; code: string; name: { en: string } }[] }
  return items.map((one) => ({ value: one.id, label: `${one.code} · ${one.name.en}` }))
}
const familyFilter: Filter = {
  kind: 'lookup',
  find: async (q) => (await families()).filter((one) => one.label.toLowerCase().includes(q.trim().toLowerCase())),
  name: async (ids) => (await families()).filter((one) => ids.includes(one.value)),
}

const list = defineList<Model>({
  name: 'models',
  title: 'assets:catalogue.models',
  path: '/api/v1/models',
  sort: 'code',
  subject: 'model',
  nameOf: (row) => row.code,
  pathOf: (row) => paths.model(row.id),
  Actions,
  columns: [
    { key: 'code', label: 'assets:column.code', sortable: true, width: 160, filter: { kind: 'text' } },
    { key: 'name', label: 'assets:column.name', width: 260, render: (row) => <Name names={row.name} /> },
    {
      key: 'familyId',
      label: 'assets:column.familyId',
      width: 200,
      render: (row) => <Name names={row.familyName} />,
      filter: familyFilter,
    },
    {
      key: 'productClass',
      label: 'assets:column.productClass',
      width: 170,
      render: (row) => classWord(row.productClass),
      filter: { kind: 'text' },
    },
    {
      key: 'skillCodes',
      label: 'assets:column.skillCodes',
      width: 180,
      render: (row) => <SkillNames codes={row.skillCodes} />,
    },
    { key: 'terms', label: 'assets:column.terms', width: 130, align: 'end' },
    {
      key: 'onSaleFrom',
      label: 'assets:column.onSaleFrom',
      width: 130,
      sortable: true,
      render: (row) => <Day day={row.onSaleFrom} />,
      filter: { kind: 'day' },
    },
    {
      key: 'onSaleTo',
      label: 'assets:column.onSaleTo',
      width: 130,
      sortable: true,
      render: (row) => <Day day={row.onSaleTo} />,
      filter: { kind: 'day' },
    },
  ],
})

/** All models with what the maker promises for them. */
export function Models() {
  return <ListPage list={list} />
}

function Name({ names }: { names: Model['name'] }) {
  return useNamed()(names)
}

function Actions() {
  return (
    <>
      <TermsImport />
      <NewModel />
    </>
  )
}

function NewModel() {
  const { t } = useTranslation('assets')
  const can = useCan()
  const go = useGo()
  const [open, setOpen] = useState(false)
  if (!can('assets.catalogue')) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('catalogue.newModel')}
      </Button>
      <Modal open={open} title={t('catalogue.newModel')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <ModelForm onDone={(id) => (id ? go(paths.model(id)) : setOpen(false))} />
      </Modal>
    </>
  )
}
