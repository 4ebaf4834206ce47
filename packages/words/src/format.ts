/** The only three formatters of the product: dates, numbers, money. Nothing else writes a date, a figure or a price. */
const made = new Map<string, unknown>()

/** `Intl` objects cost about 50 µs each; a list of 200 rows would make thousands. */
function once<T>(key: string, make: () => T): T {
  const known = made.get(key) as T | undefined
  if (known !== undefined) return known
  const fresh = make()
  made.set(key, fresh)
  return fresh
}

export type Instant = string | number | Date
const at = (value: Instant) => (value instanceof Date ? value : new Date(value))

function dateFormat(language: string, zone: string, options: Intl.DateTimeFormatOptions) {
  const key = `d|${language}|${zone}|${JSON.stringify(options)}`
  // hourCycle h23: "24:30" after midnight and am/pm both read badly on a board.
  return once(key, () => new Intl.DateTimeFormat(language, { ...options, timeZone: zone, hourCycle: 'h23' }))
}

const clock = { hour: '2-digit', minute: '2-digit' } as const
const calendar = { year: 'numeric', month: 'short', day: 'numeric' } as const

/** Dates and times in one explicit IANA zone: that of the site or of the person, never that of the browser. */
export function dates(language: string, zone: string) {
  const format = (value: Instant, options: Intl.DateTimeFormatOptions) =>
    dateFormat(language, zone, options).format(at(value))
  return {
    time: (value: Instant) => format(value, clock),
    day: (value: Instant) => format(value, calendar),
    shortDay: (value: Instant) => format(value, { month: 'short', day: 'numeric' }),
    weekday: (value: Instant) => format(value, { weekday: 'short', month: 'short', day: 'numeric' }),
    dayTime: (value: Instant) => format(value, { ...calendar, ...clock }),
    /** With the zone's name: for tooltips and paper, where the reader may sit elsewhere. */
    full: (value: Instant) => format(value, { ...calendar, weekday: 'short', ...clock, timeZoneName: 'short' }),
    /** `GMT-6`: which clock it is, where several are side by side. */
    offset: (value: Instant) =>
      dateFormat(language, zone, { timeZoneName: 'shortOffset' })
        .formatToParts(at(value))
        .find(({ type }) => type === 'timeZoneName')!.value,
    /** `Mon, Nov 23, 09:00 – 11:00`: the day is written once when both ends share it. */
    range: (from: Instant, to: Instant) =>
      dateFormat(language, zone, { weekday: 'short', month: 'short', day: 'numeric', ...clock }).formatRange(
        at(from),
        at(to),
      ),
    /** `09:00 – 11:00`; past midnight `23:15 – Nov 24, 00:30`: the day of the end is said, the first one is known. */
    times: (from: Instant, to: Instant) =>
      format(from, calendar) === format(to, calendar)
        ? dateFormat(language, zone, clock).formatRange(at(from), at(to))
        : `${format(from, clock)} – ${format(to, { month: 'short', day: 'numeric', ...clock })}`,
  }
}

/** A calendar day (`2026-11-23`, a `date` column) has no zone. */
export function calendarDay(language: string, day: string): string {
  return dateFormat(language, 'UTC', calendar).format(new Date(`${day}T00:00:00Z`))
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** A span in its two largest units: `2d 3h`, `12m`; below a minute `0m`. */
export function span(language: string, milliseconds: number): string {
  let rest = Math.abs(milliseconds)
  const parts: string[] = []
  for (const [unit, size] of steps) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0 || (unit === 'minute' && parts.length === 0)) parts.push(unitFormat(language, unit).format(count))
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  // Chinese writes «2小时5分钟»; what Intl puts between figure and unit differs by region.
  return /^zh/.test(language) ? parts.join('').replaceAll(' ', '') : parts.join(' ')
}

function unitFormat(language: string, unit: string) {
  return once(
    `u|${language}|${unit}`,
    () => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' }),
  )
}

function numberFormat(language: string, options: Intl.NumberFormatOptions) {
  return once(`n|${language}|${JSON.stringify(options)}`, () => new Intl.NumberFormat(language, options))
}

export function numbers(language: string) {
  return {
    whole: (value: number) => numberFormat(language, { maximumFractionDigits: 0 }).format(value),
    /** With as many places as it has, at most six: 3, 0.25. */
    quantity: (value: number) => numberFormat(language, { maximumFractionDigits: 6 }).format(value),
    decimal: (value: number, digits = 1) =>
      numberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    /** 0.6018 reads 60.2 %. */
    percent: (share: number, digits = 1) =>
      numberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share),
    bytes: (value: number) => bytes(language, value),
  }
}

function bytes(language: string, value: number) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = value < 1 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), units.length - 1)
  return numberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(value / 1000 ** step)
}

/** Names one after the other, as the language parts them: `Parts, Labour`, `备件、工时`. */
export function enumerated(language: string, names: readonly string[]): string {
  return names.join(language.startsWith('zh') ? '、' : ', ')
}

export type CountedPart = { code: string; quantity: number }

/** How many of which, in one breath: `2 × CAP-35, 1 × FAN-1`. */
export function countedParts(language: string, parts: readonly CountedPart[]): string {
  const { quantity } = numbers(language)
  return enumerated(
    language,
    parts.map((one) => `${quantity(one.quantity)}\u00a0×\u00a0${one.code}`),
  )
}

/** Minor units as a decimal string (they may exceed 2^53) and the ISO 4217 code. */
export type Money = { minor: string; currency: string }

export function money(language: string, value: Money): string {
  const options = { style: 'currency', currency: value.currency } as const
  const format = numberFormat(language, options)
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(decimalOf(value.minor, digits) as `${number}`)
}

/** `12345` with two digits gives `123.45`, without ever touching a float. */
export function decimalOf(minor: string, digits: number): string {
  const negative = minor.startsWith('-')
  const figures = (negative ? minor.slice(1) : minor).padStart(digits + 1, '0')
  const cut = figures.length - digits
  const text = digits === 0 ? figures : `${figures.slice(0, cut)}.${figures.slice(cut)}`
  return negative ? `-${text}` : text
}
