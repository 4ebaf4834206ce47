import { Button, Card, DateField, useToast } from '@aftercare/ui'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { go } from '../shell/router.tsx'
import { useMe } from '../shell/session.ts'
import { useSend } from '../shell/use-answer.ts'

/** Makes the scanned product one's own; the cover starts. Who is not signed in is led to the door and back. */
export function Registration({ company, token, onDone }: { company: string; token: string; onDone: () => void }) {
  const { t } = useTranslation('portal')
  const toast = useToast()
  const me = useMe()
  const [soldOn, setSoldOn] = useState('')
  const today = new Date().toISOString().slice(0, 10)
  const register = () =>
    api.POST('/api/v1/public/{company}/labels/{token}/registration', {
      params: { path: { company, token } },
      body: soldOn ? { soldOn } : {},
    })
  const [send, { busy, problem }] = useSend(register, () => {
    toast({ text: t('product.registerDone') })
    onDone()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (me) send(undefined)
    else go(paths.signIn(company, paths.label(company, token)))
  }
  return (
    <Card title={t('product.notRegistered')}>
      <form className={page.stack} onSubmit={submit}>
        <p className={page.quiet}>{t('product.registerHint')}</p>
        {me && <DateField label={t('product.boughtOn')} value={soldOn} onChange={setSoldOn} max={today} optional />}
        <Refusal problem={problem} />
        <Button type="submit" busy={busy} block>
          {t('product.register')}
        </Button>
      </form>
    </Card>
  )
}
