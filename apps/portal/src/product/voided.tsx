import { Button, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import type { Scan } from './product.tsx'

type Voiding = Scan['voidings'][number]

/** The maker's warranty was voided: why, that the law stands, and how to object while there is time. */
export function Voided({ voiding: first }: { voiding: Voiding }) {
  const { t } = useTranslation('portal')
  const { calendarDay } = useFormat()
  const [voiding, setVoiding] = useState(first)
  const [text, setText] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const send = async () => {
    setBusy(true)
    setFailed(false)
    const sent = { params: { path: { id: voiding.id } }, body: { text: text ?? '', fileIds: [] } }
    const answer = await api.PUT('/api/v1/portal/voidings/{id}/appeal', sent).catch(() => null)
    const now = answer?.data?.items.find((one) => one.id === voiding.id)
    if (now) setVoiding(now)
    setFailed(!now)
    setBusy(false)
  }
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
              {failed && <p role="alert">{t('why.failed')}</p>}
              <Button kind="primary" busy={busy} disabled={text.trim() === ''} onClick={() => void send()}>
                {t('why.send')}
              </Button>
            </>
          )}
        </>
      )}
    </div>
  )
}
