import { RuleError } from './errors.ts'

// ISO 4217 minor digits that are not 2. Not taken from Intl: its digits follow CLDR and may differ between a server and
// a phone of another year, and an amount stored as 12345 must never change its meaning.
const NO_MINOR = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
const THREE = 'BHD IQD JOD KWD LYD OMR TND'
const FOUR = 'CLF UYW'

const DIGITS = new Map<string, number>([
  ...NO_MINOR.split(' ').map((code) => [code, 0] as const),
  ...THREE.split(' ').map((code) => [code, 3] as const),
  ...FOUR.split(' ').map((code) => [code, 4] as const),
])

/** How many decimal digits the minor unit of a currency has (JPY 0, CNY 2, KWD 3); throws `currency_invalid`. */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RuleError('currency_invalid', { currency })
  return DIGITS.get(currency) ?? 2
}
