import type { components } from '@aftercare/api'
import { calendarDay, dates, span, useFormat } from '@aftercare/words/web'
import { $api } from '../../shell/api.ts'
import { useCan } from '../../shell/session.ts'
import { useWord } from '../words.ts'
import type { RequestView } from './use-request.ts'

type Step = components['schemas']['ClockStep']
export type ClockKind = RequestView['clocks'][number]['kind']

/** The clocks of a request with the lines of their sums. */
export function useExplained(request: { id: string }) {
  return $api.useQuery('get', '/api/v1/requests/{id}/clocks', { params: { path: { id: request.id } } }).data?.clocks
}

/** What a sum of each clock says, for tooltips. */
export function useSums(request: RequestView): (kind: ClockKind) => string | undefined {
  const clocks = useExplained(request)
  const say = useSayStep(request.timeZone)
  return (kind) =>
    clocks
      ?.find((one) => one.kind === kind)
      ?.steps.map(say)
      .join('\n')
}

/** Calendars by name: a step knows its calendar by id. */
function useCalendarName() {
  const may = useCan()('calendars.read')
  const word = useWord()
  const known = $api.useQuery('get', '/api/v1/calendars', {}, { enabled: may, staleTime: 600_000 }).data?.items ?? []
  return (id: string) => {
    if (id.startsWith('24x7')) return word('clock.rule.always')
    return known.find((one) => one.id === id)?.name ?? word('clock.officeHours')
  }
}

/** One line of the sum behind a deadline, in words and in the zone of the site. */
export function useSayStep(zone: string): (step: Step) => string {
  const word = useWord()
  const { language } = useFormat()
  const calendarName = useCalendarName()
  const day = dates(language, zone)
  const at = (value: unknown) => (value === null || value === undefined ? '…' : day.dayTime(String(value)))
  const length = (ms: unknown) => span(language, Number(ms))
  return ({ code, ...step }) => {
    const values: Record<string, unknown> = { timeZone: step.timeZone, version: step.version }
    if ('at' in step) values.at = at(step.at)
    if ('fromAt' in step) Object.assign(values, { from: at(step.fromAt), to: at(step.toAt) })
    if ('fromDay' in step) {
      const { fromDay, toDay, days } = step
      Object.assign(values, {
        fromDay: calendarDay(language, String(fromDay)),
        toDay: calendarDay(language, String(toDay)),
        count: days,
      })
    }
    if ('ms' in step) values.length = length(step.ms)
    if ('rule' in step) values.rule = word(`clock.rule.${step.rule}`)
    if ('reason' in step) values.reason = word(`hold.${step.reason}`)
    if ('targetMs' in step) values.target = length(step.targetMs)
    if ('calendar' in step) values.calendar = calendarName(String(step.calendar))
    if ('runMs' in step) Object.assign(values, { run: length(step.runMs), paused: length(step.pausedMs) })
    return word(`clock.step.${code}`, values)
  }
}
