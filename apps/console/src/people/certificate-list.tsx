import type { RowOf } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { paths } from '../paths.ts'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { ExpiryText, inDays } from './expiry.tsx'
import { SkillNames } from './skill-names.tsx'

type Row = RowOf<'/api/v1/certificates'>

const list = defineList<Row>({
  name: 'certificates',
  title: 'people:certificates',
  path: '/api/v1/certificates',
  sort: 'expiresOn',
  subject: 'person',
  nameOf: (row) => `${row.name}, ${row.personName}`,
  pathOf: (row) => paths.person(row.personId),
  empty: { title: 'people:certificatesEmpty.title', hint: 'people:certificatesEmpty.hint' },
  presets: [
    {
      key: 'soon',
      label: 'people:certificatesView.soon',
      state: (_session, now) => ({ 'filter[expiresOn]': `${inDays(now, 0)}..${inDays(now, 61)}` }),
    },
    {
      key: 'over',
      label: 'people:certificatesView.over',
      state: (_session, now) => ({ 'filter[expiresOn]': `..${inDays(now, 0)}` }),
    },
  ],
  columns: [
    { key: 'name', label: 'people:certificate.name', sortable: true, width: 190, filter: { kind: 'text' } },
    { key: 'personName', label: 'people:column.personName', sortable: true, width: 140 },
    {
      key: 'skill',
      label: 'people:column.skill',
      width: 150,
      render: (row) => row.skill && <SkillNames codes={[row.skill]} />,
    },
    { key: 'number', label: 'people:column.number', width: 150 },
    { key: 'issuedBy', label: 'people:column.issuedBy', width: 150 },
    {
      key: 'issuedOn',
      label: 'people:column.issuedOn',
      sortable: true,
      width: 130,
      render: (row) => <Day day={row.issuedOn} />,
      filter: { kind: 'day' },
    },
    {
      key: 'expiresOn',
      label: 'people:column.expiresOn',
      sortable: true,
      width: 200,
      render: (row) => <ExpiryText day={row.expiresOn} isBare />,
      filter: { kind: 'day' },
    },
  ],
})

/** Certificates of everybody, the next to end first. */
export function Certificates() {
  return <ListPage list={list} />
}

function Day({ day }: { day: string }) {
  return useFormat().calendarDay(day)
}
