import { FileInput, useProblemText } from '@aftercare/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../requests/upload.ts'
import { problemFrom } from './api.ts'

type TableImportProps<Report> = {
  label: string
  hint: ReactNode
  send: (body: { fileId: string; dryRun: boolean }) => Promise<Report>
  isKept: (report: Report) => boolean
  /** What is fetched again once it is kept. */
  paths: readonly string[]
  /** What the trial found, and the button that keeps it. */
  found: (report: Report, keep: () => void, busy: boolean) => ReactNode
}

/** A table brought in: tried first, kept when a person says so. */
export function TableImport<Report>({ label, hint, ...trying }: TableImportProps<Report>) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Modal open={open} title={label} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <p style={{ marginBottom: 'var(--space-3)', color: 'var(--ink-3)' }}>{hint}</p>
        <Trying {...trying} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

type TryingProps<Report> = Omit<TableImportProps<Report>, 'label' | 'hint'> & { onDone: () => void }

function Trying<Report>({ send, isKept, paths, found, onDone }: TryingProps<Report>) {
  const { t } = useTranslation('console')
  const textOf = useProblemText()
  const queries = useQueryClient()
  const [files, setFiles] = useState<File[]>([])
  const read = useMutation({
    mutationFn: async (asked: { file: File } | { fileId: string }) => {
      const fileId = 'fileId' in asked ? asked.fileId : (await upload(asked.file, 'table')).id
      return { fileId, report: await send({ fileId, dryRun: 'file' in asked }) }
    },
    onSuccess: async ({ report }) => {
      if (!isKept(report)) return
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
    <div style={{ display: 'grid', gap: 'var(--space-3)' }}>
      <FileInput label={t('tableImport.choose')} files={files} onChange={take} accept=".csv,.xlsx" />
      {read.isPending && <p role="status">{t('tableImport.reading')}</p>}
      {problem && <Alert type="error" showIcon role="alert" title={textOf(problem)} />}
      {read.data && found(read.data.report, () => read.mutate({ fileId: read.data.fileId }), read.isPending)}
    </div>
  )
}
