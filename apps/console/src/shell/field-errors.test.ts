import { ApiProblem } from '@aftercare/api'
import { expect, test } from 'vitest'
import { fieldErrors, nameOf } from './field-errors.ts'

const refusal = (...paths: string[]) =>
  new ApiProblem({
    code: 'validation.failed',
    status: 422,
    title: '',
    errors: paths.map((path) => ({ path, code: 'validation.required', message: `bad ${path}` })),
  })
const has = (names: string[]) => (name: (string | number)[]) => names.includes(name.join('.'))

test('paths are read with dots and with slashes', () => {
  expect(nameOf('lines.0.quantity')).toEqual(['lines', 0, 'quantity'])
  expect(nameOf('/lines/0/quantity')).toEqual(['lines', 0, 'quantity'])
})

test('a refusal stands at its field, or at the nearest around it', () => {
  const placed = fieldErrors(refusal('name', 'address.street', 'address.city'), has(['name', 'address']))
  expect(placed.fields).toEqual([
    { name: ['name'], errors: ['bad name'] },
    { name: ['address'], errors: ['bad address.street', 'bad address.city'] },
  ])
  expect(placed.unplaced).toEqual([])
})

test('what has no field is not lost', () => {
  expect(fieldErrors(refusal('secret'), has(['name'])).unplaced).toEqual(['secret: bad secret'])
})
