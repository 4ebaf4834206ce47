import type { components } from '@aftercare/api'
import { FileInput, useProblemText } from '@aftercare/ui'
import { useSay, type WordKey } from '@aftercare/words/web'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../requests/upload.ts'
import { api, problemFrom } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import styles from './terms-card.module.css'

type Report = components['schemas']['TermImport']
type Read = { fileId: string; report: Report }

/** A maker's plan from a table: tried first, kept as a whole or not at all. */
export function TermsImport() {
  const { t } = useTranslation('assets')
  const can = useCan()
  const [open, setOpen] = useState(false)
  if (!can('assets.catalogue')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('catalogue.importTerms')}</Button>
      <Modal
        open={open}
        title={t('catalogue.importTerms')}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Import onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Import({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('assets')
  const textOf = useProblemText()
  const queries = useQueryClient()
  const [files, setFiles] = useState<File[]>([])
  const read = useMutation({
    mutationFn: async (asked: { file: File } | { fileId: string }): Promise<Read> => {
      const fileId = 'fileId' in asked ? asked.fileId : (await upload(asked.file, 'table')).id
      const body = { fileId, dryRun: !('fileId' in asked) }
      return { fileId, report: (await api.POST('/api/v1/warranty-terms/import', { body })).data! }
    },
    onSuccess: async ({ report }) => {
      if (!report.isKept) return
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/models'] })
      onDone()
    },
  })
  const problem = problemFrom(read.error)
  const take = (chosen: File[]) => {
    const file = chosen.at(-1)
    setFiles(file ? [file] : [])
    read.reset()
    if (file) read.mutate({ file })
  }
  return (
    <>
      <p className={styles.hint}>
        {t('catalogue.importHint')} <a href="/api/v1/warranty-terms/export?format=xlsx">{t('catalogue.exportTerms')}</a>
      </p>
      <FileInput label={t('catalogue.importChoose')} files={files} onChange={take} accept=".csv,.xlsx" />
      {read.isPending && <p role="status">{t('catalogue.importReading')}</p>}
      {problem && <Alert type="error" showIcon role="alert" title={textOf(problem)} />}
      {read.data && <Found read={read.data} busy={read.isPending} onKeep={(fileId) => read.mutate({ fileId })} />}
    </>
  )
}

function Found({ read, busy, onKeep }: { read: Read; busy: boolean; onKeep: (fileId: string) => void }) {
  const { t } = useTranslation('assets')
  const say = useSay()
  const { rows, added, known, findings } = read.report
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
        <Button type="primary" disabled={added === 0} loading={busy} onClick={() => onKeep(read.fileId)}>
          {t('catalogue.importDo', { count: added })}
        </Button>
      )}
    </>
  )
}
