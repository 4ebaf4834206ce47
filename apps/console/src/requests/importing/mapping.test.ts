import { expect, test } from 'vitest'
import { mappingOf, type Preview, type Values, valuesFrom, valuesOf } from './mapping.ts'

const values: Values = {
  name: 'old-desk',
  source: 'old-desk',
  rows: 'cases',
  caseId: 'No',
  title: ['What'],
  status: 'State',
  statusMap: [
    { value: 'done', means: 'closed' },
    { value: '', means: 'new' },
  ],
  otherwise: 'triaged',
  priority: 'Prio',
  priorityMap: [{ value: 'high', means: 'P2' }],
  slaYes: [],
  keep: ['Room'],
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
    priority: { column: 'Prio', map: { high: 'P2' } },
    keep: ['Room'],
  })
  expect(mappingOf(values)).not.toHaveProperty('event')
})

test('events: a case begins with its first and ends with its last', () => {
  const mapping = mappingOf({ ...values, rows: 'events', eventAt: 'When', eventTeam: 'Team' })
  expect(mapping).toMatchObject({ opened: 'first event', closed: 'last event', event: { at: 'When', team: 'Team' } })
})

const preview: Preview = {
  name: 'x.csv',
  format: 'csv',
  headers: ['State', 'Note'],
  rows: [['done', 'a']],
  values: { State: ['done', 'open', '?'] },
  fits: [],
}

test('a column with few values is asked about value by value, one with many is not', () => {
  expect(valuesOf(preview, 'State')).toEqual(['done', 'open', '?'])
  expect(valuesOf(preview, 'Note')).toEqual([])
  expect(valuesOf(preview, undefined)).toEqual([])
})

test('a known mapping comes back from the form as it went in, with what the form does not ask', () => {
  const known = {
    ...mappingOf({
      ...values,
      rows: 'events',
      eventAt: 'When',
      eventOrder: 'No of change',
      slaKept: 'SLA',
      slaYes: ['y'],
    }),
    impact: { column: 'Impact', map: { High: 1 as const } },
  }
  known.event = { ...known.event!, line: { column: 'Team', pattern: '(\\d)', otherwise: 1 } }
  known.status.columns = ['State', 'Sub']
  const shown = valuesFrom(known, preview)
  expect(shown.statusMap).toEqual([
    { value: 'done', means: 'closed' },
    { value: 'open', means: 'triaged' },
  ])
  const again = mappingOf(shown, known)
  expect(again).toEqual({ ...known, status: { ...known.status, map: { done: 'closed', open: 'triaged' } } })
})

test('what is cleared in the form is gone from the mapping', () => {
  const known = mappingOf({ ...values, resolved: 'Done at' })
  const again = mappingOf({ ...valuesFrom(known, preview), resolved: undefined, priority: undefined }, known)
  expect(again).not.toHaveProperty('resolved')
  expect(again).not.toHaveProperty('priority')
})
