import { expect, test } from 'vitest'
import { labelIn } from './label-in.ts'

test('a label names its company and token', () => {
  expect(labelIn('https://care.example/q/acme/abc.def')).toEqual({ company: 'acme', token: 'abc.def' })
  expect(labelIn('http://10.0.0.1:8080/portal/q/acme/abc.def')).toEqual({ company: 'acme', token: 'abc.def' })
})

test('a bar code is a serial number; another web address is nothing of ours', () => {
  expect(labelIn(' LSVAA4187E2000001 ')).toEqual({ serial: 'LSVAA4187E2000001' })
  expect(labelIn('https://example.com/menu')).toBeNull()
  expect(labelIn('WIFI:S:home;P:secret;;')).toBeNull()
  expect(labelIn('')).toBeNull()
})
