import { Button, Card, TextField, useToast } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { useSend } from '../shell/use-answer.ts'
import type { PortalRequest } from './follow.tsx'

/** Well done, or not yet: the customer has the last word. */
export function SignOff({ request, onDone }: { request: PortalRequest; onDone: () => void }) {
  const { t } = useTranslation('portal')
  const toast = useToast()
  const [isBad, setBad] = useState(false)
  const [note, setNote] = useState('')
  const [send, { busy, problem }] = useSend(
    (accepted: boolean) =>
      api.PUT('/api/v1/portal/requests/{id}/sign-off', {
        params: { path: { id: request.id } },
        body: { accepted, ...(note.trim() && { note: note.trim() }) },
      }),
    () => {
      toast({ text: t(isBad ? 'follow.reopened' : 'follow.thanks') })
      onDone()
    },
  )
  return (
    <Card title={t('follow.signOff')}>
      <div className={page.stack}>
        <p className={page.quiet}>{t('follow.signOffHint')}</p>
        <Refusal problem={problem} />
        {isBad ? (
          <>
            <TextField label={t('follow.rejectNote')} value={note} onChange={setNote} rows={3} maxLength={4000} />
            <Button kind="primary" block busy={busy} disabled={note.trim() === ''} onClick={() => send(false)}>
              {t('follow.send')}
            </Button>
          </>
        ) : (
          <div className={page.buttons}>
            <Button kind="primary" busy={busy} onClick={() => send(true)}>
              {t('follow.accept')}
            </Button>
            <Button onClick={() => setBad(true)}>{t('follow.reject')}</Button>
          </div>
        )}
      </div>
    </Card>
  )
}
