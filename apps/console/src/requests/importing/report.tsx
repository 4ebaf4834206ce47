import type { components } from '@aftercare/api'
import { useFormat, useSay, type WordKey } from '@aftercare/words/web'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './importing.module.css'

type Finding = { row: number; severity: string; column: string | null; code: string; values: Record<string, unknown> }
type Kind = { code: string; severity: string; column: string | null; count: number }
export type ImportResult = {
  dryRun: boolean
  rows: number
  refused: number
  cases: number
  events: number
  created: number
  updated: number
  unchanged: number
  findings: number
  kinds: Kind[]
  first: Finding[]
  seconds: number
  rowsPerSecond: number
}

export function reportOf(task: components['schemas']['Task'] | undefined): ImportResult | undefined {
  return task?.state === 'done' ? (task.result as unknown as ImportResult) : undefined
}

/** What came of it, and what was wrong in the file: how often, the first ones here, all of them in a file. */
export function Report({ report, fileId }: { report: ImportResult; fileId: string | null }) {
  const { t } = useTranslation('requests')
  const { numbers } = useFormat()
  const n = numbers.whole
  const figures = [
    ['rows', report.rows],
    ['cases', report.cases],
    ['events', report.events],
    ['created', report.created],
    ['updated', report.updated],
    ['unchanged', report.unchanged],
    ['refused', report.refused],
  ] as const
  return (
    <>
      <Alert
        type={report.dryRun ? 'info' : 'success'}
        showIcon
        title={t(report.dryRun ? 'importing.tried' : 'importing.done')}
        description={t('importing.took', { seconds: numbers.decimal(report.seconds), rate: n(report.rowsPerSecond) })}
      />
      <dl className={styles.figures}>
        {figures.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`importing.figure.${key}`)}</dt>
            <dd>{n(value)}</dd>
          </div>
        ))}
      </dl>
      {report.findings > 0 && <Findings report={report} fileId={fileId} />}
    </>
  )
}

function Findings({ report, fileId }: { report: ImportResult; fileId: string | null }) {
  const { t } = useTranslation('requests')
  const say = useSay()
  const { numbers } = useFormat()
  const text = ({ code, values }: Finding) => say(`errors:${code}` as WordKey, values)
  return (
    <section className={styles.findings}>
      <h3 className={styles.findingsTitle}>
        {t('importing.findings', { count: report.findings, text: numbers.whole(report.findings) })}
        {fileId && <a href={`/api/v1/files/${fileId}?download=true`}>{t('importing.download')}</a>}
      </h3>
      <ul className={styles.kinds}>
        {report.kinds.map((kind) => (
          <li key={`${kind.code}${kind.column}`}>
            {t('importing.kindCount', {
              count: kind.count,
              text: numbers.whole(kind.count),
              column: kind.column ?? '–',
              severity: t(`import.${kind.severity as 'error'}`),
            })}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard, too */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('importing.firstFindings')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.severity')}</th>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.message')}</th>
            </tr>
          </thead>
          <tbody>
            {report.first.slice(0, 20).map((one) => (
              <tr key={`${one.row}${one.code}${one.column}`}>
                <td>{one.row}</td>
                <td>{t(`import.${one.severity as 'error'}`)}</td>
                <td>{one.column}</td>
                <td>{text(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
