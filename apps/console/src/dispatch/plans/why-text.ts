import { useFormat } from '@aftercare/words/web'
import { useSkillName } from '../../people/skill-names.tsx'
import { useSession } from '../../shell/session.ts'
import { useWord } from '../words.ts'
import type { Why } from './plan-data.ts'

type Values = Record<string, unknown>
type Coded = { code: string; values: Values }

/** Why a job has no time, with the days it hangs on. */
export function useLackText(): (reason: string, values: Values | null | undefined) => string {
  const word = useWord()
  const { calendarDay, enumerated, numbers } = useFormat()
  return (reason, values) => {
    const { readyOn, latest, earliest, wished, most } = values ?? {}
    if (typeof most === 'number') return word('lackTold.too_many', { n: numbers.whole(most) })
    if (typeof readyOn === 'string') return word('reason.parts_later', { readyOn: calendarDay(readyOn) })
    if (reason === 'part' && values) return word('reason.parts_unknown')
    if (typeof latest === 'string') return word('lackTold.latest', { day: calendarDay(latest) })
    if (typeof earliest === 'string') return word('lackTold.earliest', { day: calendarDay(earliest) })
    if (Array.isArray(wished)) return word('lackTold.wished', { days: enumerated(wished.map(String).map(calendarDay)) })
    return word(`lack.${reason}`)
  }
}

/** More of a limit, in what it counts: kilometres, time, jobs. */
function useMore(): (code: unknown, more: unknown) => string {
  const word = useWord()
  const { numbers, span } = useFormat()
  return (code, more) => {
    if (code === 'max_distance') return word('unit.km', { n: numbers.decimal(Number(more) / 1000) })
    return code === 'max_travel_time' || code === 'max_duration' || code === 'max_work'
      ? span(Number(more) * 1000)
      : numbers.whole(Number(more))
  }
}

/** The codes somebody on one day can lack in words of their own; others are said as they are of the whole job. */
const OF_ONE = /^(skill|certificate|window|shift|not_fit|territory|part|excluded|capacity|too_dear|person_cap|max_.*)$/

/** What somebody lacks for a job on one day, with the figures. */
export function useLackOfText(): (lack: Coded) => string {
  const word = useWord()
  const skillName = useSkillName()
  const moreOf = useMore()
  const { span } = useFormat()
  return ({ code, values }) => {
    if (!OF_ONE.test(code)) return word(`lack.${code}`)
    const { seconds, skill, more, isOff } = values
    if (code === 'excluded' && typeof values.of === 'string')
      return word('lackOf.unwanted', { who: word(`wishes.of.${values.of}`) })
    const short = seconds ? 'shift_by' : 'shift'
    return word(`lackOf.${code === 'shift' ? (isOff ? 'shift_off' : short) : code}`, {
      time: span(Number(seconds ?? 0) * 1000),
      skill: typeof skill === 'string' ? skillName(skill) : '',
      more: moreOf(code === 'person_cap' ? values.limit : code, more ?? 0),
    })
  }
}

/** Why a job is where it is, with what that saves. */
export function useAdvantageText(): (reason: Coded) => string {
  const word = useWord()
  const { span } = useFormat()
  const long = (seconds: unknown) => span(Number(seconds) * 1000)
  return ({ code, values }) => {
    if (code === 'cheapest') {
      const isMore = Number(values.saves) >= 60
      return word(`advantage.${isMore ? code : 'as_cheap'}`, { time: long(values.saves) })
    }
    if (code === 'whole_plan') return word('advantage.whole_plan', { time: long(values.dearerHere) })
    // Plans made before the shifts were counted.
    if (code === 'only_room') return word('advantage.only_room', { count: Number(values.looked ?? values.able) })
    if (code === 'parts_in_van') return word('reason.parts_in_van', { parts: values.parts })
    const { parts, place } = values
    return word(`advantage.${code}`, { parts, place, time: long(Number(values.minutes ?? 0) * 60) })
  }
}

/** The smallest change that would place a job, with by how much. */
export function useChangeText(): (change: NonNullable<Why['change']>) => string {
  const word = useWord()
  const lackOf = useLackOfText()
  const moreOf = useMore()
  const { span, dates, enumerated } = useFormat()
  const { person } = useSession()
  return ({ code, values }) => {
    const at = values.until ?? values.from
    const orders = ((values.orders ?? []) as unknown[]).map(String)
    return word(`change.${variantOf(code, values, orders)}`, {
      time: span(Number(values.seconds ?? 0) * 1000),
      at: typeof at === 'string' ? dates(person.timeZone).dayTime(at) : '',
      what: enumerated(((values.lacks ?? []) as Coded[]).map(lackOf)),
      more: moreOf(values.limit, values.more ?? 0),
      priority: values.priority,
      place: values.place,
      orders: enumerated(orders),
    })
  }
}

function variantOf(code: string, values: Values, orders: readonly string[]): string {
  if (code === 'penalty' && !values.priority) return 'penalty_beyond'
  // Of no other order: of those who come along.
  return code === 'untied' && orders.length === 0 ? 'untied_crew' : code
}
