import { ifMatch } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useFamilyNames } from '../assets/family-names.ts'
import styles from '../people/cards.module.css'
import { api } from '../shell/api.ts'
import { EditableCard } from '../shell/editable-card.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { AreaFields, areaBody, type StationValues } from './station-fields.tsx'
import { type Station, touched } from './station-page.tsx'

type Values = Pick<StationValues, 'area' | 'productLines'>

/** Whom it serves: what the proposal of a station looks at first. */
export function AreaCard({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  const can = useCan()
  return (
    <EditableCard
      title={t('field.area')}
      may={can('network.change')}
      facts={<Shown station={station} />}
      form={(close) => <AreaForm station={station} onDone={close} />}
    />
  )
}

function Shown({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  const { numbers, enumerated } = useFormat()
  const families = useFamilyNames()
  const { cities = [], postalPrefixes = [], radiusKm } = station.area
  const facts = [
    { label: t('field.cities'), value: enumerated(cities) },
    { label: t('field.postalPrefixes'), value: enumerated(postalPrefixes) },
    { label: t('field.radiusKm'), value: radiusKm !== undefined && numbers.whole(radiusKm) },
    { label: t('column.productLines'), value: families.said(station.productLines) || t('page.allLines') },
  ]
  const isSet = cities.length + postalPrefixes.length > 0 || radiusKm !== undefined
  return (
    <>
      {!isSet && <p className={styles.none}>{t('page.everywhere')}</p>}
      <Facts facts={facts.filter((fact) => fact.value)} />
    </>
  )
}

function AreaForm({ station, onDone }: { station: Station; onDone: () => void }) {
  const { t } = useTranslation(['network', 'common'])
  const save = useChange(
    ({ area, productLines = [] }: Values) =>
      api.PATCH('/api/v1/stations/{id}', {
        params: { path: { id: station.id } },
        body: { area: areaBody(area), productLines },
        headers: ifMatch(station.version),
      }),
    { paths: touched, done: t('common:saved'), next: onDone },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ area: station.area, productLines: station.productLines }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <AreaFields />
    </FormShell>
  )
}
