import type { RowOf } from '@aftercare/api'
import { Day } from '../billing/marks.tsx'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'

type Row = RowOf<'/api/v1/work-times'>
type Figure = Extract<keyof Row, 'km' | 'plannedKm' | `${string}Minutes` | `computed${string}` | `was${string}`>
const figure = (key: Figure, hidden = false) =>
  ({ key, label: `field-work:column.${key}`, width: 125, align: 'end', ...(hidden && { hidden }) }) as const

const list = defineList<Row>({
  name: 'work_times',
  title: 'field-work:work_times.title',
  path: '/api/v1/work-times',
  sort: '-day',
  subject: 'visit',
  nameOf: (row) => `${row.technician} ${row.visit}`,
  pathOf: (row) => paths.visit(row.visitId),
  columns: [
    {
      key: 'day',
      label: 'field-work:column.day',
      sortable: true,
      width: 130,
      render: (row) => <Day of={row.day} />,
      filter: { kind: 'day' },
    },
    { key: 'technician', label: 'field-work:column.technician', width: 130, filter: { kind: 'text' } },
    { key: 'visit', label: 'field-work:column.visit', width: 130, filter: { kind: 'text' } },
    { key: 'customer', label: 'field-work:column.customer', width: 160, filter: { kind: 'text' } },
    {
      key: 'setOutAt',
      label: 'field-work:column.setOutAt',
      width: 190,
      hidden: true,
      render: (row) => row.setOutAt && <At at={row.setOutAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'finishedAt',
      label: 'field-work:column.finishedAt',
      width: 190,
      hidden: true,
      render: (row) => row.finishedAt && <At at={row.finishedAt} />,
      filter: { kind: 'instant' },
    },
    figure('travelMinutes'),
    figure('siteMinutes'),
    figure('workMinutes'),
    figure('km'),
    { ...figure('plannedKm'), sortable: true },
    { key: 'isCorrected', label: 'field-work:column.isCorrected', width: 110, filter: { kind: 'yesNo' } },
    { key: 'correction', label: 'field-work:column.correction', width: 200, filter: { kind: 'text' } },
    figure('computedTravel', true),
    figure('computedWork', true),
    figure('computedKm', true),
    {
      key: 'recomputedAt',
      label: 'field-work:column.recomputedAt',
      width: 190,
      render: (row) => row.recomputedAt && <At at={row.recomputedAt} />,
      filter: { kind: 'instant' },
    },
    figure('wasTravel', true),
    figure('wasSite', true),
    figure('wasWork', true),
    figure('wasKm', true),
    { key: 'station', label: 'field-work:column.station', width: 180, filter: { kind: 'text' } },
  ],
})

/** The days of technicians: what their steps say, what they put right, and why. */
export function WorkTimes() {
  return <ListPage list={list} />
}
