import { type Answer, ifMatch, type RowOf } from '@aftercare/api'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { changed } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { choicesOf, OWNER_KINDS } from './choices.ts'
import { OwnerName } from './marks.tsx'
import styles from './parts.module.css'

type Row = RowOf<'/api/v1/stock-owners'>
const path = '/api/v1/stock-owners'
const onePath = '/api/v1/stock-owners/{id}'
type Owner = Answer<typeof onePath>
/** Also what shows the owner beside its stock. */
const TOUCHED = [path, onePath, '/api/v1/stock']

const list = defineList<Row>({
  name: 'stock_owners',
  title: 'parts:owners.title',
  path,
  sort: 'owner',
  subject: 'stock_owner',
  nameOf: (row) => row.owner,
  Panel: OwnerPanel,
  Actions: NewOwner,
  empty: { title: 'parts:owners.none', hint: 'parts:owners.hint', Action: NewOwner },
  columns: [
    { key: 'code', label: 'parts:column.code', sortable: true, width: 160, filter: { kind: 'text' } },
    {
      key: 'owner',
      label: 'parts:column.owner',
      sortable: true,
      width: 280,
      render: (row) => <OwnerName name={row.owner} />,
      filter: { kind: 'text' },
    },
    {
      key: 'ownerKind',
      label: 'parts:column.ownerKind',
      width: 240,
      render: (row) => <Kind row={row} />,
      filter: { kind: 'choice', choices: choicesOf('ownerKind', OWNER_KINDS) },
    },
    { key: 'ownedParts', label: 'parts:column.ownedParts', width: 140, align: 'end', filter: { kind: 'number' } },
  ],
})

/** Whose stock lies on our shelves: ours is valued, of others only the quantity is kept. */
export function StockOwners() {
  return <ListPage list={list} />
}

function Kind({ row }: { row: Row }) {
  const { t } = useTranslation('parts')
  return row.isCompany ? t('owners.ours') : t(`ownerKind.${row.ownerKind}`)
}

function NewOwner() {
  const { t } = useTranslation('parts')
  return (
    <DialogButton label={t('owners.add')} needs="parts.places" isMain>
      {(close) => <OwnerForm of={null} onDone={close} />}
    </DialogButton>
  )
}

function OwnerPanel({ row }: { row: Row }) {
  const { t } = useTranslation('parts')
  const can = useCan()
  const query = $api.useQuery('get', onePath, { params: { path: { id: row.id } } })
  return (
    <div className={styles.panel}>
      <p className={styles.quiet}>{t(`owners.means.${row.ownerKind}`)}</p>
      <Go to={`${paths.stock()}?filter[owner]=${encodeURIComponent(row.owner)}`}>{t('stock')}</Go>
      {can('parts.places') && query.data && <OwnerForm key={query.data.version} of={query.data} />}
    </div>
  )
}

type Values = Pick<Owner, 'code' | 'name' | 'kind'>

function OwnerForm({ of, onDone }: { of: Owner | null; onDone?: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const save = useChange(
    async (values: Values): Promise<unknown> =>
      of
        ? api.PATCH(onePath, {
            params: { path: { id: of.id } },
            body: changed({ code: values.code ?? of.code, name: values.name }, of),
            headers: ifMatch(of.version),
          })
        : api.POST(path, { body: values }),
    { paths: TOUCHED, done: t('common:saved'), next: () => onDone?.() },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={of ? { code: of.code, name: of.name } : { kind: 'supplier' }}
      onCancel={onDone}
      onSubmit={save.mutate}
    >
      {!of && (
        <Form.Item name="kind" label={t('column.ownerKind')} extra={t('owners.kindHint')} rules={[{ required: true }]}>
          <Select options={OWNER_KINDS.map((value) => ({ value, label: t(`ownerKind.${value}`) }))} />
        </Form.Item>
      )}
      {!of?.isFixed && (
        <Form.Item name="code" label={t('column.code')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="name" label={t('column.owner')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
    </FormShell>
  )
}
