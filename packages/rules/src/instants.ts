import { RuleError } from './errors.ts'

// Inside the rules an instant is a `number` of epoch milliseconds in a name ending in `At`; at the JSON edge it is an
// ISO 8601 string. These two functions are the only bridge.
const ISO_INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/

/** Milliseconds of a minute, an hour and a day of 24 hours. */
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** Writes an instant for JSON, in UTC with milliseconds; throws `instant_invalid` for what is no instant. */
export function toIso(at: number): string {
  return new Date(mustBeInstant(at)).toISOString()
}

/** Reads an instant from JSON; a text without offset has no meaning here and throws `instant_invalid`. */
export function fromIso(text: string): number {
  const day = ISO_INSTANT.exec(text)?.[1]
  if (day === undefined || !isPlainDate(day)) throw new RuleError('instant_invalid', { text })
  return mustBeInstant(Date.parse(text))
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`; 30 February is not. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** Returns `at` if it is a whole number of milliseconds in the years 0 to 9999, else throws `instant_invalid`. */
export function mustBeInstant(at: number): number {
  if (!Number.isInteger(at) || at < -62_167_219_200_000 || at >= 253_402_300_800_000) {
    throw new RuleError('instant_invalid', { text: String(at) })
  }
  return at
}
