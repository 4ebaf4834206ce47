import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gtinForms, readPartCode, writePartCode } from './part-code.ts'

describe('codes on parts', () => {
  test('our own labels come back as they were written, whatever is in them', () => {
    const text = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
    fc.assert(
      fc.property(text, fc.option(text), fc.option(text), (number, serial, batch) => {
        const code = { number, ...(serial && { serial }), ...(batch && { batch }) }
        expect(readPartCode(writePartCode(code))).toEqual(code)
      }),
    )
  })

  test.each([
    ['0109506000134352', null],
    [']d20109506000134352', { number: '09506000134352' }],
    [
      '01095060001343521726033110ABC1\u001d21S-9',
      { number: '09506000134352', expiresOn: '2026-03-31', batch: 'ABC1', serial: 'S-9' },
    ],
    ['(01)09506000134352(17)270200(10)L 7', { number: '09506000134352', expiresOn: '2027-02-28', batch: 'L 7' }],
    [']C124012-34\u001d2177', { number: '12-34', serial: '77' }],
    [']d299ABC', null],
    ['(01)0950600013', null],
    ['AC-COMP-12K', null],
    ['', null],
  ])('%s', (text, code) => {
    expect(readPartCode(text)).toEqual(code)
  })

  test('a GTIN is looked for with and without the zeros in front', () => {
    expect(gtinForms('06901234567892')).toContain('6901234567892')
    expect(gtinForms('6901234567892')).toContain('06901234567892')
    expect(gtinForms('AC-12')).toEqual(['AC-12'])
  })
})
