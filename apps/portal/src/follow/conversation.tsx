import { Button, Card, TextField, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { useSend } from '../shell/use-answer.ts'
import styles from './follow.module.css'
import type { PortalRequest } from './follow.tsx'

/** What was written to and fro; one more message while it may be. */
export function Conversation({ request, onDone }: { request: PortalRequest; onDone: () => void }) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const mayWrite = request.can.includes('message')
  if (!mayWrite && request.conversation.length === 0) return null
  return (
    <Card title={t('follow.messages')}>
      <div className={page.stack}>
        {request.conversation.length > 0 && (
          <ul className={styles.notes}>
            {request.conversation.map((one) => (
              <li key={one.id} className={one.from === 'me' ? `${styles.note} ${styles.mine}` : styles.note}>
                <p className={page.small}>
                  {one.from === 'me' ? t('follow.me') : (one.by ?? t('follow.us'))} ·{' '}
                  {dates(request.timeZone).dayTime(one.at)}
                </p>
                <p className={page.prose}>{one.text}</p>
              </li>
            ))}
          </ul>
        )}
        {mayWrite && <Write id={request.id} onDone={onDone} />}
      </div>
    </Card>
  )
}

function Write({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation('portal')
  const toast = useToast()
  const [text, setText] = useState('')
  const [send, { busy, problem }] = useSend(
    () =>
      api.POST('/api/v1/portal/requests/{id}/messages', {
        params: { path: { id } },
        body: { text: text.trim(), fileIds: [] },
      }),
    () => {
      setText('')
      toast({ text: t('follow.sentToast') })
      onDone()
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(undefined)
  }
  return (
    <form className={page.stack} onSubmit={submit}>
      <TextField label={t('follow.message')} value={text} onChange={setText} rows={3} maxLength={4000} />
      <Refusal problem={problem} />
      <Button type="submit" busy={busy} disabled={text.trim() === ''}>
        {t('follow.send')}
      </Button>
    </form>
  )
}
