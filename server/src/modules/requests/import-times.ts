import { Temporal } from 'temporal-polyfill'
import type { Mapping } from './import-mapping.ts'

const PATTERNS: Record<
  string,
  { pattern: RegExp; order: readonly ['d' | 'm' | 'y', 'd' | 'm' | 'y', 'd' | 'm' | 'y'] }
> = {
  'D/M/YYYY HH:MM': {
    pattern: /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/,
    order: ['d', 'm', 'y'],
  },
  'M/D/YYYY HH:MM': {
    pattern: /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/,
    order: ['m', 'd', 'y'],
  },
  'YYYY-MM-DD HH:MM': {
    pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/,
    order: ['y', 'm', 'd'],
  },
  'YYYY/M/D HH:MM': {
    pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/,
    order: ['y', 'm', 'd'],
  },
}

/** Reads the file's times: the instant as ISO text, or null when it is none. Remembers, since logs repeat their minutes. */
export function timeReader({ format, zone }: Mapping['times']): (text: string) => string | null {
  const known = new Map<string, string | null>()
  const read =
    format === 'iso'
      ? (text: string) => isoInstant(text, zone)
      : (text: string) => patternInstant(text, PATTERNS[format]!, zone)
  return (text) => {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    if (known.size > 50_000) known.clear()
    const at = SHEET_DATE.test(text) ? isoInstant(text, zone) : read(text)
    known.set(text, at)
    return at
  }
}

/** A date cell of a spreadsheet has no format to be read by: it comes as this text whatever the mapping says. */
const SHEET_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i

function isoInstant(text: string, zone: string): string | null {
  if (WITH_ZONE.test(text)) {
    const at = new Date(text.replace(' ', 'T').replace(',', '.'))
    return Number.isNaN(at.getTime()) ? null : at.toISOString()
  }
  try {
    return Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' })
      .toZonedDateTime(zone)
      .toInstant()
      .toString()
  } catch {
    return null
  }
}

function patternInstant(text: string, { pattern, order }: (typeof PATTERNS)[string], zone: string): string | null {
  const found = pattern.exec(text)
  if (!found) return null
  const part = Object.fromEntries(order.map((name, index) => [name, Number(found[index + 1])])) as Record<
    'd' | 'm' | 'y',
    number
  >
  const time = { hour: Number(found[4] ?? 0), minute: Number(found[5] ?? 0), second: Number(found[6] ?? 0) }
  if (zone === 'UTC') {
    const at = new Date(Date.UTC(part.y, part.m - 1, part.d, time.hour, time.minute, time.second))
    const real = at.getUTCMonth() === part.m - 1 && at.getUTCDate() === part.d && time.hour < 24 && time.minute < 60
    return real ? at.toISOString() : null
  }
  try {
    const local = Temporal.PlainDateTime.from(
      { year: part.y, month: part.m, day: part.d, ...time },
      { overflow: 'reject' },
    )
    return local.toZonedDateTime(zone).toInstant().toString()
  } catch {
    return null
  }
}
