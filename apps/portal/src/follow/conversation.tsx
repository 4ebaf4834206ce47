import { Button, Card, FileInput, TextField, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { PHOTOS, uploadAll } from '../shell/photos.ts'
import { Refusal } from '../shell/refusal.tsx'
import { useSend } from '../shell/use-answer.ts'
import styles from './follow.module.css'
import type { PortalRequest } from './follow.tsx'

type Props = { company: string; request: PortalRequest; onDone: () => void }

/** What was written to and fro; one more message while it may be. */
export function Conversation({ company, request, onDone }: Props) {
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
                {one.files.length > 0 && (
                  <ul className={styles.files}>
                    {one.files.map((file) => (
                      <li key={file.id}>
                        <a
                          href={`/api/v1/portal/files/${file.id}`}
                          target="_blank"
                          rel="noreferrer"
                          className={page.link}
                        >
                          {file.name}
                        </a>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayWrite && <Write company={company} id={request.id} onDone={onDone} />}
      </div>
    </Card>
  )
}

function Write({ company, id, onDone }: { company: string; id: string; onDone: () => void }) {
  const { t } = useTranslation('portal')
  const toast = useToast()
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<File[]>([])
  const [send, { busy, problem }] = useSend(
    async () =>
      api.POST('/api/v1/portal/requests/{id}/messages', {
        params: { path: { id } },
        body: { text: text.trim(), fileIds: await uploadAll(company, photos) },
      }),
    () => {
      setText('')
      setPhotos([])
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
      <FileInput label={t('ask.photos')} files={photos} onChange={setPhotos} {...PHOTOS} />
      <Refusal problem={problem} />
      <Button type="submit" busy={busy} disabled={text.trim() === ''}>
        {t('follow.send')}
      </Button>
    </form>
  )
}
