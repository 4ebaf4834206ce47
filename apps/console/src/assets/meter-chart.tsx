import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useSession } from '../shell/session.ts'
import type { Asset } from './asset-page.tsx'
import styles from './history.module.css'

type Reading = Asset['meters'][number]
const W = 640
const H = 120
const LEFT = 64

/** The readings over time; doubtful ones stand beside the curve. The table below says the same in words. */
export function MeterChart({ readings, zone }: { readings: readonly Reading[]; zone: string | undefined }) {
  const { t } = useTranslation('assets')
  const { numbers, dates } = useFormat()
  const { person } = useSession()
  if (readings.length < 2) return null
  const sorted = [...readings].sort((a, b) => a.at.localeCompare(b.at))
  const first = Date.parse(sorted[0]!.at)
  const last = Date.parse(sorted.at(-1)!.at)
  const top = Math.max(...sorted.map((one) => one.value), 1)
  const x = (at: string) => LEFT + ((Date.parse(at) - first) / Math.max(1, last - first)) * (W - LEFT - 8)
  const y = (value: number) => H - (value / top) * (H - 12)
  const trusted = sorted.filter((one) => !one.isDoubtful)
  const day = (at: string) => dates(zone ?? person.timeZone).day(at)
  return (
    <svg className={styles.chart} viewBox={`0 0 ${W} ${H + 20}`} role="img" aria-label={t('page.chart')}>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line className={styles.grid} x1={LEFT} x2={W} y1={y(top * share)} y2={y(top * share)} />
          <text x={LEFT - 8} y={y(top * share) + 4} textAnchor="end">
            {numbers.whole(Math.round(top * share))}
          </text>
        </g>
      ))}
      <polyline className={styles.curve} points={trusted.map((one) => `${x(one.at)},${y(one.value)}`).join(' ')} />
      {sorted.map((one) => (
        <circle
          key={one.id}
          className={styles.dot}
          data-doubtful={one.isDoubtful || undefined}
          cx={x(one.at)}
          cy={y(one.value)}
          r={3.5}
        />
      ))}
      <text x={LEFT} y={H + 16}>
        {day(sorted[0]!.at)}
      </text>
      <text x={W} y={H + 16} textAnchor="end">
        {day(sorted.at(-1)!.at)}
      </text>
    </svg>
  )
}
