import { type Answer, ifMatch, type RowOf } from '@aftercare/api'
import { Button, Form, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { VanKit } from '../replenishment/van-kit.tsx'
import { $api, api } from '../shell/api.ts'
import { changed } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { LabelButton } from '../store/label-button.tsx'
import styles from './parts.module.css'
import { Driver, PlaceNames, SuppliedBy } from './place-fields.tsx'

const path = '/api/v1/stock-places/{id}'
type Place = Answer<typeof path>
type Values = Pick<Place, 'code' | 'name' | 'suppliedById' | 'personId' | 'isActive'>

/** A place beside the list: renamed, put under another tier, given to another driver, closed when it is empty; and the way to what lies there. */
export function PlacePanel({ row }: { row: RowOf<'/api/v1/stock-places'> }) {
  const { t } = useTranslation(['parts', 'replenishment'])
  const can = useCan()
  const go = useGo()
  const query = $api.useQuery('get', path, { params: { path: { id: row.id } } })
  const labels = useLabels(row.id)
  return (
    <div className={styles.panel}>
      <div className={styles.panelActions}>
        {query.data?.kind === 'van' && (
          <DialogButton label={t('replenishment:kit.title')} width={720}>
            {() => <VanKit placeId={row.id} />}
          </DialogButton>
        )}
        <LabelButton items={labels} />
        <Button type="link" onClick={() => go(`${paths.stock()}?filter[place]=${encodeURIComponent(row.place)}`)}>
          {t('stock')}
        </Button>
      </div>
      {can('parts.places') && query.data && <PlaceEdit key={query.data.version} place={query.data} />}
    </div>
  )
}

/** The place itself, and each of its bins. */
function useLabels(placeId: string) {
  const { data } = $api.useQuery('get', '/api/v1/stock-places/{id}/bins', { params: { path: { id: placeId } } })
  const bins = [...new Set((data?.items ?? []).map((one) => one.bin))]
  const place = { kind: 'place' as const, placeId, copies: 1 }
  return [place, ...bins.map((bin) => ({ kind: 'bin' as const, placeId, bin, copies: 1 }))]
}

function PlaceEdit({ place }: { place: Place }) {
  const { t } = useTranslation(['parts', 'common'])
  const save = useChange(
    (values: Values) =>
      api.PATCH(path, {
        params: { path: { id: place.id } },
        body: changed(values, place),
        headers: ifMatch(place.version),
      }),
    { paths: ['/api/v1/stock-places', path, '/api/v1/stock-debts'], done: t('common:saved') },
  )
  const { code, name, suppliedById, personId, person, isActive } = place
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ code, name, suppliedById, personId, isActive }}
      onSubmit={save.mutate}
    >
      <PlaceNames />
      {place.kind === 'van' && (
        <Driver known={person ? { value: person.id, label: person.name } : undefined} isChanged />
      )}
      <SuppliedBy />
      <Form.Item
        name="isActive"
        label={t('column.isActive')}
        extra={t('field.closeHint')}
        valuePropName="checked"
        required
      >
        <Switch />
      </Form.Item>
    </FormShell>
  )
}
