import { Button, Form } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { filled } from '../shell/cleaned.ts'
import { FileField } from '../shell/file-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'

type PaperProps<Values extends object> = {
  known: Partial<Values> | null
  save: (values: Values) => Promise<unknown>
  remove: () => Promise<unknown>
  paths: readonly string[]
  /** What is said after it was taken away. */
  removed: string
  onDone: () => void
  children: ReactNode
}

/** The form of a paper (a licence, a certificate): its fields, and the scan of it as a file. */
export function PaperForm<Values extends object>(props: PaperProps<Values>) {
  const { known, paths, onDone, children } = props
  const { t } = useTranslation('common')
  const save = useChange((values: Values) => props.save(filled(values)), { paths, done: t('saved'), next: onDone })
  const remove = useChange(props.remove, { paths, done: props.removed, next: onDone, tellRefusal: true })
  return (
    <FormShell<Values>
      busy={save.isPending || remove.isPending}
      error={save.error}
      submitLabel={t('do.save')}
      initial={known ?? {}}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      {children}
      <Form.Item name="fileId" label={t('file.one')}>
        <FileField />
      </Form.Item>
      {known && (
        <Button type="link" danger onClick={() => remove.mutate(undefined)}>
          {t('do.remove')}
        </Button>
      )}
    </FormShell>
  )
}

/** The scan, if there is one, beside its entry in the list. */
export function PaperLink({ name, fileId }: { name: string; fileId: string | null }) {
  const { t } = useTranslation('common')
  if (fileId === null) return <strong>{name}</strong>
  return (
    <a href={`/api/v1/files/${fileId}`} target="_blank" rel="noreferrer" title={t('do.open')}>
      <strong>{name}</strong>
    </a>
  )
}
