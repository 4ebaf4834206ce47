import type { Reason } from '@aftercare/dispatch'
import { useFormat } from '@aftercare/words/web'
import { useSkillName } from '../../people/skill-names.tsx'
import { useSession } from '../../shell/session.ts'
import { useWord } from '../words.ts'
import type { Verdict } from './board-data.ts'

/** A reason as a sentence: distances, spans and days told in the reader's way. */
export function useReasonText(): (reason: Pick<Reason, 'code' | 'values'>) => string {
  const word = useWord()
  const skillName = useSkillName()
  const { numbers, span, calendarDay, dates } = useFormat()
  const { person } = useSession()
  // A week of work is forty hours, not one day and sixteen.
  const workHours = (minutes: number) =>
    minutes < 24 * 60
      ? span(minutes * 60_000)
      : word('unit.hours', { n: numbers.quantity(Math.round(minutes / 6) / 10) })
  return ({ code, values }) => {
    const say = { ...values } as Record<string, unknown>
    for (const key of ['skill', 'certificate'] as const)
      if (typeof values[key] === 'string') say[key] = skillName(values[key])
    if (typeof values.metres === 'number') say.distance = word('unit.km', { n: numbers.decimal(values.metres / 1000) })
    if (code === 'load') say.share = numbers.percent(share(values), 0)
    if (typeof values.wayMs === 'number') say.way = span(values.wayMs)
    if (typeof values.gapMs === 'number') say.gap = span(Math.max(0, values.gapMs))
    for (const key of ['validTo', 'validFrom', 'readyOn'] as const)
      if (typeof values[key] === 'string') say[key] = calendarDay(values[key])
    if (typeof values.of === 'string') say.who = word(`wishes.of.${values.of}`)
    if (typeof values.at === 'number') say.at = dates(person.timeZone).dayTime(values.at)
    if (typeof values.most === 'number') {
      say.most = workHours(values.most)
      say.time = workHours(Number(values.minutes))
    }
    if (code === 'absent') say.why = word(`absence.${values.why ?? 'other'}`)
    return word(`reason.${code}${code.startsWith('person_') && values.note ? '_because' : ''}`, say)
  }
}

function share({ bookedMs, shiftMs }: Reason['values']): number {
  return typeof bookedMs === 'number' && typeof shiftMs === 'number' && shiftMs > 0 ? bookedMs / shiftMs : 0
}

/** What stands against a drop, most telling first; empty when nothing does. */
export function useVerdictTexts(): (verdict: Verdict) => string[] {
  const textOf = useReasonText()
  return ({ place, booked, lacking, warnings }) => [
    ...(booked ? place.reasons.filter((one) => one.code === 'booked').slice(0, 1) : []).map(textOf),
    ...lacking.map(textOf),
    // What is impossible anyway need not be tight, too.
    ...(booked || lacking.length > 0 ? [] : warnings.slice(0, 1)).map(textOf),
  ]
}
