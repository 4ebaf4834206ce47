import { hasWords } from '@aftercare/words/server'
import { expect, test } from 'vitest'
import { allLists } from '../src/kit/list/definition.ts'
import { ALL_ROUTES } from '../src/modules.ts'

// What a list takes away as a file is read by people: every heading and every coded value has its words.
/** Codes that are spoken as they are. */
const SPOKEN = new Set(['requests priority'])

// Other tests declare lists of their own into the same registry: those have no route of the product.
const served = new Set(ALL_ROUTES.filter((route) => route.method === 'GET').map((route) => route.path))
const lists = () => allLists().filter((list) => served.has(list.path))

test('every column of every list has a heading, every coded value its word', () => {
  const unsaid = lists().flatMap((list) => {
    const book = list.words ?? list.name
    return Object.entries(list.columns).flatMap(([key, column]) => {
      const heading = ['id', 'json'].includes(column.type) ? [] : [`${book}:column.${key}`]
      const codes = SPOKEN.has(`${list.name} ${key}`) ? [] : (column.choices ?? [])
      const values = codes.map((one) => `${column.words ?? `${book}:${key}`}.${one}`)
      return [...heading, ...values].filter((word) => !hasWords(word))
    })
  })
  expect(lists().length).toBeGreaterThan(30)
  expect(unsaid).toEqual([])
})
