import { useTranslation } from 'react-i18next'
import type { Figure } from './figure-card.tsx'
import { useFigureText } from './figure-card.tsx'
import styles from './trend.module.css'

const WIDTH = 240
const HEIGHT = 56

/** Months or days as bars with the target as a line; the same numbers as a table for whoever would rather read. */
export function Trend({ figure, name, asTable }: { figure: Figure; name: string; asTable: boolean }) {
  const { t } = useTranslation('insight')
  const text = useFigureText()
  const { trend, unit, target } = figure
  if (asTable) {
    return (
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(/^\d{4}-\d{2}$/.test(trend[0]?.at ?? '') ? 'dashboard.month' : 'dashboard.day')}</th>
            <th scope="col">{name}</th>
          </tr>
        </thead>
        <tbody>
          {trend.map((point) => (
            <tr key={point.at}>
              <td>{point.at}</td>
              <td>{text(unit, point.value, figure.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )
  }
  const top = Math.max(...trend.map((point) => point.value ?? 0), target ?? 0, 1)
  const width = WIDTH / trend.length
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT
  const said = trend.map((point) => `${point.at}: ${text(unit, point.value, figure.currency)}`).join('; ')
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={said}
      preserveAspectRatio="none"
    >
      {trend.map((point, index) =>
        point.value === null ? null : (
          <rect
            key={point.at}
            className={styles.bar}
            x={index * width + 1}
            width={Math.max(1, width - 2)}
            y={y(point.value)}
            height={HEIGHT - y(point.value)}
          >
            <title>{`${point.at}: ${text(unit, point.value, figure.currency)}`}</title>
          </rect>
        ),
      )}
      {target !== null && <line className={styles.target} x1={0} x2={WIDTH} y1={y(target)} y2={y(target)} />}
    </svg>
  )
}
