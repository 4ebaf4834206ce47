import { useProblemText } from '@aftercare/ui'
import { useMutation } from '@tanstack/react-query'
import { Button, Upload } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../requests/upload.ts'
import { problemFrom } from './api.ts'
import styles from './file-field.module.css'

export type FileFieldProps = { value?: string | null; onChange?: (fileId: string | null) => void; id?: string }
type Kind = {
  accept?: string
  send?: (file: File) => ReturnType<typeof upload>
  /** How what is chosen is shown, when it is not a link. */
  shown?: (fileId: string) => ReactNode
}
const PAPERS = 'application/pdf,image/png,image/jpeg,image/webp'
const asDocument = (file: File) => upload(file, 'document')

/** One file of a form (a PDF, a photo of a paper): sent when it is chosen, kept when the form is saved. */
export function FileField({
  value,
  onChange,
  id,
  accept = PAPERS,
  send: by = asDocument,
  shown,
}: FileFieldProps & Kind) {
  const { t } = useTranslation('common')
  const textOf = useProblemText()
  const send = useMutation({
    mutationFn: by,
    onSuccess: (sent) => onChange?.(sent.id),
  })
  const problem = problemFrom(send.error)
  return (
    <div className={styles.field}>
      {value && shown?.(value)}
      {value && !shown && (
        <a href={`/api/v1/files/${value}`} target="_blank" rel="noreferrer">
          {send.data?.id === value ? send.data.name : t('do.open')}
        </a>
      )}
      <Upload
        {...(id === undefined ? {} : { id })}
        accept={accept}
        showUploadList={false}
        beforeUpload={(file) => {
          send.mutate(file)
          return false
        }}
      >
        <Button loading={send.isPending}>{t('file.choose')}</Button>
      </Upload>
      {value && (
        <Button type="link" danger onClick={() => onChange?.(null)}>
          {t('do.remove')}
        </Button>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {textOf(problem)}
        </p>
      )}
    </div>
  )
}
