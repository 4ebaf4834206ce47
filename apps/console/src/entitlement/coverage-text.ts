import type { Answer } from '@aftercare/api'
import { useFormat, usePartName } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'

export type Coverage = Answer<'/api/v1/assets/{id}/cover'>['decision']['coverage'][number]

/** Running, but not for much longer. */
const SOON = 60
export type Mood = 'running' | 'soon' | 'over' | 'ahead' | 'unknown'
export const moodOf = (bar: Coverage): Mood =>
  bar.state === 'running' && bar.daysLeft !== null && bar.daysLeft <= SOON ? 'soon' : bar.state

/** What a bar says: what is covered, until when, how much is left of time and of use. */
export function useCoverageText() {
  const { t } = useTranslation(['entitlement', 'assets'])
  const { calendarDay, enumerated, numbers } = useFormat()
  const partName = usePartName()
  const used = (kind: 'km' | 'mile' | 'hour' | 'cycle', value: number) =>
    t(`assets:meterValue.${kind}`, { value: numbers.whole(value) })
  return {
    name: (bar: Coverage) => {
      const kind = t(`bar.${bar.kind}` as 'bar.part', { defaultValue: bar.kind })
      const only = bar.components ? t('cover.component', { components: enumerated(bar.components.map(partName)) }) : ''
      return { layer: t(`layer.${bar.layer}`), kind: [kind, only].filter(Boolean).join(' · ') }
    },
    when: ({ state, start, end }: Coverage) => {
      if (state === 'ahead' && start) return t('cover.starts', { start: calendarDay(start) })
      if (!end) return t('cover.open')
      return t(state === 'over' ? 'cover.ended' : 'cover.until', { end: calendarDay(end) })
    },
    left: (bar: Coverage) => {
      const days = bar.state === 'running' && bar.daysLeft !== null ? timeLeft(bar.daysLeft) : ''
      return [days, limitText(bar)].filter(Boolean).join(' · ')
    },
  }
  /** Nobody reckons with 1,508 days: from four months on it is months. */
  function timeLeft(days: number): string {
    return days > 120 ? t('cover.leftMonths', { count: Math.floor(days / 30.44) }) : t('cover.left', { count: days })
  }
  function limitText({ limit }: Coverage): string {
    if (!limit) return ''
    const top = used(limit.kind, limit.value)
    return limit.used === undefined
      ? t('cover.limitOnly', { limit: top })
      : t('cover.limit', { used: used(limit.kind, limit.used), limit: top })
  }
}
