import { Card } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import styles from './importing.module.css'
import type { Preview } from './mapping.ts'

/** The first rows as they were read: whether the file came through with its letters and columns intact. */
export function FirstRows({ preview }: { preview: Preview }) {
  const { t } = useTranslation('requests')
  const { headers, rows, name } = preview
  return (
    <Card title={t('importing.firstRows', { name })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard, too */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('importing.firstRows', { name })}>
        <table className={styles.table}>
          <thead>
            <tr>
              {headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 5).map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
              <tr key={line}>
                {row.map((cell, at) => (
                  <td key={headers[at] ?? at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}
