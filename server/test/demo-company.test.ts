import { expect, test } from 'vitest'
import { makeRows } from '../../db/demo/build.ts'

const SIZES = { customers: 300, assets: 500, requests: 900 }
const rowsAt = (now: string) => makeRows(new Date(now), SIZES).rows

test('the demo is the same company every time: at one moment to the last cell', () => {
  const at = '2026-11-22T02:00:00Z'
  expect(rowsAt(at)).toEqual(rowsAt(at))
})

test('at another hour of the day it is still the same company; only what is under way has moved on', () => {
  const [morning, evening] = [rowsAt('2026-11-22T02:00:00Z'), rowsAt('2026-11-22T11:37:00Z')]
  const of = (rows: typeof morning, table: string, ...columns: string[]) =>
    (rows[table] ?? []).map((row) => columns.map((column) => (row as Record<string, unknown>)[column]).join(' · '))
  const facts = [
    ['parties.customer', 'number', 'name', 'kind'],
    ['people.person', 'name'],
    ['network.station', 'name', 'kind', 'country'],
    ['assets.asset', 'serial', 'sale_country'],
    ['assets.model', 'code'],
  ] as const
  for (const [table, ...columns] of facts) {
    expect(of(morning, table, ...columns).length, table).toBeGreaterThan(5)
    expect(of(evening, table, ...columns), table).toEqual(of(morning, table, ...columns))
  }
  const titles = of(morning, 'requests.request', 'kind', 'title')
  const later = of(evening, 'requests.request', 'kind', 'title')
  expect(later).toHaveLength(titles.length)
  const moved = titles.filter((one, index) => one !== later[index]).length
  expect(moved / titles.length).toBeLessThan(0.02)
})

test('at any hour of the day nothing has been done yet in the future, and what is still open has not ended', () => {
  for (let hour = 0; hour < 24; hour += 2) {
    const now = `2026-11-23T${String(hour).padStart(2, '0')}:47:00.000Z`
    const rows = rowsAt(now) as Record<string, Record<string, unknown>[]>
    for (const column of ['en_route_at', 'arrived_at', 'started_at', 'finished_at'])
      expect([hour, column, rows['dispatch.visit']!.filter((one) => one[column] && String(one[column]) > now)]).toEqual(
        [hour, column, []],
      )
    expect(rows['field_work.stamp']!.filter(({ at }) => String(at) > now)).toEqual([])
    const open = rows['requests.request']!.filter(
      ({ status }) => !['resolved', 'closed', 'cancelled'].includes(`${status}`),
    )
    expect(open.filter((one) => one.resolved_at ?? one.closed_at)).toEqual([])
  }
})
