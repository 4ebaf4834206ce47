import { expect, test } from 'vitest'
import { packView, unpackView } from './view-state.ts'

test('a view goes to the server and comes back the same', () => {
  const search = {
    'filter[status]': 'open,assigned',
    sort: 'number',
    q: '泵',
    columns: 'number,status',
    density: 'comfortable',
    limit: '100',
  }
  expect(packView(search)).toMatchObject({
    filters: { status: 'open,assigned' },
    columns: ['number', 'status'],
    sort: 'number',
  })
  expect(unpackView(packView(search))).toEqual(search)
})

test('an empty view is empty', () => {
  expect(unpackView(packView({}))).toEqual({})
})
