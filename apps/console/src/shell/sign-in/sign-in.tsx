import { useMutation } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { call } from '../api.ts'
import { FormShell } from '../form-shell.tsx'
import { Go } from '../go.tsx'
import { DemoLogins } from './demo-logins.tsx'
import styles from './door.module.css'
import { Door } from './door.tsx'
import { useEnter } from './entering.ts'
import { ProviderButton } from './provider-button.tsx'
import { SecondFactor } from './second-factor.tsx'
import { useFirstStart } from './setup-state.ts'

export type Credentials = { email: string; password: string }

/** E-mail and password, then a code for those who have a second factor. A fresh installation leads to its setup. */
export function SignIn() {
  const { t } = useTranslation(['console', 'common'])
  const [asksCode, setAsksCode] = useState(false)
  const enter = useEnter()
  useFirstStart()
  const signIn = useMutation({
    mutationFn: async (body: Credentials) =>
      (await call('POST', '/api/auth/sign-in/email', { body })).json() as Promise<{ twoFactorRedirect?: boolean }>,
    onSuccess: (answer) => (answer.twoFactorRedirect ? setAsksCode(true) : enter()),
  })
  if (asksCode) return <SecondFactor onBack={() => setAsksCode(false)} onDone={enter} />
  return (
    <Door title={t('signIn.title')} below={<DemoLogins busy={signIn.isPending} onChoose={signIn.mutate} />}>
      <FormShell<Credentials>
        busy={signIn.isPending}
        error={signIn.error}
        wide
        submitLabel={t('signIn.submit')}
        onSubmit={(values) => signIn.mutate(values)}
      >
        <Form.Item name="email" label={t('common:email')} rules={[{ required: true }]}>
          <Input type="email" size="large" autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t('common:password')} rules={[{ required: true }]}>
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
      </FormShell>
      <ProviderButton />
      <Go to={paths.forgot()} className={styles.link}>
        {t('signIn.forgot')}
      </Go>
    </Door>
  )
}
