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

/** A typed amount in minor units, without ever being a float: `"12.5"` CNY is `"1250"`. */
export function minorOf(typed: string | number, currency: string): string {
  const digits = minorDigits(currency)
  const [whole = '0', rest = ''] = String(typed).split('.')
  return BigInt(whole + rest.padEnd(digits, '0').slice(0, digits)).toString()
}

// ISO 4217 list one, currencies in circulation and funds codes that occur on invoices.
const CODES = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP ' +
    'CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS ' +
    'INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU ' +
    'MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK ' +
    'SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UYW UZS VED VES VND VUV ' +
    'WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
)

/** Whether there is such a currency: `minorDigits` alone takes any three letters. */
export const isCurrency = (code: unknown): code is string => typeof code === 'string' && CODES.has(code)
