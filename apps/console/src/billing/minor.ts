import { moneyToDecimal } from '@aftercare/rules'

export { minorOf } from '@aftercare/rules'

/** The digits a currency has after the point: 2 for CNY, 0 for JPY. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** Minor units as they are typed: 1234 of CNY is 12.34. */
export const amountOf = (minor: string, currency: string): string => moneyToDecimal({ minor: BigInt(minor), currency })
