import { isProblem } from '@aftercare/api'
import { Button, LanguageSwitch, Logo, TextField, useProblemText } from '@aftercare/ui'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WAS_EMPTIED } from '../data/unsent.ts'
import { paths } from '../paths.ts'
import { $api, call, queryClient } from './api.ts'
import styles from './sign-in.module.css'

type Credentials = { email: string; password: string }

/** E-mail and password; a code for those who have a second factor. */
export function SignIn() {
  const { t } = useTranslation('field')
  const [asksCode, setAsksCode] = useState(false)
  const router = useRouter()
  const enter = () => {
    queryClient.clear()
    localStorage.removeItem(WAS_EMPTIED)
    void router.navigate({ to: paths.today(), replace: true })
  }
  const signIn = useMutation({
    mutationFn: async (body: Credentials) =>
      (await call('POST', '/api/auth/sign-in/email', { body })).json() as Promise<{ twoFactorRedirect?: boolean }>,
    onSuccess: (answer) => (answer.twoFactorRedirect ? setAsksCode(true) : enter()),
  })
  const verify = useMutation({
    mutationFn: (code: string) =>
      call('POST', '/api/auth/two-factor/verify-totp', { body: { code, trustDevice: true } }),
    onSuccess: enter,
  })
  return (
    <main className={styles.door}>
      <Logo size={44} />
      <h1 className={styles.title}>{t('signIn.title')}</h1>
      {localStorage.getItem(WAS_EMPTIED) && <p className={styles.emptied}>{t('signIn.emptied')}</p>}
      <p className={styles.hint}>{t(asksCode ? 'signIn.codeHint' : 'signIn.hint')}</p>
      {asksCode ? (
        <CodeForm busy={verify.isPending} error={verify.error} onSubmit={verify.mutate} />
      ) : (
        <PasswordForm busy={signIn.isPending} error={signIn.error} onSubmit={signIn.mutate} />
      )}
      {!asksCode && <DemoLogins busy={signIn.isPending} onChoose={signIn.mutate} />}
      <LanguageSwitch />
    </main>
  )
}

type FormProps<Values> = { busy: boolean; error: unknown; onSubmit: (values: Values) => void }

function PasswordForm({ busy, error, onSubmit }: FormProps<Credentials>) {
  const { t } = useTranslation('common')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  return (
    <DoorForm busy={busy} error={error} onSubmit={() => onSubmit({ email, password })}>
      <TextField label={t('email')} type="email" autoComplete="username" required value={email} onChange={setEmail} />
      <TextField
        label={t('password')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
    </DoorForm>
  )
}

function CodeForm({ busy, error, onSubmit }: FormProps<string>) {
  const { t } = useTranslation('field')
  const [code, setCode] = useState('')
  return (
    <DoorForm busy={busy} error={error} onSubmit={() => onSubmit(code.replaceAll(/\s/g, ''))}>
      <TextField
        label={t('signIn.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={setCode}
      />
    </DoorForm>
  )
}

type DoorFormProps = { busy: boolean; error: unknown; onSubmit: () => void; children: React.ReactNode }

function DoorForm({ busy, error, onSubmit, children }: DoorFormProps) {
  const { t } = useTranslation('field')
  const textOf = useProblemText()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {isProblem(error) && (
        <p className={styles.error} role="alert">
          {textOf(error)}
        </p>
      )}
      {children}
      <Button kind="primary" type="submit" block busy={busy}>
        {t('signIn.title')}
      </Button>
    </form>
  )
}

function DemoLogins({ busy, onChoose }: { busy: boolean; onChoose: (login: Credentials) => void }) {
  const { t } = useTranslation(['field', 'common'])
  const query = $api.useQuery('get', '/api/v1/demo-logins', {}, { retry: false })
  const technicians = (query.data?.items ?? []).filter((login) => login.role === 'technician')
  if (technicians.length === 0) return null
  return (
    <section className={styles.form} aria-label={t('signIn.demo')}>
      <h2 className={styles.hint}>{t('signIn.demo')}</h2>
      {technicians.map(({ email, password, name, role }) => (
        <Button key={email} block disabled={busy} onClick={() => onChoose({ email, password })}>
          {name} · {t(`common:role.${role}`)}
        </Button>
      ))}
    </section>
  )
}
