import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Proposal } from './proposal-panel.tsx'
import styles from './replenishment.module.css'

const WIDTH = 320
const HEIGHT = 150
const FOOT = 18

/** What was asked for month by month, and what the coming months may bring together against what is there. */
export function Outlook({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('replenishment')
  const { history } = proposal.facts
  return (
    <div className={styles.charts}>
      {history.length > 0 && (
        <figure style={{ margin: 0 }}>
          <figcaption className={styles.caption}>{t('fan.past')}</figcaption>
          <Past history={history} />
        </figure>
      )}
      <figure style={{ margin: 0 }}>
        <figcaption className={styles.caption}>{t('fan.coming')}</figcaption>
        <Fan proposal={proposal} />
      </figure>
    </div>
  )
}

function Past({ history }: { history: readonly number[] }) {
  const { numbers } = useFormat()
  const { t } = useTranslation('replenishment')
  const top = Math.max(1, ...history)
  const step = WIDTH / history.length
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${t('fan.past')}: ${history.map((units) => numbers.quantity(units)).join(' ')}`}
    >
      {numbered(history).map(({ one: units, n: month }) => {
        const height = (units / top) * (HEIGHT - FOOT - 14)
        return (
          <rect
            key={month}
            className={styles.bar}
            x={month * step + 1}
            width={step - 2}
            y={HEIGHT - FOOT - height}
            height={height}
          />
        )
      })}
      <line className={styles.axis} x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
      <text className={styles.label} x={0} y={11}>
        {numbers.quantity(top)}
      </text>
      <text className={styles.label} x={0} y={HEIGHT - 4}>
        {`−${history.length - 1}`}
      </text>
      <text className={styles.label} x={WIDTH} y={HEIGHT - 4} textAnchor="end">
        {0}
      </text>
    </svg>
  )
}

/** The fan opens from today: between its edges lies what comes with a chance of 80 %; the dashed line is what is there and coming. */
function Fan({ proposal: { facts, position } }: { proposal: Proposal }) {
  const { t } = useTranslation('replenishment')
  const { numbers } = useFormat()
  const { fan } = facts
  const points = [{ low: 0, middle: 0, high: 0 }, ...fan]
  const top = Math.max(1, position, ...fan.map(({ high }) => high))
  const x = (month: number) => (month / fan.length) * WIDTH
  const y = (units: number) => HEIGHT - FOOT - (Math.max(0, units) / top) * (HEIGHT - FOOT - 14)
  const line = (key: 'low' | 'middle' | 'high') => points.map((one, month) => `${x(month)},${y(one[key])}`)
  const said = fan.map((one, n) =>
    t('fan.said', {
      months: n + 1,
      low: numbers.quantity(one.low),
      middle: numbers.quantity(one.middle),
      high: numbers.quantity(one.high),
    }),
  )
  return (
    <>
      <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={said.join(' ')}>
        <polygon className={styles.band} points={[...line('high'), ...line('low').reverse()].join(' ')} />
        <polyline className={styles.middle} points={line('middle').join(' ')} />
        <line className={styles.position} x1={0} x2={WIDTH} y1={y(position)} y2={y(position)}>
          <title>{t('fan.there')}</title>
        </line>
        <line className={styles.axis} x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
        <text className={styles.label} x={0} y={11}>
          {numbers.quantity(top)}
        </text>
        {numbered(fan).map(({ n }) => (
          <text
            key={n}
            className={styles.label}
            x={x(n + 1)}
            y={HEIGHT - 4}
            textAnchor={n + 1 === fan.length ? 'end' : 'middle'}
          >
            {numbers.whole(n + 1)}
          </text>
        ))}
      </svg>
      <p className={styles.quiet}>{said.at(-1)}</p>
    </>
  )
}

/** With its place: a month is known by nothing else. */
const numbered = <One,>(all: readonly One[]) => all.map((one, n) => ({ one, n }))
