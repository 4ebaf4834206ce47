import type { ApiProblem } from '@aftercare/api'
import { CopyText, useProblemText } from '@aftercare/ui'
import { Alert, Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { problemFrom } from './api.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { fieldErrors, pathKey } from './field-errors.ts'
import styles from './form-shell.module.css'
import { useLeaveGuard } from './leave-guard.tsx'

type FormShellProps<Values extends object> = {
  /** Whether it is being sent; and what came back. Both are demanded, so that no form forgets them. */
  busy: boolean
  error: unknown
  submitLabel: string
  onSubmit: (values: Values) => void
  initial?: Partial<Values>
  onCancel?: (() => void) | undefined
  form?: FormInstance<Values>
  /** Sends again after a version conflict: the chosen values, over the version that holds now. */
  onResolve?: (values: Values, version: string) => void
  /** How fields are called in the conflict dialog; those without a name are called by their key. */
  fieldNames?: Partial<Record<keyof Values & string, string>>
  /** Says before leaving that what was typed would be lost. For pages; a dialog closes on purpose. */
  guard?: boolean
  /** Most forms mark what may stay empty; one where nearly everything may, marks what may not. */
  marks?: 'optional' | 'required'
  /** One wide button, for the pages before the sign-in. */
  wide?: boolean
  children: ReactNode
}

/** A form that keeps what was typed, shows refusals at their fields, and settles conflicts field by field. */
export function FormShell<Values extends object>(props: FormShellProps<Values>) {
  const {
    busy,
    error,
    submitLabel,
    onSubmit,
    initial,
    onCancel,
    onResolve,
    fieldNames,
    guard = false,
    wide = false,
    marks = 'optional',
    children,
  } = props
  const { t } = useTranslation('common')
  const [own] = Form.useForm<Values>()
  const form = props.form ?? own
  const problem = problemFrom(error)
  const unplaced = useFieldErrors(form, problem)
  const leave = useLeaveGuard(guard && !busy)
  const conflict = problem?.code === 'conflict.version' && onResolve !== undefined
  return (
    <Form<Values>
      className={styles.form!}
      form={form}
      layout="vertical"
      initialValues={initial as never}
      disabled={busy}
      scrollToFirstError
      requiredMark={marks === 'optional' ? 'optional' : true}
      onValuesChange={leave.touch}
      onFinish={(values) => {
        leave.calm()
        onSubmit(values)
      }}
    >
      {problem && !conflict && <Refusal problem={problem} unplaced={unplaced} />}
      {children}
      <div className={styles.actions}>
        {onCancel && (
          <Button onClick={onCancel} size={wide ? 'large' : 'medium'}>
            {t('do.cancel')}
          </Button>
        )}
        <Button type="primary" htmlType="submit" loading={busy} block={wide} size={wide ? 'large' : 'medium'}>
          {submitLabel}
        </Button>
      </div>
      {conflict && problem && (
        <ConflictDialog
          problem={problem}
          names={(fieldNames ?? {}) as Record<string, string>}
          onChoose={(chosen, version) => {
            form.setFieldsValue(chosen as never)
            onResolve({ ...form.getFieldsValue(true), ...chosen } as Values, version)
          }}
        />
      )}
      {leave.dialog}
    </Form>
  )
}

/** Puts each refusal at its field; what belongs to no field of this form is returned for the top. */
function useFieldErrors<Values>(form: FormInstance<Values>, problem: ApiProblem | null): string[] {
  useEffect(() => {
    if (!problem) return
    const placed = fieldErrors(problem, hasField(form))
    form.setFields(placed.fields.map(({ name, errors }) => ({ name: name as never, errors })))
    const first = placed.fields[0]
    if (first) form.scrollToField(first.name as never, { focus: true })
  }, [form, problem])
  return problem ? fieldErrors(problem, hasField(form)).unplaced : []
}

function hasField<Values>(form: FormInstance<Values>) {
  return (name: (string | number)[]) =>
    form.getFieldInstance(name as never) !== undefined || registered(form).has(pathKey(name))
}

function registered<Values>(form: FormInstance<Values>): Set<string> {
  return new Set(form.getFieldsError().map((field) => pathKey(field.name as (string | number)[])))
}

function Refusal({ problem, unplaced }: { problem: ApiProblem; unplaced: string[] }) {
  const { t } = useTranslation('common')
  const textOf = useProblemText()
  return (
    <Alert
      className={styles.refusal ?? ''}
      type="error"
      showIcon
      role="alert"
      title={textOf(problem)}
      description={
        <>
          {unplaced.map((text) => (
            <p key={text}>{text}</p>
          ))}
          {problem.requestId && problem.status >= 500 && (
            <CopyText text={problem.requestId}>{t('error.requestId', { id: problem.requestId })}</CopyText>
          )}
        </>
      }
    />
  )
}
