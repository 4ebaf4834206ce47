const DAY_MS = 86_400_000

export const dayText = (at: Date): string => at.toISOString().slice(0, 10)
/** `2026-11` of `2026-11-22`. */
export const monthOf = (day: string): string => day.slice(0, 7)

export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return dayText(new Date(Date.UTC(year, number - 1 + by, 1))).slice(0, 7)
}

/** The days a month is shown by: whole weeks from Monday to Sunday. */
export function daysOf(month: string): string[] {
  const first = Date.parse(`${month}-01`)
  const next = Date.parse(`${monthAfter(month, 1)}-01`)
  const before = (new Date(first).getUTCDay() + 6) % 7
  const weeks = Math.ceil(((next - first) / DAY_MS + before) / 7)
  return Array.from({ length: weeks * 7 }, (_, i) => dayText(new Date(first + (i - before) * DAY_MS)))
}
