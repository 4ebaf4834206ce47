import type { RowOf } from '@aftercare/api'
import { paths } from '../paths.ts'
import { ExpiryText } from '../people/expiry.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'

type Row = RowOf<'/api/v1/station-documents'>

const list = defineList<Row>({
  name: 'station_documents',
  title: 'network:documents',
  path: '/api/v1/station-documents',
  sort: 'expiresOn',
  subject: 'station',
  nameOf: (row) => `${row.name}, ${row.stationName}`,
  pathOf: (row) => paths.station(row.stationId),
  empty: { title: 'network:documentsEmpty.title', hint: 'network:documentsEmpty.hint' },
  columns: [
    { key: 'name', label: 'network:document.name', sortable: true, width: 240, filter: { kind: 'text' } },
    { key: 'stationName', label: 'network:column.stationName', sortable: true, width: 240 },
    { key: 'number', label: 'network:column.number', width: 180, filter: { kind: 'text' } },
    {
      key: 'expiresOn',
      label: 'network:column.expiresOn',
      sortable: true,
      width: 220,
      render: (row) => <ExpiryText day={row.expiresOn} isBare />,
      filter: { kind: 'day' },
    },
  ],
})

/** Licences and contracts of all stations, the next to end first. */
export function StationDocuments() {
  return <ListPage list={list} />
}
