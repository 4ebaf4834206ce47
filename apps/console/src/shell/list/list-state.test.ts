import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeState, queryOf, readState, sameView, viewOf, writeState } from './list-state.ts'

const plan = { sort: '-openedAt', columns: [{ key: 'number' }, { key: 'status' }, { key: 'site', hidden: true }] }

test('an empty address is the standard list', () => {
  const state = readState({}, plan)
  expect(state.columns).toEqual(['number', 'status'])
  expect(state.sort).toBe('-openedAt')
  expect(writeState(state, plan)).toEqual({})
  expect(queryOf(state, plan)).toEqual({ limit: '50' })
})

test('filters, order, columns and place are in the address', () => {
  const search = {
    'filter[status]': 'open,assigned',
    sort: 'number',
    columns: 'site,number',
    after: 'abc',
    open: '1',
    view: 'v',
    q: '泵',
  }
  expect(writeState(readState(search, plan), plan)).toEqual(search)
})

test('columns are not asked of the server, filters are', () => {
  const query = queryOf(readState({ columns: 'site', 'filter[status]': 'open' }, plan), plan, {
    'filter[customerId]': '7',
  })
  expect(query).toEqual({ 'filter[customerId]': '7', 'filter[status]': 'open', limit: '50' })
})

test('what the address does not know falls back', () => {
  const state = readState({ columns: 'gone', limit: '7', density: 'huge' }, plan)
  expect(state).toMatchObject({ columns: ['number', 'status'], limit: 50, density: 'compact' })
})

test('a new filter starts at the first page, a chosen column does not', () => {
  const state = readState({ after: 'abc', open: '1' }, plan)
  expect(changeState(state, { filters: { status: 'open' } })).toMatchObject({ after: null, open: null })
  expect(changeState(state, { columns: ['number'] })).toMatchObject({ after: 'abc', open: '1' })
})

test('a view equals itself however it was written', () => {
  const value = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(fc.dictionary(value, value, { maxKeys: 4 }), value, (filters, q) => {
      const search = Object.fromEntries(Object.entries(filters).map(([key, one]) => [`filter[${key}]`, one]))
      const view = viewOf(readState({ ...search, q }, plan), plan)
      expect(sameView(view, viewOf(readState(view, plan), plan))).toBe(true)
      expect(sameView(view, { ...view, q: `${q}x` })).toBe(false)
    }),
  )
})
