import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api.ts'
import { FormShell } from '../form-shell.tsx'
import { Door } from './door.tsx'

type Values = { code: string; trustDevice?: boolean }

/** The six digits of the authenticator app, or a recovery code for those who lost it. */
export function SecondFactor({ onBack, onDone }: { onBack: () => void; onDone: () => void }) {
  const { t } = useTranslation('console')
  const [recovery, setRecovery] = useState(false)
  const way = recovery ? '/api/auth/two-factor/verify-backup-code' : '/api/auth/two-factor/verify-totp'
  const verify = useMutation({ mutationFn: (body: Values) => call('POST', way, { body }), onSuccess: onDone })
  return (
    <Door title={t('signIn.codeTitle')} hint={t('signIn.codeHint')}>
      <FormShell<Values>
        key={way}
        busy={verify.isPending}
        error={verify.error}
        wide
        submitLabel={t('signIn.submit')}
        onSubmit={({ code, trustDevice = false }) => verify.mutate({ code: code.replaceAll(/\s/g, ''), trustDevice })}
        onCancel={onBack}
      >
        <Form.Item name="code" label={t('signIn.code')} rules={[{ required: true }]}>
          <Input
            size="large"
            autoFocus
            autoComplete="one-time-code"
            inputMode={recovery ? 'text' : 'numeric'}
            maxLength={16}
          />
        </Form.Item>
        <Form.Item name="trustDevice" valuePropName="checked">
          <Checkbox>{t('signIn.trust')}</Checkbox>
        </Form.Item>
      </FormShell>
      <Button type="link" onClick={() => setRecovery(!recovery)}>
        {t(recovery ? 'signIn.authenticatorCode' : 'signIn.backupCode')}
      </Button>
    </Door>
  )
}
