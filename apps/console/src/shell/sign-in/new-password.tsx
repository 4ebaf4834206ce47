import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormShell } from '../form-shell.tsx'

type NewPasswordProps = { busy: boolean; error: unknown; submitLabel: string; onSubmit: (password: string) => void }

/** One field is enough: the eye shows what was typed. Named as the server names it, so that its refusals find it. */
export function NewPassword({ busy, error, submitLabel, onSubmit }: NewPasswordProps) {
  const { t } = useTranslation('console')
  return (
    <FormShell<{ newPassword: string }>
      busy={busy}
      error={error}
      submitLabel={submitLabel}
      onSubmit={({ newPassword }) => onSubmit(newPassword)}
    >
      <Form.Item
        name="newPassword"
        label={t('signIn.newPassword')}
        extra={t('signIn.passwordHint')}
        rules={[{ required: true }]}
      >
        <Input.Password size="large" autoComplete="new-password" autoFocus />
      </Form.Item>
    </FormShell>
  )
}
