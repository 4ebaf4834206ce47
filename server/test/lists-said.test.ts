import { hasWords } from '@aftercare/words/server'
import { expect, test } from 'vitest'
import { allLists } from '../src/kit/list/definition.ts'
import '../src/modules.ts'

// What a list takes away as a file is read by people: every heading and every coded value has its words.
/** Codes that are spoken as they are. */
const SPOKEN = new Set(['requests priority'])

test('every column of every list has a heading, every coded value its word', () => {
  const unsaid = allLists().flatMap((list) => {
    const book = list.words ?? list.name
    return Object.entries(list.columns).flatMap(([key, column]) => {
      const heading = ['id', 'json'].includes(column.type) ? [] : [`${book}:column.${key}`]
      const codes = SPOKEN.has(`${list.name} ${key}`) ? [] : (column.choices ?? [])
      const values = codes.map((one) => `${column.words ?? `${book}:${key}`}.${one}`)
      return [...heading, ...values].filter((word) => !hasWords(word))
    })
  })
  expect(allLists().length).toBeGreaterThan(30)
  expect(unsaid).toEqual([])
})
