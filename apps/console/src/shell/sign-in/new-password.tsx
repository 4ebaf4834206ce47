import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormShell } from '../form-shell.tsx'

type NewPasswordProps = {
  /** As the server names it, so that its refusals find the field. */
  name: 'newPassword' | 'password'
  /** Somebody who signs in elsewhere already proves it with the present password. */
  isKnown?: boolean
  busy: boolean
  error: unknown
  submitLabel: string
  onSubmit: (password: string) => void
}

/** One field is enough: the eye shows what was typed. */
export function NewPassword({ name, isKnown = false, busy, error, submitLabel, onSubmit }: NewPasswordProps) {
  const { t } = useTranslation(['console', 'common'])
  return (
    <FormShell<Record<string, string>>
      busy={busy}
      error={error}
      wide
      submitLabel={submitLabel}
      onSubmit={(values) => onSubmit(values[name] ?? '')}
    >
      <Form.Item
        name={name}
        label={t(isKnown ? 'common:password' : 'signIn.newPassword')}
        extra={isKnown ? undefined : t('signIn.passwordHint')}
        rules={[{ required: true }]}
      >
        <Input.Password size="large" autoComplete={isKnown ? 'current-password' : 'new-password'} autoFocus />
      </Form.Item>
    </FormShell>
  )
}
