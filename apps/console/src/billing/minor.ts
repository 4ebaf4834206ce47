export { minorOf } from '@aftercare/rules'

/** The digits a currency has after the point: 2 for CNY, 0 for JPY. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** Minor units as they are typed: 1234 of CNY is 12.34. */
export function amountOf(minor: string, currency: string): string {
  const digits = digitsOf(currency)
  const text = minor.padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
