import { Card, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Go } from '../shell/go.tsx'
import styles from './figure-card.module.css'
import { Trend } from './trend.tsx'

export type Figure = {
  unit: 'percent' | 'hours' | 'count' | 'money'
  /** Of a figure in money. */
  currency?: string
  value: number | null
  /** `n` of `of`; `n` alone is how many it was reckoned from. */
  n: number | null
  of: number | null
  target: number | null
  better: 'higher' | 'lower' | 'near'
  /** By month or by day. */
  trend: readonly { at: string; value: number | null }[]
}
type CardProps = {
  figure: Figure
  name: string
  definition: string
  /** The list of the rows it is made of. */
  rows?: string | null
  /** How `n` and `of` are told, when they are no counts. */
  tell?: (value: number) => string
}

/** A figure in words a person can copy: percent with one digit, hours with one, counts whole, what is reckoned from counts with one digit. */
export function useFigureText() {
  const { numbers, money } = useFormat()
  const { t } = useTranslation('insight')
  return (unit: Figure['unit'], value: number | null, currency = 'CNY') => {
    if (value === null) return t('dashboard.none')
    if (unit === 'money') return money({ minor: String(Math.round(value)), currency })
    if (unit === 'count') return numbers.decimal(value, Number.isInteger(value) ? 0 : 1)
    return unit === 'percent'
      ? `${numbers.decimal(value, 1)} %`
      : t('dashboard.hours', { hours: numbers.decimal(value, 1) })
  }
}

/** One figure: what it is, how large, whether it reaches its target, how it went, and the rows behind it. */
export function FigureCard({ figure, name, definition, rows = null, tell }: CardProps) {
  const { t } = useTranslation('insight')
  const text = useFigureText()
  const count = tell ?? ((value: number) => text('count', value))
  const [asTable, setAsTable] = useState(false)
  const { unit, value, n, of, target, better } = figure
  const missed = value !== null && target !== null && misses(better, value, target)
  return (
    <Card as="article">
      <div className={styles.head}>
        <h2 className={styles.name}>{name}</h2>
        <Tooltip title={definition}>
          <button type="button" className={styles.why} aria-label={t('dashboard.definitionOf', { name })}>
            <Icon name="help" />
          </button>
        </Tooltip>
      </div>
      <p className={styles.value} data-missed={missed}>
        {text(unit, value, figure.currency)}
      </p>
      <p className={styles.note}>
        {of !== null && n !== null && <span>{t('dashboard.nOf', { n: count(n), of: count(of) })}</span>}
        {of === null && n !== null && n !== value && <span>{t('dashboard.n', { n: count(n) })}</span>}
        {target !== null && <span>{t(TARGETS[better], { target: text(unit, target, figure.currency) })}</span>}
      </p>
      {figure.trend.length > 1 && <Trend figure={figure} name={name} asTable={asTable} />}
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

const TARGETS = {
  higher: 'dashboard.targetAtLeast',
  lower: 'dashboard.targetAtMost',
  near: 'dashboard.targetNear',
} as const

/** Near: a quarter off the target is too far. */
function misses(better: Figure['better'], value: number, target: number): boolean {
  if (better === 'near') return Math.abs(value - target) > target / 4
  return better === 'higher' ? value < target : value > target
}
