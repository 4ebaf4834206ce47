import { Card, EmptyState } from '@aftercare/ui'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { api, problemFrom } from '../../shell/api.ts'
import { PageHeader } from '../../shell/page-header.tsx'
import { upload } from '../upload.ts'
import styles from './importing.module.css'
import type { Mapping, Preview } from './mapping.ts'
import { MappingStep } from './mapping-step.tsx'
import { RunStep } from './run-step.tsx'

type File_ = { fileId: string; preview: Preview }

/** Cases from elsewhere: the file, how to read it, a trial that keeps nothing, then the import itself. */
export function ImportPage() {
  const { t } = useTranslation(['requests', 'common'])
  const [file, setFile] = useState<File_ | null>(null)
  const [mapping, setMapping] = useState<Mapping | null>(null)
  const step = file === null ? 0 : mapping === null ? 1 : 2
  const restart = () => {
    setFile(null)
    setMapping(null)
  }
  return (
    <>
      <PageHeader
        back={{ to: paths.requests(), label: t('title') }}
        title={t('importing.title')}
        actions={step > 0 && <Button onClick={restart}>{t('importing.otherFile')}</Button>}
      />
      <div className={styles.page}>
        <Steps
          size="small"
          current={step}
          items={[{ title: t('importing.file') }, { title: t('importing.mapping') }, { title: t('importing.run') }]}
        />
        {file === null && <Choose onFile={setFile} />}
        {file && mapping === null && <MappingStep preview={file.preview} onChosen={setMapping} />}
        {file && mapping && <RunStep fileId={file.fileId} mapping={mapping} onBack={() => setMapping(null)} />}
      </div>
    </>
  )
}

function Choose({ onFile }: { onFile: (file: File_) => void }) {
  const { t } = useTranslation('requests')
  const read = useMutation({
    mutationFn: async (chosen: File): Promise<File_> => {
      const { id } = await upload(chosen, 'table')
      const { data } = await api.POST('/api/v1/requests/import-preview', { body: { fileId: id } })
      return { fileId: id, preview: data! }
    },
    onSuccess: onFile,
  })
  const problem = problemFrom(read.error)
  const take = (files: FileList | null) => files?.[0] && read.mutate(files[0])
  return (
    <Card title={t('importing.file')}>
      {problem && <Alert type="error" showIcon role="alert" title={problem.title} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the button inside */}
      <div
        className={styles.drop}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          take(event.dataTransfer.files)
        }}
      >
        <EmptyState
          icon="upload"
          title={t(read.isPending ? 'importing.reading' : 'importing.choose')}
          hint={t('importing.chooseHint')}
          action={
            <label className={styles.choose}>
              {t('importing.browse')}
              <input
                type="file"
                className={styles.hidden}
                accept=".csv,.tsv,.txt,.xlsx,.gz"
                disabled={read.isPending}
                onChange={(event) => take(event.target.files)}
              />
            </label>
          }
        />
      </div>
    </Card>
  )
}
