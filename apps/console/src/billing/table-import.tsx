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
  /** One row that cannot be kept keeps all of them out. */
  isWhole?: boolean
}

/** Prices and rates: the trial shows every row that would be left out and why; the good ones are kept. */
export function TableImport({ isWhole = false, ...props }: TableImportProps) {
  return (
    <AnyTable<Report>
      {...props}
      isKept={(report) => !report.dryRun}
      found={(report, keep, busy) => <Found report={report} isWhole={isWhole} busy={busy} onKeep={keep} />}
    />
  )
}

type FoundProps = { report: Report; isWhole: boolean; busy: boolean; onKeep: () => void }

function Found({ report, isWhole, busy, onKeep }: FoundProps) {
  const { t } = useTranslation('billing')
  const say = useSay()
  const { rows, added, changed, unchanged, refused, findings } = report
  return (
    <>
      <p role="status">
        {t(isWhole ? 'import.foundWhole' : 'import.found', { rows, added, changed, unchanged, refused })}
      </p>
      {findings.length > 0 && (
        <Alert
          type={isWhole ? 'error' : 'warning'}
          title={t(isWhole ? 'import.all_out' : 'import.left_out')}
          description={findings.map(({ row, column, code, values }) => (
            <p key={`${row} ${column} ${code}`}>
              {t('import.row', { row })} {column} · {say(`errors:${code}` as WordKey, values)}
            </p>
          ))}
        />
      )}
      {isWhole && refused > 0 ? (
        <p>{t('import.mend')}</p>
      ) : (
        <Button type="primary" block disabled={added + changed === 0} loading={busy} onClick={onKeep}>
          {t('import.keep', { count: added + changed })}
        </Button>
      )}
    </>
  )
}
