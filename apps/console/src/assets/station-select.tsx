import type { RowOf } from '@aftercare/api'
import { useQuery } from '@tanstack/react-query'
import { paths } from '../paths.ts'
import { call } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { type Looked, LookupSelect } from '../shell/lookup-select.tsx'
import { useCan } from '../shell/session.ts'

type Station = RowOf<'/api/v1/stations'>
type StationSelectProps = { value?: string | null; onChange?: (id: string | null) => void; id?: string }

/** One station, found by name. */
export function StationSelect(props: StationSelectProps) {
  const name = useStationName(props.value ?? null)
  const known = props.value && name ? { value: props.value, label: name } : undefined
  return <LookupSelect<Station> path="/api/v1/stations" show={looked} known={known} {...props} />
}

const looked = (row: Station): Looked => ({ value: row.id, label: row.name })

function useStationName(id: string | null): string | undefined {
  const can = useCan()
  const query = useQuery({
    queryKey: ['get', '/api/v1/stations/{id}', id, 'name'],
    queryFn: async ({ signal }) =>
      (await (await call('GET', `/api/v1/stations/${id}`, { signal })).json()) as { name: string },
    enabled: id !== null && can('network.read'),
    staleTime: 300_000,
    retry: false,
  })
  return query.data?.name
}

/** A station by its name; another's, which this person may not see, is not named. */
export function StationName({ id }: { id: string }) {
  const name = useStationName(id)
  return name ? <Go to={paths.station(id)}>{name}</Go> : null
}
