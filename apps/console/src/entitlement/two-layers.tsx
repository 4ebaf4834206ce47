import { bothLayers, type Coverage, sayTitle } from '@aftercare/entitlement'
import { StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import styles from './panel.module.css'
import { type Cover, decisionOf, useTranslate } from './say-cover.ts'

/** What the law gives and what was promised, side by side; the better one is marked. */
export function TwoLayers({ cover }: { cover: Cover }) {
  const { t } = useTranslation('entitlement')
  const decision = decisionOf(cover)
  const { law, promise, better } = bothLayers(decision)
  if (!law && !promise) return null
  return (
    <dl className={styles.layers} aria-label={t('panel.layers')}>
      <Layer name={t('panel.law')} bar={law} isBetter={better === 'law' && promise !== null} cover={cover} />
      <Layer name={t('panel.promise')} bar={promise} isBetter={better === 'promise' && law !== null} cover={cover} />
    </dl>
  )
}

function Layer({
  name,
  bar,
  isBetter,
  cover,
}: {
  name: string
  bar: Coverage | null
  isBetter: boolean
  cover: Cover
}) {
  const { t } = useTranslation('entitlement')
  const { language, calendarDay } = useFormat()
  const translate = useTranslate()
  const right = decisionOf(cover).considered.find((one) => one.ruleId === bar?.ruleId)
  return (
    <div className={styles.layer}>
      <dt>{name}</dt>
      <dd>
        {bar ? (
          <>
            <strong>{bar.end ? t('panel.until', { end: calendarDay(bar.end) }) : t('panel.noEnd')}</strong>
            {right && <span className={styles.note}>{sayTitle(right, language, translate)}</span>}
            {isBetter && <StatusTag tone="done">{t('panel.better')}</StatusTag>}
          </>
        ) : (
          <span className={styles.note}>{t('panel.nothing')}</span>
        )}
      </dd>
    </div>
  )
}
