import { findTechnicians, namesFrom } from '../dispatch/find.ts'
import type { Column } from '../shell/list/define-list.ts'

/** Who did it: shown and exported by name, filtered by finding them. */
export const technicianColumn = <Row extends { technician: string }>(width: number): Column<Row> => ({
  key: 'technicianId',
  label: 'field-work:column.technician',
  width,
  render: (row) => row.technician,
  filter: { kind: 'lookup', find: findTechnicians, name: namesFrom('/api/v1/people') },
  exportAs: 'technician',
})
