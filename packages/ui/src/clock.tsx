import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { names } from './class-names.ts'
import styles from './clock.module.css'
import { useNow } from './now.ts'

export type Clock = {
  dueAt: string
  /** Where the bar begins; without it there is no bar to draw. */
  startedAt?: string | null | undefined
  /** How it ended or rests; while it is absent the clock runs. */
  ended?: 'met' | 'missed' | 'paused' | null | undefined
  /** The zone the deadline is told in: the site's. */
  zone: string
  /** The arithmetic behind the deadline, shown in the tooltip. */
  sum?: string | undefined
}

const hour = 3_600_000
type Mood = 'calm' | 'soon' | 'late' | 'still'

function moodOf(clock: Clock, left: number): Mood {
  if (clock.ended === 'missed') return 'late'
  if (clock.ended) return 'still'
  return left < 0 ? 'late' : left < hour ? 'soon' : 'calm'
}

function useClock(clock: Clock) {
  const { t } = useTranslation('common')
  const { span, dates } = useFormat()
  const left = new Date(clock.dueAt).getTime() - useNow()
  const running = t(left < 0 ? 'clock.late' : 'clock.left', { time: span(left) })
  const words = clock.ended ? t(`clock.${clock.ended}`) : running
  const due = t('clock.dueAt', { when: dates(clock.zone).full(clock.dueAt) })
  return { words, mood: moodOf(clock, left), title: clock.sum === undefined ? due : `${due}\n${clock.sum}`, left }
}

/** Time left in words: amber below an hour, red when late; the tooltip has the instant, the zone and the sum. */
export function TimeLeft(clock: Clock) {
  const { words, mood, title } = useClock(clock)
  return (
    <time className={names(styles.words, styles[mood])} dateTime={clock.dueAt} title={title}>
      {words}
    </time>
  )
}

/** `TimeLeft` with its name and a thin bar of how much of the time is used. */
export function ClockBar({ label, ...clock }: Clock & { label: string }) {
  const { words, mood, title, left } = useClock(clock)
  const whole = clock.startedAt ? new Date(clock.dueAt).getTime() - new Date(clock.startedAt).getTime() : 0
  const used = clock.ended === 'met' || whole <= 0 ? 1 : Math.min(1, Math.max(0, 1 - left / whole))
  return (
    <div className={names(styles.clock, styles[mood])} title={title}>
      <span className={styles.label}>{label}</span>
      <time className={styles.words} dateTime={clock.dueAt}>
        {words}
      </time>
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.used} style={{ transform: `scaleX(${used})` }} />
      </span>
    </div>
  )
}
