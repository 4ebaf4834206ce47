/** The digits a currency has after the point: 2 for CNY, 0 for JPY. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** A typed amount in minor units, without ever being a float: `"12.5"` CNY is `"1250"`. */
export function minorOf(typed: string | number, currency: string): string {
  const digits = digitsOf(currency)
  const [whole = '0', rest = ''] = String(typed).split('.')
  return BigInt(whole + rest.padEnd(digits, '0').slice(0, digits)).toString()
}
