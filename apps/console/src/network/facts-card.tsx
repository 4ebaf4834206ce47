import { ifMatch } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { languageNames } from '@aftercare/words'
import { addressText } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { MailLink, mapUrl, PhoneLink } from '../parties/reach.tsx'
import { api } from '../shell/api.ts'
import { cleaned } from '../shell/cleaned.ts'
import { useCountryName } from '../shell/country.tsx'
import { EditableCard } from '../shell/editable-card.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { type StationValues, WhatFields, WhereFields } from './station-fields.tsx'
import { type Station, touched } from './station-page.tsx'

/** What it is and where. */
export function FactsCard({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  const can = useCan()
  return (
    <EditableCard
      title={t('page.facts')}
      may={can('network.change')}
      facts={<Shown station={station} />}
      form={(close) => <StationForm station={station} onDone={close} />}
    />
  )
}

function Shown({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  const countryOf = useCountryName()
  const place = { ...station, line: station.line ?? '', country: station.country ?? '' }
  const address = addressText(place)
  const facts = [
    { label: t('field.kind'), value: t(`kind.${station.kind}`) },
    { label: t('field.legalName'), value: station.legalName },
    { label: t('field.country'), value: station.country && countryOf(station.country) },
    {
      label: t('new.where'),
      value: address && (
        <a href={mapUrl(place)} target="_blank" rel="noreferrer">
          {address}
        </a>
      ),
    },
    { label: t('field.timeZone'), value: station.timeZone },
    { label: t('field.phone'), value: station.phone && <PhoneLink phone={station.phone} /> },
    { label: t('field.email'), value: station.email && <MailLink email={station.email} /> },
    { label: t('field.language'), value: languageNames[station.language] },
    { label: t('field.currency'), value: station.currency },
    { label: t('field.level'), value: station.level },
  ]
  return <Facts facts={facts.filter((fact) => fact.value)} />
}

const fields = [
  ...(['name', 'kind', 'legalName', 'level', 'phone', 'email', 'language', 'currency', 'calendarId'] as const),
  ...(['country', 'region', 'city', 'district', 'line', 'postalCode', 'timeZone', 'lat', 'lon'] as const),
]

function StationForm({ station, onDone }: { station: Station; onDone: () => void }) {
  const { t } = useTranslation(['network', 'common'])
  const save = useChange(
    ({ values, version }: { values: StationValues; version: string | number }) => {
      const body = Object.fromEntries(fields.map((field) => [field, values[field]]))
      return api.PATCH('/api/v1/stations/{id}', {
        params: { path: { id: station.id } },
        body: cleaned(body),
        headers: ifMatch(version),
      })
    },
    { paths: touched, done: t('common:saved'), next: onDone },
  )
  return (
    <FormShell<StationValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={station as StationValues}
      fieldNames={Object.fromEntries(fields.map((field) => [field, t(`field.${field}`)]))}
      onCancel={onDone}
      onSubmit={(values) => save.mutate({ values, version: station.version })}
      onResolve={(values, version) => save.mutate({ values, version })}
    >
      <WhatFields />
      <WhereFields />
    </FormShell>
  )
}
