import { expect, test } from 'vitest'
import { match } from './match.ts'

test('parts are named and decoded', () => {
  expect(match('/q/:company/:token', '/q/demo/a%2Fb')).toEqual({ company: 'demo', token: 'a/b' })
  expect(match('/', '/')).toEqual({})
})

test('another address is no match', () => {
  expect(match('/:company', '/demo/more')).toBeNull()
  expect(match('/q/:company/:token', '/x/demo/abc')).toBeNull()
})
