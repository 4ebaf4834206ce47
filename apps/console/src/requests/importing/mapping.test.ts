import { expect, test } from 'vitest'
import { mappingOf, type Values, valuesOf } from './mapping.ts'

const values: Values = {
  name: 'old-desk',
  source: 'old-desk',
  rows: 'cases',
  caseId: 'No',
  title: ['What'],
  status: 'State',
  statusMap: [
    { value: 'done', status: 'closed' },
    { value: '', status: 'new' },
  ],
  otherwise: 'triaged',
  opened: 'Opened',
  format: 'iso',
  zone: 'Europe/Berlin',
  unknown: '?, n/a',
  kind: 'repair',
  country: 'de',
  language: 'en',
}

test('cases: columns by name, the empty cell is always unknown, an empty state maps nothing', () => {
  expect(mappingOf(values)).toMatchObject({
    unknown: ['', '?', 'n/a'],
    times: { format: 'iso', zone: 'Europe/Berlin' },
    defaults: { country: 'DE' },
    status: { columns: ['State'], map: { done: 'closed' }, otherwise: 'triaged' },
    opened: 'Opened',
  })
  expect(mappingOf(values)).not.toHaveProperty('event')
})

test('events: a case begins with its first and ends with its last', () => {
  const mapping = mappingOf({ ...values, rows: 'events', eventAt: 'When', eventTeam: 'Team' })
  expect(mapping).toMatchObject({ opened: 'first event', closed: 'last event', event: { at: 'When', team: 'Team' } })
})

test('the values of a column are each asked about once', () => {
  const preview = {
    name: 'x',
    format: 'csv' as const,
    headers: ['a', 'b'],
    rows: [
      ['1', 'x'],
      ['2', 'x'],
      ['3', ''],
    ],
    fits: [],
  }
  expect(valuesOf(preview, 'b')).toEqual(['x'])
  expect(valuesOf(preview, 'none')).toEqual([])
})
