import { Button, FileInput, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { PHOTOS, uploadAll } from '../shell/photos.ts'
import { Refusal } from '../shell/refusal.tsx'
import { useSend } from '../shell/use-answer.ts'
import type { Scan } from './product.tsx'

type Voiding = Scan['voidings'][number]

/** The maker's warranty was voided: why, that the law stands, and how to object while there is time. */
export function Voided({ company, voiding: first }: { company: string; voiding: Voiding }) {
  const { t } = useTranslation('portal')
  const { calendarDay } = useFormat()
  const [voiding, setVoiding] = useState(first)
  const [text, setText] = useState<string | null>(null)
  const [photos, setPhotos] = useState<File[]>([])
  const [send, { busy, problem }] = useSend(
    async () => {
      const body = { text: text ?? '', fileIds: await uploadAll(company, photos) }
      const { data } = await api.PUT('/api/v1/portal/voidings/{id}/appeal', {
        params: { path: { id: voiding.id } },
        body,
      })
      return data!.items.find((one) => one.id === voiding.id)
    },
    (now) => now && setVoiding(now),
  )
  if (voiding.status === 'lifted') return null
  return (
    <div className={page.tight}>
      <p>{t('why.voided', { at: calendarDay(voiding.fromOn), code: t(`voidCode.${voiding.code}`) })}</p>
      <p className={page.small}>{voiding.assessment}</p>
      {voiding.status === 'appealed' && <p className={page.quiet}>{t('why.objected')}</p>}
      {voiding.status === 'upheld' && <p className={page.quiet}>{t('why.upheld', { text: voiding.decision ?? '' })}</p>}
      {voiding.canAppeal && (
        <>
          <p className={page.quiet}>{t('why.objectUntil', { until: calendarDay(voiding.appealUntil) })}</p>
          {text === null ? (
            <Button onClick={() => setText('')}>{t('why.object')}</Button>
          ) : (
            <>
              <TextField label={t('why.objection')} value={text} onChange={setText} rows={3} />
              <FileInput label={t('ask.photos')} files={photos} onChange={setPhotos} {...PHOTOS} />
              <Refusal problem={problem} />
              <Button kind="primary" busy={busy} disabled={text.trim() === ''} onClick={() => send(undefined)}>
                {t('why.send')}
              </Button>
            </>
          )}
        </>
      )}
    </div>
  )
}
