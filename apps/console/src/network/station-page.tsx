import { type Answer, ifMatch } from '@aftercare/api'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StationTermsCard } from '../contracts/station-terms-card.tsx'
import { paths } from '../paths.ts'
import { History } from '../people/history.tsx'
import { $api, api } from '../shell/api.ts'
import { useGo, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { AreaCard } from './area-card.tsx'
import { DocumentsCard } from './documents-card.tsx'
import { FactsCard } from './facts-card.tsx'
import { HoursCard } from './hours-card.tsx'
import { OpenTag } from './kinds.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { PlaceCard } from './place-card.tsx'
import { StaffCard } from './staff-card.tsx'

export type Station = Answer<'/api/v1/stations/{id}'>

/** What every change of a station makes stale. */
export const touched = [
  '/api/v1/stations',
  '/api/v1/stations/{id}',
  '/api/v1/stations/tree',
  '/api/v1/station-documents',
  '/api/v1/events',
] as const

/** One place: what it is, where it hangs, when it is open, who works there. */
export function StationPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/stations/{id}', { params: { path: { id } } })
  useFresh({ subject: 'station', id, paths: ['/api/v1/stations/{id}', '/api/v1/events'] })
  return <QueryState query={query}>{(station) => <Page station={station} />}</QueryState>
}

function Page({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  return (
    <>
      <PageHeader
        back={{ to: paths.stations(), label: t('title') }}
        number={station.number}
        title={station.name}
        status={<OpenTag isActive={station.isActive} />}
        actions={<Actions station={station} />}
      />
      <TwoColumns
        main={
          <>
            <StaffCard station={station} />
            <DocumentsCard station={station} />
            <History subjectType="station" id={station.id} zone={station.timeZone} book="network" />
          </>
        }
        side={
          <>
            <FactsCard station={station} />
            <PlaceCard station={station} />
            <HoursCard station={station} />
            <AreaCard station={station} />
            <StationTermsCard stationId={station.id} />
          </>
        }
      />
    </>
  )
}

function Actions({ station }: { station: Station }) {
  const { t } = useTranslation(['network', 'common'])
  const can = useCan()
  const go = useGo()
  const [moving, setMoving] = useState(false)
  const { id, name, isActive } = station
  const close = useChange(
    () =>
      api.PATCH('/api/v1/stations/{id}', {
        params: { path: { id } },
        body: { isActive: !isActive },
        headers: ifMatch(station.version),
      }),
    { paths: touched, done: t(isActive ? 'page.closed' : 'page.reopened', { name }), tellRefusal: true },
  )
  if (!can('network.change')) return null
  const items = [
    ...(station.parentId ? [{ key: 'move', label: t('page.move'), onClick: () => setMoving(true) }] : []),
    { key: 'close', label: t(isActive ? 'page.close' : 'page.reopen'), onClick: () => close.mutate(undefined) },
  ]
  return (
    <>
      <Button onClick={() => go(paths.newStation(id))}>{t('page.addChild')}</Button>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button loading={close.isPending}>{t('common:do.more')}</Button>
      </Dropdown>
      {moving && <MoveDialog station={station} onClose={() => setMoving(false)} />}
    </>
  )
}
