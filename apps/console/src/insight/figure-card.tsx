import { Card, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Go } from '../shell/go.tsx'
import type { DashboardAnswer } from './dashboard.tsx'
import styles from './figure-card.module.css'
import { rowsBehind } from './rows-behind.ts'
import { Trend } from './trend.tsx'

export type Figure = DashboardAnswer['figures'][number]

/** A figure in words a person can copy: percent with one digit, hours with one, counts whole. */
export function useFigureText() {
  const { numbers } = useFormat()
  const { t } = useTranslation('insight')
  return (unit: Figure['unit'], value: number | null) => {
    if (value === null) return t('dashboard.none')
    if (unit === 'count') return numbers.decimal(value, 0)
    return unit === 'percent'
      ? `${numbers.decimal(value, 1)} %`
      : t('dashboard.hours', { hours: numbers.decimal(value, 1) })
  }
}

/** One figure: what it is, how large, whether it reaches its target, how it went, and the rows behind it. */
export function FigureCard({ figure }: { figure: Figure }) {
  const { t } = useTranslation('insight')
  const text = useFigureText()
  const [asTable, setAsTable] = useState(false)
  const { key, unit, value, n, of, target, better } = figure
  const missed = value !== null && target !== null && (better === 'higher' ? value < target : value > target)
  const rows = rowsBehind(key)
  return (
    <Card as="article">
      <div className={styles.head}>
        <h2 className={styles.name}>{t(`dashboard.figure.${key}`)}</h2>
        <Tooltip title={t(`dashboard.definition.${key}`)}>
          <button
            type="button"
            className={styles.why}
            aria-label={t('dashboard.definitionOf', { name: t(`dashboard.figure.${key}`) })}
          >
            <Icon name="help" />
          </button>
        </Tooltip>
      </div>
      <p className={styles.value} data-missed={missed}>
        {text(unit, value)}
      </p>
      <p className={styles.note}>
        {of !== null && n !== null && <span>{t('dashboard.nOf', { n: text('count', n), of: text('count', of) })}</span>}
        {of === null && n !== null && key !== 'openRequests' && (
          <span>{t('dashboard.n', { n: text('count', n) })}</span>
        )}
        {target !== null && (
          <span>
            {t(better === 'higher' ? 'dashboard.targetAtLeast' : 'dashboard.targetAtMost', {
              target: text(unit, target),
            })}
          </span>
        )}
      </p>
      {figure.trend.length > 1 && <Trend figure={figure} asTable={asTable} />}
      <div className={styles.foot}>
        {figure.trend.length > 1 && (
          <button type="button" className={styles.link} onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
            {t(asTable ? 'dashboard.asChart' : 'dashboard.asTable')}
          </button>
        )}
        {rows && <Go to={rows}>{t('dashboard.rows')}</Go>}
      </div>
    </Card>
  )
}
