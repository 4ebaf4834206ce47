import type { components } from '@aftercare/api'
import { FileInput, useProblemText } from '@aftercare/ui'
import { useSay, type WordKey } from '@aftercare/words/web'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../requests/upload.ts'
import { problemFrom } from '../shell/api.ts'

type Report = components['schemas']['TableImport']
type TableImportProps = {
  label: string
  hint: ReactNode
  send: (body: { fileId: string; dryRun: boolean }) => Promise<Report>
  /** What is fetched again once it is kept. */
  paths: readonly string[]
}

/** A table brought in: tried first, with every row that would be left out and why; kept when a person says so. */
export function TableImport({ label, hint, send, paths }: TableImportProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Modal open={open} title={label} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <p>{hint}</p>
        <Trying send={send} paths={paths} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Trying({ send, paths, onDone }: Pick<TableImportProps, 'send' | 'paths'> & { onDone: () => void }) {
  const { t } = useTranslation('billing')
  const textOf = useProblemText()
  const queries = useQueryClient()
  const [files, setFiles] = useState<File[]>([])
  const read = useMutation({
    mutationFn: async (asked: { file: File } | { fileId: string }) => {
      const fileId = 'fileId' in asked ? asked.fileId : (await upload(asked.file, 'table')).id
      return { fileId, report: await send({ fileId, dryRun: 'file' in asked }) }
    },
    onSuccess: async ({ report }) => {
      if (report.dryRun) return
      await Promise.all(paths.map((path) => queries.invalidateQueries({ queryKey: ['get', path] })))
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
      <FileInput label={t('import.choose')} files={files} onChange={take} accept=".csv,.xlsx" />
      {read.isPending && <p role="status">{t('import.reading')}</p>}
      {problem && <Alert type="error" showIcon role="alert" title={textOf(problem)} />}
      {read.data && (
        <Found
          report={read.data.report}
          busy={read.isPending}
          onKeep={() => read.mutate({ fileId: read.data.fileId })}
        />
      )}
    </>
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
