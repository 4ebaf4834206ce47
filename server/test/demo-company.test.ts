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
