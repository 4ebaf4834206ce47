import { useMutation } from '@tanstack/react-query'
import { Alert, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { call } from '../api.ts'
import { FormShell } from '../form-shell.tsx'
import { Go } from '../go.tsx'
import styles from './door.module.css'
import { Door } from './door.tsx'

/** Sends a link. The answer is the same for addresses we do not know. */
export function Forgot() {
  const { t } = useTranslation(['console', 'common'])
  const send = useMutation({
    mutationFn: (body: { email: string }) =>
      call('POST', '/api/auth/request-password-reset', { body: { ...body, redirectTo: '/console/sign-in/reset' } }),
  })
  return (
    <Door title={t('signIn.forgotTitle')} hint={t('signIn.forgotHint')}>
      {send.isSuccess ? (
        <Alert type="success" showIcon title={t('signIn.forgotSent')} />
      ) : (
        <FormShell<{ email: string }>
          busy={send.isPending}
          error={send.error}
          wide
          submitLabel={t('signIn.forgotSend')}
          onSubmit={(values) => send.mutate(values)}
        >
          <Form.Item name="email" label={t('common:email')} rules={[{ required: true }]}>
            <Input type="email" size="large" autoComplete="username" autoFocus />
          </Form.Item>
        </FormShell>
      )}
      <Go to={paths.signIn()} className={styles.link}>
        {t('signIn.back')}
      </Go>
    </Door>
  )
}
