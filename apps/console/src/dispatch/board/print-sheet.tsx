import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useWord } from '../words.ts'
import { type Axis, shows } from './axis.ts'
import type { Row } from './board-data.ts'
import { usePickUpText } from './pick-ups.tsx'
import styles from './print-sheet.module.css'

/** The plan on paper: a table per person, nothing to press. Only printing shows it. */
export function PrintSheet({ rows, axis }: { rows: readonly Row[]; axis: Axis }) {
  const { t } = useTranslation(['dispatch', 'common'])
  const { dates } = useFormat()
  const word = useWord()
  const say = dates(axis.zone)
  const collects = usePickUpText(axis.zone)
  const [first, last] = [axis.days[0], axis.days.at(-1)]
  if (!first || !last) return null
  const inside = rows.map((row) => ({
    ...row,
    visits: row.visits.filter((visit) => shows(axis.on(row.zone), visit)),
  }))
  return (
    <div className={styles.sheet}>
      <p className={styles.title}>
        {t('title')} {say.weekday(first.fromAt)} {axis.days.length > 1 && `– ${say.weekday(last.fromAt)}`}
      </p>
      {inside.map(({ technician, zone, visits }) => (
        <table key={technician.id} className={styles.table}>
          <caption>
            {technician.name} {technician.station && `· ${technician.station.name}`} {t('common:inZone', { zone })}
          </caption>
          <tbody>
            {visits.length === 0 && (
              <tr>
                <td>{t('print.nothing')}</td>
              </tr>
            )}
            {visits.map((visit) => (
              <tr key={visit.id}>
                <td>
                  {axis.days.length > 1
                    ? dates(zone).range(visit.startsAt, visit.endsAt)
                    : dates(zone).times(visit.startsAt, visit.endsAt)}
                </td>
                <td>{visit.number}</td>
                <td>
                  {visit.title}
                  {visit.pickUp && <div>{collects(visit.pickUp)}</div>}
                </td>
                <td>{[visit.customer, visit.city].filter(Boolean).join(', ')}</td>
                <td>{word(`status.${visit.status}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}
