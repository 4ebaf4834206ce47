import type { components } from '@aftercare/api'
import { useSay, type WordKey } from '@aftercare/words/web'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { TableImport } from '../shell/table-import.tsx'

type Report = components['schemas']['TermImport']

/** A maker's plan from a table: kept as a whole or not at all. */
export function TermsImport() {
  const { t } = useTranslation('assets')
  const can = useCan()
  if (!can('assets.catalogue')) return null
  return (
    <TableImport<Report>
      label={t('catalogue.importTerms')}
      hint={
        <>
          {t('catalogue.importHint')}{' '}
          <a href="/api/v1/warranty-terms/export?format=xlsx">{t('catalogue.exportTerms')}</a>
        </>
      }
      send={async (body) => (await api.POST('/api/v1/warranty-terms/import', { body })).data!}
      isKept={(report) => report.isKept}
      paths={['/api/v1/models', '/api/v1/models/{id}']}
      found={(report, keep, busy) => <Found report={report} busy={busy} onKeep={keep} />}
    />
  )
}

function Found({ report, busy, onKeep }: { report: Report; busy: boolean; onKeep: () => void }) {
  const { t } = useTranslation('assets')
  const say = useSay()
  const { rows, added, known, findings } = report
  return (
    <>
      <p role="status">{t('catalogue.importFound', { rows, added, known })}</p>
      {findings.length > 0 ? (
        <Alert
          type="error"
          role="alert"
          title={t('catalogue.importWrong', { count: findings.length })}
          description={findings.map(({ row, column, code, values }) => (
            <p key={`${row} ${column}`}>
              {t('catalogue.importRow', { row })} {column && `· ${say(`assets:column.${column}` as WordKey)}`} ·{' '}
              {say(`errors:${code}` as WordKey, values)}
            </p>
          ))}
        />
      ) : (
        <Button type="primary" disabled={added === 0} loading={busy} onClick={onKeep}>
          {t('catalogue.importDo', { count: added })}
        </Button>
      )}
    </>
  )
}
