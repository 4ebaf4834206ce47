import type { RowOf } from '@aftercare/api'
import { Form, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { StationSelect } from '../assets/station-select.tsx'
import { DialogButton } from '../billing/dialog-button.tsx'
import { api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { choicesOf, SHELF_KINDS } from './choices.ts'
import { Driver, PlaceNames, SuppliedBy } from './place-fields.tsx'
import { PlacePanel } from './place-panel.tsx'

type Place = RowOf<'/api/v1/stock-places'>

const list = defineList<Place>({
  name: 'stock_places',
  title: 'parts:places',
  path: '/api/v1/stock-places',
  sort: 'code',
  subject: 'stock_place',
  nameOf: (row) => row.place,
  Panel: PlacePanel,
  Actions: NewPlace,
  empty: { title: 'parts:empty.places', hint: 'parts:empty.placesHint', Action: NewPlace },
  columns: [
    { key: 'code', label: 'parts:column.code', sortable: true, width: 140, filter: { kind: 'text' } },
    { key: 'place', label: 'parts:column.place', sortable: true, width: 260, filter: { kind: 'text' } },
    {
      key: 'placeKind',
      label: 'parts:column.placeKind',
      width: 150,
      render: (row) => <Kind kind={row.placeKind} />,
      filter: { kind: 'choice', choices: choicesOf('placeKind', SHELF_KINDS) },
    },
    { key: 'station', label: 'parts:column.station', width: 220, filter: { kind: 'text' } },
    { key: 'person', label: 'parts:column.person', width: 160, filter: { kind: 'text' } },
    { key: 'mayOwe', label: 'parts:column.mayOwe', width: 170, filter: { kind: 'yesNo' } },
    { key: 'isActive', label: 'parts:column.isActive', width: 110, filter: { kind: 'yesNo' } },
  ],
})

/** Warehouses, depots, shelves of stations and vans; a click shows the place beside the list. */
export function StockPlaces() {
  return <ListPage list={list} />
}

function Kind({ kind }: { kind: Place['placeKind'] }) {
  const { t } = useTranslation('parts')
  return t(`placeKind.${kind}`)
}

function NewPlace() {
  const { t } = useTranslation('parts')
  return (
    <DialogButton label={t('do.newPlace')} needs="parts.places" isMain>
      {(close) => <PlaceForm onClose={close} />}
    </DialogButton>
  )
}

type Values = {
  code: string
  name: string
  kind: (typeof SHELF_KINDS)[number]
  stationId?: string
  personId?: string
  suppliedById?: string
  mayOwe?: boolean
}

function PlaceForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  // Whoever works for some stations only makes places of theirs.
  const { stations: own } = useSession()
  const save = useChange((values: Values) => api.POST('/api/v1/stock-places', { body: filled(values) }), {
    paths: ['/api/v1/stock-places'],
    done: t('common:saved'),
    next: onClose,
  })
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ kind: 'station', ...(own?.length === 1 && { stationId: own[0]! }) }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <PlaceNames />
      <Form.Item name="kind" label={t('column.placeKind')} required>
        <Select options={SHELF_KINDS.map((value) => ({ value, label: t(`placeKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="stationId" label={t('column.station')} rules={[{ required: own !== null }]}>
        <StationSelect />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'van' && (
            <>
              <Driver />
              <Form.Item
                name="mayOwe"
                label={t('column.mayOwe')}
                tooltip={t('field.mayOweHint')}
                valuePropName="checked"
              >
                <Switch />
              </Form.Item>
            </>
          )
        }
      </Form.Item>
      <SuppliedBy />
    </FormShell>
  )
}
