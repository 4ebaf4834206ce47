import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { type Coverage, moodOf, useCoverageText } from './coverage-text.ts'
import styles from './warranty-bars.module.css'

const DAY = 86_400_000
const dayNumber = (day: string) => Date.parse(day) / DAY
const order = { running: 0, soon: 0, unknown: 1, ahead: 2, over: 3 }

/** All covers of one product on one scale of time, with today across them. */
export function WarrantyBars({ coverage, at }: { coverage: readonly Coverage[]; at: string }) {
  const { t } = useTranslation('entitlement')
  const { calendarDay } = useFormat()
  if (coverage.length === 0) return <p className={styles.none}>{t('cover.none')}</p>
  const scale = scaleOf(coverage, at)
  const now = scale.share(at)
  const sorted = withoutTwins(coverage).sort(
    (a, b) => order[moodOf(a)] - order[moodOf(b)] || (b.daysLeft ?? 0) - (a.daysLeft ?? 0),
  )
  return (
    <div className={styles.bars}>
      <ul className={styles.list}>
        {sorted.map((bar) => (
          <Bar key={bar.ruleId} bar={bar} scale={scale} at={at} />
        ))}
      </ul>
      {/* On a phone a date takes a third of the width: the end nearer to today goes without. */}
      <div className={styles.axis} aria-hidden="true">
        <span>{now > 0.4 && calendarDay(scale.first)}</span>
        <span className={styles.today} style={{ insetInlineStart: `${now * 100}%` }}>
          {t('cover.today')}
        </span>
        <span>{now < 0.6 && calendarDay(scale.last)}</span>
      </div>
    </div>
  )
}

/** A goodwill case grants part, labour and travel one by one: what reads the same is one bar. */
function withoutTwins(coverage: readonly Coverage[]): Coverage[] {
  const read = ({ ruleId, ...bar }: Coverage) => (bar.layer === 'goodwill' ? JSON.stringify(bar) : ruleId)
  return [...new Map(coverage.map((bar) => [read(bar), bar])).values()]
}

function Bar({ bar, scale, at }: { bar: Coverage; scale: Scale; at: string }) {
  const text = useCoverageText()
  const { layer, kind } = text.name(bar)
  const from = scale.share(bar.start ?? scale.first)
  const to = scale.share(bar.end ?? scale.last)
  return (
    <li className={styles.bar} data-mood={moodOf(bar)}>
      <span className={styles.name}>
        <strong>{kind}</strong>
        <span>{layer}</span>
      </span>
      <span className={styles.track} aria-hidden="true">
        <span
          className={styles.span}
          style={{ insetInlineStart: `${from * 100}%`, width: `${Math.max(0.5, (to - from) * 100)}%` }}
        />
        <span className={styles.now} style={{ insetInlineStart: `${scale.share(at) * 100}%` }} />
      </span>
      <span className={styles.when}>
        <span>{text.when(bar)}</span>
        <span className={styles.left}>{text.left(bar)}</span>
      </span>
    </li>
  )
}

type Scale = { first: string; last: string; share: (day: string) => number }

function scaleOf(coverage: readonly Coverage[], at: string): Scale {
  const days = [at, ...coverage.flatMap(({ start, end }) => [start, end].filter((day) => day !== null))].sort()
  const first = days[0] ?? at
  const last = days.at(-1) ?? at
  const whole = Math.max(1, dayNumber(last) - dayNumber(first))
  return { first, last, share: (day) => (dayNumber(day) - dayNumber(first)) / whole }
}

/** The cover that runs longest, as one thin line: for lists. */
export function CoverLine({
  coverage,
  until,
}: {
  coverage: readonly Coverage[]
  until: { layer: string; kind: string; end: string | null } | null
}) {
  const text = useCoverageText()
  const bar = coverage.find((one) => one.layer === until?.layer && one.kind === until.kind && one.end === until.end)
  if (!bar?.start || !bar.end) return null
  const whole = dayNumber(bar.end) - dayNumber(bar.start)
  const used = Math.min(1, Math.max(0, 1 - (bar.daysLeft ?? 0) / Math.max(1, whole)))
  return (
    <span className={styles.line} data-mood={moodOf(bar)} title={`${text.name(bar).layer}: ${text.name(bar).kind}`}>
      <span className={styles.short}>
        {text.when(bar)} <span className={styles.left}>{text.left(bar)}</span>
      </span>
      <span className={styles.thin} aria-hidden="true">
        <span className={styles.rest} style={{ transform: `scaleX(${1 - used})` }} />
      </span>
    </span>
  )
}
