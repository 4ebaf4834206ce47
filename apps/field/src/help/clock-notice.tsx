import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Moment } from '../data/clock.ts'
import styles from './help.module.css'

const MINUTE_MS = 60_000

/** By how much, what it means for what is told, and what to do. */
export function ClockNotice({ clock: { offsetMs, isSure } }: { clock: Moment }) {
  const { t } = useTranslation('field-help')
  const { span } = useFormat()
  const isSlow = offsetMs > 0
  const key = isSure ? (isSlow ? 'clock.slow' : 'clock.fast') : isSlow ? 'clock.wasSlow' : 'clock.wasFast'
  return (
    <section className={styles.clock} role="alert">
      <strong>{t(key, { span: span(Math.round(Math.abs(offsetMs) / MINUTE_MS) * MINUTE_MS) })}</strong>
      <p>{t('clock.means')}</p>
      {!isSure && <p>{t('clock.unsure')}</p>}
      <p>{t('clock.do')}</p>
    </section>
  )
}
