import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import { invalid } from '../../kit/problem.ts'

/** A phone number in E.164 as people of that country write it; what no network would accept is refused by field. */
export function normalPhone(
  path: string,
  typed: string | null | undefined,
  country: string,
): string | null | undefined {
  if (typed === null || typed === undefined || typed.trim() === '') return typed === undefined ? undefined : null
  const number = parsePhoneNumberFromString(typed.normalize('NFKC'), country as CountryCode)
  if (!number?.isPossible()) throw invalid({ path, code: 'validation.phone' })
  return number.number
}

export function normalEmail(typed: string | null | undefined): string | null | undefined {
  return typed?.trim().toLowerCase() || (typed === undefined ? undefined : null)
}

/** 'HH:MM' as the column keeps it, so that an unchanged value is not a change. */
export function clockTime(typed: string | null | undefined): string | null | undefined {
  return typed ? `${typed}:00` : typed
}
