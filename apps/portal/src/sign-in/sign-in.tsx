import { Button, SkeletonCard, TextField } from '@aftercare/ui'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { go, inQuery } from '../shell/router.tsx'
import { noteSignedIn, useMe } from '../shell/session.ts'
import { useSend } from '../shell/use-answer.ts'

const addressIn = (typed: string) => (typed.includes('@') ? { email: typed.trim() } : { phone: typed.trim() })

/** Where somebody came from. Only addresses of this portal: a link must not send anybody elsewhere. */
function wayBack(company: string): string {
  const to = inQuery('to')
  return to.startsWith('/') && !to.startsWith('//') ? to : paths.mine(company)
}

/** Links in mails lead here; who is signed in already goes straight on. */
export function SignIn({ company }: { company: string }) {
  const me = useMe()
  useEffect(() => {
    if (me) go(wayBack(company), { replace: true })
  }, [me, company])
  return me === null ? <Door company={company} /> : <SkeletonCard lines={4} />
}

/** A code instead of a password, sent to the address; then back to where somebody came from. */
function Door({ company }: { company: string }) {
  const { t } = useTranslation('portal')
  const [address, setAddress] = useState(inQuery('address'))
  const [minutes, setMinutes] = useState<number | null>(null)
  const ask = () =>
    api
      .POST('/api/v1/public/{company}/codes', { params: { path: { company } }, body: addressIn(address) })
      .then((answer) => answer.data!)
  const [send, { busy, problem }] = useSend(ask, (sent) => setMinutes(sent.minutes))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(undefined)
  }
  const heading = <h1 className={page.title}>{t('signIn.title')}</h1>
  if (minutes !== null)
    return (
      <div className={page.stack}>
        {heading}
        <Code company={company} address={address} minutes={minutes} />
        <Button kind="quiet" block onClick={() => send(undefined)} busy={busy}>
          {t('signIn.again')}
        </Button>
        <Button kind="quiet" block onClick={() => setMinutes(null)}>
          {t('signIn.otherAddress')}
        </Button>
        <Refusal problem={problem} />
      </div>
    )
  return (
    <form className={page.stack} onSubmit={submit}>
      {heading}
      <p className={page.quiet}>{t('signIn.hint')}</p>
      <TextField label={t('signIn.address')} value={address} onChange={setAddress} autoComplete="email" required />
      <Refusal problem={problem} />
      <Button kind="primary" type="submit" block busy={busy} disabled={address.trim() === ''}>
        {t('signIn.send')}
      </Button>
    </form>
  )
}

function Code({ company, address, minutes }: { company: string; address: string; minutes: number }) {
  const { t } = useTranslation('portal')
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const enter = () =>
    api.POST('/api/v1/public/{company}/session', {
      params: { path: { company } },
      body: { ...addressIn(address), code, ...(name.trim() && { name: name.trim() }) },
    })
  const [send, { busy, problem }] = useSend(enter, () => {
    noteSignedIn(true)
    go(wayBack(company), { replace: true })
  })
  const isNew = problem?.errors.some((one) => one.path === 'name') ?? false
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(undefined)
  }
  return (
    <form className={page.stack} onSubmit={submit}>
      <TextField
        label={t('signIn.code')}
        hint={t('signIn.codeHint', { address, minutes })}
        value={code}
        onChange={(typed) => setCode(typed.replace(/\D/g, '').slice(0, 6))}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      {(isNew || name) && (
        <TextField
          label={t('signIn.name')}
          hint={t('signIn.nameHint')}
          value={name}
          onChange={setName}
          autoComplete="name"
        />
      )}
      {!isNew && <Refusal problem={problem} />}
      <Button kind="primary" type="submit" block busy={busy} disabled={code.length !== 6}>
        {t('signIn.enter')}
      </Button>
    </form>
  )
}
