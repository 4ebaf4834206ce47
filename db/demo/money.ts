import { SHIPPED_RATES } from '../../server/src/modules/billing/shipped-rates.ts'
import { TAX } from './bills.ts'
import type { Row } from './fill.ts'
import { dayText } from './organisation.ts'
import { CURRENCY } from './places.ts'
import { minorAt, OPERATIONS, PRICES, ZONES } from './prices.ts'
import type { Dice } from './random.ts'

const COUNTRIES = ['CN', 'DE', 'US'] as const
type Country = (typeof COUNTRIES)[number]
const NAMES = { CN: '中国公示价目表', DE: 'Preisliste Deutschland', US: 'US price list' }

/** Two published editions per country and a draft of the next; tax rates, rounding rules and exchange rates. */
export function moneySettings(dice: Dice, from: Date, now: Date): Record<string, Row[]> {
  const rows: Record<string, Row[]> = {}
  const add = (table: string, row: Row) => {
    rows[table] ??= []
    rows[table].push(row)
  }
  const year = now.getUTCFullYear()
  for (const country of COUNTRIES) {
    const published = { country, currency: CURRENCY[country], tax_bp: TAX[country], tax_included: true }
    const editions = [
      {
        name: `${NAMES[country]} ${year - 1}`,
        valid_from: dayText(from),
        valid_to: `${year - 1}-12-31`,
        edition: 1,
        at: from,
      },
      { name: `${NAMES[country]} ${year}`, valid_from: `${year}-01-01`, valid_to: null, edition: 2, at: now },
      {
        name: `${NAMES[country]} ${year + 1}`,
        valid_from: `${year + 1}-01-01`,
        valid_to: null,
        edition: null,
        at: now,
      },
    ]
    for (const { at, ...one } of editions) {
      const id = dice.id(from)
      const isPublished = one.edition !== null
      add('billing.price_list', {
        id,
        ...published,
        ...one,
        is_published: isPublished,
        published_at: isPublished ? `${one.valid_from}T00:00:00Z` : null,
      })
      listed(add, dice, id, country, at, from, now)
    }
  }
  // As they ship; somebody has looked at those of the countries the company works in.
  for (const { validFrom, ...rate } of SHIPPED_RATES)
    add('billing.tax_rate', {
      id: dice.id(from),
      ...rate,
      valid_from: validFrom,
      is_confirmed: COUNTRIES.some((one) => one === rate.country),
    })
  for (const [country, currency, rule] of ROUNDING)
    add('billing.rounding_rule', { id: dice.id(from), country, currency, rule, valid_from: '2020-01-01' })
  for (const [base, rate] of [
    ['EUR', 8.24],
    ['USD', 7.11],
  ] as const)
    for (let weeks = 0; weeks < 60; weeks++)
      add('billing.exchange_rate', {
        id: dice.id(from),
        base,
        quote: 'CNY',
        on_day: dayText(new Date(now.getTime() - weeks * 7 * 864e5)),
        rate: (rate + dice.int(-15, 15) / 100).toFixed(4),
        source: 'Example rate of the demo',
      })
  return rows
}

const ROUNDING: readonly [string, string, string][] = [
  ['CN', 'CNY', 'total.half_up.1'],
  ['DE', 'EUR', 'total.half_up.1'],
  ['US', 'USD', 'total.half_up.1'],
  ['CH', 'CHF', 'total.half_up.5'],
]

type Add = (table: string, row: Row) => void

function listed(add: Add, dice: Dice, listId: string, country: Country, at: Date, from: Date, now: Date): void {
  const price = (row: Row) =>
    add('billing.price', {
      id: dice.id(from),
      list_id: listId,
      minutes: null,
      km_from: null,
      km_to: null,
      rule: 'fixed',
      ...row,
    })
  for (const one of PRICES) {
    const { kind, code, names, unit } = one
    price({ kind, code, name: names, unit, minor: minorAt(one, country, at, now) })
  }
  const of = (code: string) => minorAt(PRICES.find((one) => one.code === code)!, country, at, now)
  for (const { code, names, minutes } of OPERATIONS)
    price({ kind: 'labour', code, name: names, unit: 'operation', minor: 0, rule: 'operation', minutes })
  for (const { code, names, from: km_from, to: km_to, share } of ZONES)
    price({
      kind: 'travel',
      code,
      name: names,
      unit: 'visit',
      minor: Math.round(of('TRAVEL') * share),
      rule: 'zone',
      km_from,
      km_to,
    })
  const callOut = { en: 'Call-out at night or on a holiday', 'zh-CN': '夜间及节假日上门', 'zh-TW': '夜間及假日到府' }
  price({ kind: 'travel', code: 'CALL-OUT', name: callOut, unit: 'visit', minor: of('TRAVEL') * 2, rule: 'call_out' })
  add('billing.labour_rate', { list_id: listId, level: '', minor: of('LABOUR') })
  add('billing.labour_rate', { list_id: listId, level: 'A', minor: Math.round(of('LABOUR') * 1.15) })
}
