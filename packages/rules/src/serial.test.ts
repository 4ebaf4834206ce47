import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldSerial, maskSerial, normaliseSerial } from './serial.ts'
import { checkVin, vinCheckDigit } from './vin.ts'

describe('serial numbers', () => {
  test('are the same however typed', () => {
    expect(normaliseSerial(' ab-12 34\u200b–x ')).toBe('AB1234X')
    expect(normaliseSerial('ＡＢ－１２')).toBe('AB12')
    expect(() => normaliseSerial(' - ')).toThrow(expect.objectContaining({ code: 'serial_empty' }))
    expect(() => normaliseSerial('7'.repeat(65))).toThrow(expect.objectContaining({ code: 'serial_too_long' }))
  })

  test('masking keeps the first 3 and last 4', () => {
    expect(maskSerial('LSVAU033472101234')).toBe('LSV**********1234')
    expect(maskSerial('AB12')).toBe('A**2')
    expect(maskSerial('7')).toBe('*')
  })

  test('masking always hides at least a third and never changes the length', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{1,40}$/), (serial) => {
        const masked = maskSerial(serial)
        expect(masked).toHaveLength(serial.length)
        expect([...masked].filter((sign) => sign === '*').length * 3).toBeGreaterThanOrEqual(serial.length)
      }),
    )
  })

  test('folding finds look-alikes, and a fragment of a serial folds to a fragment', () => {
    expect(foldSerial('b0-1 8x')).toBe('BOIBX')
    expect(foldSerial('BOIBX')).toBe(foldSerial('８0I8x'))
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(foldSerial(foldSerial(a))).toBe(foldSerial(a))
        const ascii = (text: string) => text.replace(/[^ -~]/g, '')
        expect(foldSerial(ascii(a) + ascii(b))).toContain(foldSerial(ascii(b)))
      }),
    )
  })
})

describe('VIN', () => {
  test.each([
    ['1M8GDM9AXKP042788', null, true],
    ['11111111111111111', null, true],
    ['5GZCZ43D13S812715', null, true],
    ['1M8GDM9A1KP042788', 'vin_check_digit', false],
    ['WVWZZZ1JZXW000001', null, false],
    ['LSVAU033472101234', null, false],
  ] as const)('%s → %s', (vin, problem, checkDigitRight) => {
    expect(checkVin(vin)).toMatchObject({ problem, checkDigitRight })
  })

  test('refuses I, O, Q and other lengths', () => {
    for (const letter of 'IOQ') expect(checkVin(`LSVAU03347210123${letter}`).problem).toBe('vin_characters')
    expect(checkVin('LSVAU03347210123').problem).toBe('vin_length')
    expect(checkVin('lsvau033472101234').problem).toBe('vin_characters')
  })

  test('in North America one wrong sign is noticed, except by another of the same value', () => {
    const signs = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'
    // The well-known second form of the table: the place in this text, modulo 10, is the value of a sign.
    const value = (sign: string) => '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ'.indexOf(sign) % 10
    const anySign = fc.constantFrom(...signs)
    const body = fc.array(anySign, { minLength: 16, maxLength: 16 }).map((list) => list.join(''))
    const place = fc.integer({ min: 1, max: 16 }).filter((i) => i !== 8)
    fc.assert(
      fc.property(body, place, anySign, (rest, at, other) => {
        const draft = `4${rest}`
        const vin = draft.slice(0, 8) + vinCheckDigit(draft) + draft.slice(9)
        expect(checkVin(vin).problem).toBe(null)
        const wrong = vin.slice(0, at) + other + vin.slice(at + 1)
        expect(checkVin(wrong).problem).toBe(value(other) === value(vin[at]!) ? null : 'vin_check_digit')
      }),
    )
  })
})
