import { Button, Sheet, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { useSend } from '../shell/use-answer.ts'

type GiveUpProps = { visitId: string; when: string; zone: string; onDone: () => void }

/** The appointment goes, the request stays: another time can be chosen. */
export function GiveUp({ visitId, when, zone, onDone }: GiveUpProps) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [send, { busy, problem }] = useSend(
    () => api.PUT('/api/v1/portal/visits/{id}/cancellation', { params: { path: { id: visitId } }, body: {} }),
    () => {
      setOpen(false)
      toast({ text: t('follow.givenUp') })
      onDone()
    },
  )
  const actions = (
    <div className={page.buttons}>
      <Button onClick={() => setOpen(false)}>{t('follow.cancelKeep')}</Button>
      <Button kind="danger" busy={busy} onClick={() => send(undefined)}>
        {t('follow.giveUp')}
      </Button>
    </div>
  )
  return (
    <>
      <Button kind="quiet" block onClick={() => setOpen(true)}>
        {t('follow.giveUp')}
      </Button>
      <Sheet
        open={open}
        title={t('follow.giveUpTitle', { when: dates(zone).dayTime(when) })}
        onClose={() => setOpen(false)}
        actions={actions}
      >
        <div className={page.stack}>
          <p>{t('follow.giveUpHint')}</p>
          <Refusal problem={problem} />
        </div>
      </Sheet>
    </>
  )
}
