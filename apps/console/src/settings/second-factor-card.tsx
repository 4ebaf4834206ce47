import { Card, CopyText, useToast } from '@aftercare/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, QRCode } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import styles from './settings.module.css'

type Enrolment = { totpURI: string; backupCodes: string[] }

/** Turns the second factor on (password, QR, first code, recovery codes) and off (password). */
export function SecondFactorCard({ on }: { on: boolean }) {
  const { t } = useTranslation('people')
  const [open, setOpen] = useState(false)
  return (
    <Card title={t('factor.title')}>
      <p>{t(on ? 'factor.on' : 'factor.off')}</p>
      <Button type={on ? 'default' : 'primary'} danger={on} className={styles.after!} onClick={() => setOpen(true)}>
        {t(on ? 'factor.turnOff' : 'factor.turnOn')}
      </Button>
      <Modal open={open} title={t('factor.title')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        {on ? <TurnOff onDone={() => setOpen(false)} /> : <TurnOn onDone={() => setOpen(false)} />}
      </Modal>
    </Card>
  )
}

function useRefreshed(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/session'] })
}

function TurnOff({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('people')
  const toast = useToast()
  const refresh = useRefreshed()
  const disable = useMutation({
    mutationFn: (body: { password: string }) => call('POST', '/api/auth/two-factor/disable', { body }),
    onSuccess: async () => {
      toast({ text: t('factor.turnedOff') })
      onDone()
      await refresh()
    },
  })
  return (
    <PasswordStep
      busy={disable.isPending}
      error={disable.error}
      label={t('factor.turnOff')}
      onSubmit={disable.mutate}
    />
  )
}

function TurnOn({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('people')
  const toast = useToast()
  const refresh = useRefreshed()
  const [confirmed, setConfirmed] = useState(false)
  const enable = useMutation({
    mutationFn: async (body: { password: string }) =>
      (await call('POST', '/api/auth/two-factor/enable', { body })).json() as Promise<Enrolment>,
  })
  const verify = useMutation({
    mutationFn: ({ code }: { code: string }) =>
      call('POST', '/api/auth/two-factor/verify-totp', { body: { code: code.replaceAll(/\s/g, '') } }),
    onSuccess: () => setConfirmed(true),
  })
  const finish = async () => {
    toast({ text: t('factor.turnedOn') })
    onDone()
    await refresh()
  }
  if (!enable.data) {
    return (
      <PasswordStep busy={enable.isPending} error={enable.error} label={t('factor.turnOn')} onSubmit={enable.mutate} />
    )
  }
  if (confirmed) return <RecoveryCodes codes={enable.data.backupCodes} onDone={() => void finish()} />
  return <Scan uri={enable.data.totpURI} busy={verify.isPending} error={verify.error} onSubmit={verify.mutate} />
}

type StepProps<Values> = { busy: boolean; error: unknown; onSubmit: (values: Values) => void }

function PasswordStep({ label, ...step }: StepProps<{ password: string }> & { label: string }) {
  const { t } = useTranslation('people')
  return (
    <FormShell<{ password: string }> {...step} submitLabel={label}>
      <Form.Item name="password" label={t('factor.askPassword')} rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
    </FormShell>
  )
}

/** The QR for the phone, the key for those who cannot scan, and the first code as proof. */
function Scan({ uri, ...step }: StepProps<{ code: string }> & { uri: string }) {
  const { t } = useTranslation('people')
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <FormShell<{ code: string }> {...step} submitLabel={t('factor.confirm')}>
      <div className={styles.qr}>
        <p>{t('factor.scan')}</p>
        <QRCode value={uri} size={200} color="#000000" bgColor="#ffffff" />
        <div>
          <p className={styles.note}>{t('factor.byHand')}</p>
          <CopyText text={secret}>
            <code className={styles.key}>{secret}</code>
          </CopyText>
        </div>
      </div>
      <Form.Item name="code" label={t('factor.code')} rules={[{ required: true }]}>
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} autoFocus />
      </Form.Item>
    </FormShell>
  )
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation('people')
  return (
    <>
      <h3>{t('factor.codesTitle')}</h3>
      <p className={styles.hint}>{t('factor.codesHint')}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyText text={codes.join('\n')} />
      <Button type="primary" onClick={onDone}>
        {t('factor.codesKept')}
      </Button>
    </>
  )
}
