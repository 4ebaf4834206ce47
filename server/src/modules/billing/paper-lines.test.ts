import { words } from '@aftercare/words/server'
import { expect, test } from 'vitest'
import { breakdownOf, ruleOf } from './lines.ts'
import { type PaperLine, paperLines } from './paper-lines.ts'

const line: PaperLine = {
  ...{ name: 'Labour', code: 'LAB', quantity: '1', unit: 'hour', unitMinor: '9900', fullMinor: '9900' },
  ...{ customerMinor: '0', payer: 'manufacturer', customerSharePct: 0, why: null },
}

const bill = {
  ...{ currency: 'EUR', tax_bp: 1900, tax_included: true, rounding: 'total.half_up.1' },
  ...{ reverse_charge: false, limits: [] },
}

test.each([
  ['en', 'Manufacturer pays 100%'],
  ['zh-CN', '厂家承担 100%'],
  ['zh-TW', '原廠負擔 100%'],
])('who pays a line nobody gave a reason for is said without one, in %s', (language, said) => {
  const sums = breakdownOf([], ruleOf(bill))
  const printed = JSON.stringify(paperLines(words(language), language, [line], sums))
  expect(printed).toContain(`"${said}"`)
})
