/** A calendar day as a number (1970-01-01 = 0): periods need no time of day, and whole numbers keep the engine fast and small. */
export type Day = number

const textOf = /^\d{4}-\d{2}-\d{2}$/

/** The day of `YYYY-MM-DD`, or undefined when there is no such day. Proleptic Gregorian. */
export function parseDay(text: string): Day | undefined {
  if (!textOf.test(text)) return undefined
  const day = dayOf(text)
  return dateOf(day) === text ? day : undefined
}

/** The day of a text that was checked before. */
export function dayOf(text: string): Day {
  return dayNumber(digits(text, 0) * 100 + digits(text, 2), digits(text, 5), digits(text, 8))
}

/** Two digits of a text as a number, without making a text of them. */
const digits = (text: string, at: number) => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528

export function dateOf(day: Day): string {
  let text = texts.get(day)
  if (text === undefined) {
    const [year, month, date] = civil(day)
    text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
    if (texts.size > 40_000) texts.clear()
    texts.set(day, text)
  }
  return text
}

/** Days are few and written all the time: a century of them is kept. */
const texts = new Map<Day, string>()

/** The corresponding day, or the last day of a month that has none (民法典 202, § 188 BGB, Regulation 1182/71 Art. 3). */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = civil(day)
  const index = year * 12 + month - 1 + months
  const toYear = Math.floor(index / 12)
  const toMonth = index - toYear * 12 + 1
  return dayNumber(toYear, toMonth, Math.min(date, daysIn(toYear, toMonth)))
}

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (day: Day) => (((day + 4) % 7) + 7) % 7

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

// Days ↔ civil dates after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the leap day is last.
function dayNumber(year: number, month: number, date: number): Day {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

function civil(day: Day): [number, number, number] {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return [year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1]
}
