import { TIME_FIELDS } from '@aftercare/rules'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'
import styles from './day-sheet.module.css'

/** What is told like a step and is none. */
const PAUSES: readonly string[] = ['pause', 'resume']
type Change = Visit['timeChanges'][number]

/** A step that was told late and believed changed the figures: what they were, what they are, who believed it. */
export function TimeChanges({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field', 'dispatch'])
  const { dates, numbers } = useFormat()
  const said = (field: (typeof TIME_FIELDS)[number], value: number | null) =>
    value === null
      ? t('sheet.unknown')
      : field === 'km'
        ? t('sheet.kilometres', { n: numbers.decimal(value, 1) })
        : t('sheet.minutes', { n: numbers.whole(value) })
  const differs = ({ before, after }: Change) => TIME_FIELDS.filter((field) => before[field] !== after[field])
  // A phone that last read its day with an older app has none.
  return (visit.timeChanges ?? []).map((one) => (
    <div key={one.id} className={styles.note}>
      <p>
        {t('sheet.late', {
          step: PAUSES.includes(one.status)
            ? t(`op.${one.status as 'pause'}`)
            : t(`dispatch:status.${one.status as 'done'}`),
        })}
      </p>
      <ul>
        {differs(one).map((field) => (
          <li key={field}>
            {t('sheet.changed', {
              what: t(`sheet.${field}`),
              before: said(field, one.before[field]),
              after: said(field, one.after[field]),
            })}
          </li>
        ))}
      </ul>
      <p>{t('conflict.by', { name: one.by ?? t('judged.desk'), time: dates(visit.timeZone).dayTime(one.at) })}</p>
    </div>
  ))
}
