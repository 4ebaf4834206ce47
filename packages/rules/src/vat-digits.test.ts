import { describe, expect, test } from 'vitest'
import { vatDigitsFit } from './vat-digits.ts'
import { isVatId } from './vat-id.ts'

// Numbers in public registers or in the public descriptions of the algorithms.
const REAL = [
  'ATU13585627',
  'BE0428759497',
  'BG175074752',
  'CY10259033P',
  'CZ25123891',
  'DE136695976',
  'DK13585628',
  'EE100931558',
  'EL094259216',
  'ESB58378431',
  'ESA28015865',
  'ES12345678Z',
  'ESX1234567L',
  'FI20774740',
  'FR40303265045',
  'FR83404833048',
  'HR33392005961',
  'HU12892312',
  'IE6433435F',
  'IE6433435OA',
  'IE8D79739I',
  'IT00743110157',
  'LT119511515',
  'LT100001919017',
  'LU15027442',
  'LV40003521600',
  'MT11679112',
  'NL004495445B01',
  'NL123456789B13',
  'PL8567346215',
  'PT501964843',
  'RO18547290',
  'SE123456789701',
  'SI50223054',
  'SK2022749619',
] as const

describe('check digits of VAT numbers', () => {
  test.each(REAL)('%s has the form and the digits', (number) => {
    expect([isVatId(number), vatDigitsFit(number)]).toEqual([true, true])
  })

  // Sums by 11 find nearly every wrong digit, not all: ten has no digit of its own. The tail of a Swedish and an old Dutch
  // number counts branches and is in no sum.
  const tailOf = (number: string) => (number.startsWith('SE') || number.startsWith('NL004') ? 2 : 0)
  test.each(REAL)('%s with one digit typed wrong is found out', (number) => {
    let [wrong, found] = [0, 0]
    for (let at = 2; at < number.length - tailOf(number); at++)
      for (let by = 1; by <= 9 && /\d/.test(number[at]!); by++) {
        const typed = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`
        // A number of another kind (a person's) has no public rule.
        if (!isVatId(typed) || /^(CZ9|LV[0-3]|FR\d\d000)/.test(typed)) continue
        wrong++
        if (!vatDigitsFit(typed)) found++
      }
    expect(found / wrong).toBeGreaterThan(0.85)
  })

  test('a kind of number without a public rule is taken as it is', () => {
    for (const number of ['BG1234567890', 'CZ912345678', 'LV12345678901']) expect(vatDigitsFit(number)).toBe(true)
  })
})
