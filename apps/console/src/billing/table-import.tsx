import type { components } from '@aftercare/api'
import { useSay, type WordKey } from '@aftercare/words/web'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TableImport as AnyTable } from '../shell/table-import.tsx'

type Report = components['schemas']['TableImport']
type TableImportProps = {
  label: string
  hint: ReactNode
  send: (body: { fileId: string; dryRun: boolean }) => Promise<Report>
  /** What is fetched again once it is kept. */
  paths: readonly string[]
}

/** Prices and rates: the trial shows every row that would be left out and why; the good ones are kept. */
export function TableImport(props: TableImportProps) {
  return (
    <AnyTable<Report>
      {...props}
      isKept={(report) => !report.dryRun}
      found={(report, keep, busy) => <Found report={report} busy={busy} onKeep={keep} />}
    />
  )
}

function Found({ report, busy, onKeep }: { report: Report; busy: boolean; onKeep: () => void }) {
  const { t } = useTranslation('billing')
  const say = useSay()
  const { rows, added, changed, unchanged, refused, findings } = report
  return (
    <>
      <p role="status">{t('import.found', { rows, added, changed, unchanged, refused })}</p>
      {findings.length > 0 && (
        <Alert
          type="warning"
          title={t('import.left_out')}
          description={findings.map(({ row, column, code, values }) => (
            <p key={`${row} ${column} ${code}`}>
              {t('import.row', { row })} {column} · {say(`errors:${code}` as WordKey, values)}
            </p>
          ))}
        />
      )}
      <Button type="primary" disabled={added + changed === 0} loading={busy} onClick={onKeep}>
        {t('import.keep', { count: added + changed })}
      </Button>
    </>
  )
}
