import { useMutation } from '@tanstack/react-query'
import { type FormInstance, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormShell } from '../../shell/form-shell.tsx'
import styles from './ask-form.module.css'

type AskFormProps<Values extends object, Result> = {
  title: string
  /** What it does, in one sentence. */
  hint?: ReactNode
  submitLabel: string
  initial?: Partial<Values>
  /** Does it; a refusal stays in the dialog with everything that was typed. */
  run: (values: Values, version?: string) => Promise<Result>
  /** How fields are called when somebody else changed them meanwhile. */
  fieldNames?: Partial<Record<keyof Values & string, string>>
  onDone: (result: Result | null) => void
  width?: number
  form?: FormInstance<Values>
  children: ReactNode
}

/** A dialog with a form: it closes when the server has agreed. */
export function AskForm<Values extends object, Result>(props: AskFormProps<Values, Result>) {
  const { title, hint, submitLabel, initial, run, onDone, width = 480, form, fieldNames, children } = props
  const { t } = useTranslation('common')
  const change = useMutation({
    mutationFn: ({ values, version }: { values: Values; version?: string }) => run(values, version),
    onSuccess: onDone,
  })
  return (
    <Modal
      open
      title={title}
      width={width}
      footer={null}
      closable={{ 'aria-label': t('do.close') }}
      onCancel={() => onDone(null)}
      destroyOnHidden
    >
      {hint && <p className={styles.hint}>{hint}</p>}
      <FormShell<Values>
        busy={change.isPending}
        error={change.error}
        submitLabel={submitLabel}
        {...(initial === undefined ? {} : { initial })}
        {...(form === undefined ? {} : { form })}
        onCancel={() => onDone(null)}
        onSubmit={(values) => change.mutate({ values })}
        onResolve={(values, version) => change.mutate({ values, version })}
        {...(fieldNames === undefined ? {} : { fieldNames })}
      >
        {children}
      </FormShell>
    </Modal>
  )
}
