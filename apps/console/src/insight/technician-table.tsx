import type { Answer } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { useFigureText } from './figure-card.tsx'
import styles from './slices.module.css'

type Row = Answer<'/api/v1/insight/dispatch'>['byTechnician'][number]
const FIGURES = ['travelShare', 'punctuality', 'planAgainstActual'] as const

/** The same figures by person, whoever did most first. */
export function TechnicianTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('insight')
  const text = useFigureText()
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className={styles.title}>{t('plans.byTechnician')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('plans.technician')}</th>
            <th scope="col">{t('plans.jobs')}</th>
            {FIGURES.map((key) => (
              <th key={key} scope="col">
                {t(`plans.figure.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            .toSorted((a, b) => b.jobs - a.jobs)
            .map((row) => (
              <tr key={row.technician.id}>
                <td>
                  <Go to={paths.person(row.technician.id)}>{row.technician.name}</Go>
                </td>
                <td>{text('count', row.jobs)}</td>
                {FIGURES.map((key) => (
                  <td key={key}>{text('percent', row[key])}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
