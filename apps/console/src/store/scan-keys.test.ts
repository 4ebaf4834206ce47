import { expect, test } from 'vitest'
import { scannerKeys } from './scan-keys.ts'

/** Types a text with so many milliseconds between its keys, Enter at the end. */
function typed(text: string, gap: number): string | null {
  const read = scannerKeys()
  let at = 1000
  for (const key of text) {
    expect(read(key, at)).toBeNull()
    at += gap
  }
  return read('Enter', at)
}

test('a run of fast keys and Enter is a scan; what a hand types is not', () => {
  expect(typed('9506000134352', 8)).toBe('9506000134352')
  expect(typed('9506000134352', 120)).toBeNull()
  expect(typed('12', 8)).toBeNull()
})

test('a hand before or after the scanner adds nothing to the code', () => {
  const read = scannerKeys()
  read('5', 0)
  for (const [n, key] of [...'AB-12'].entries()) read(key, 900 + n * 5)
  expect(read('Enter', 925)).toBe('AB-12')
  expect(read('Enter', 930)).toBeNull()
})
