import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { DashboardAnswer } from './dashboard.tsx'
import styles from './slices.module.css'

type Slice = DashboardAnswer['slices']['country'][number]

/** Where the requests of the period come from: name, share as a bar, number, how many are still open. */
export function Slices({ title, rows, nameOf }: { title: string; rows: Slice[]; nameOf?: (label: string) => string }) {
  const { t, i18n } = useTranslation('insight')
  const { numbers } = useFormat()
  const most = Math.max(...rows.map((row) => row.requests), 1)
  const name = (row: Slice) => {
    if (row.label === null) return t('dashboard.unnamed')
    return nameOf ? nameOf(row.label) : (row.names?.[i18n.language] ?? row.names?.en ?? row.label)
  }
  return (
    <>
      <h2 className={styles.title}>{title}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.unseen}>
              {title}
            </th>
            <th scope="col">{t('dashboard.requests')}</th>
            <th scope="col">{t('dashboard.open')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label ?? ''}>
              <td>
                <span
                  className={styles.bar}
                  style={{ inlineSize: `${(row.requests / most) * 100}%` }}
                  aria-hidden="true"
                />
                <span className={styles.name}>{name(row)}</span>
              </td>
              <td>{numbers.decimal(row.requests, 0)}</td>
              <td>{numbers.decimal(row.openRequests, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
