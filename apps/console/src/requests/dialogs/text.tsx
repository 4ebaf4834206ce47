import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { AskForm } from './ask-form.tsx'

type TextProps<Result> = {
  title: string
  hint?: string
  label: string
  submitLabel: string
  required?: boolean
  run: (text: string | undefined) => Promise<Result>
  onDone: (result: Result | null) => void
}

/** One sentence or a few: what was done, why it is reopened. */
export function TextDialog<Result>({ label, required = false, run, ...rest }: TextProps<Result>) {
  const { t } = useTranslation('common')
  return (
    <AskForm<{ text?: string }, Result> run={({ text }) => run(text?.trim() || undefined)} {...rest}>
      <Form.Item
        name="text"
        label={label}
        rules={required ? [{ required: true, whitespace: true, message: t('required') }] : []}
      >
        <Input.TextArea autoFocus rows={4} maxLength={10_000} />
      </Form.Item>
    </AskForm>
  )
}
