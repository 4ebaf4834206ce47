import { Button, names, Sheet } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { Chips } from '../shell/chips.tsx'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { useSend } from '../shell/use-answer.ts'
import type { PortalRequest } from './follow.tsx'

const REASONS = ['customer_withdrew', 'works_again'] as const

/** Calling it off names what is called off, and asks why. */
export function CallOff({ request, onDone }: { request: PortalRequest; onDone: () => void }) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<(typeof REASONS)[number]>('customer_withdrew')
  const [send, { busy, problem }] = useSend(
    () =>
      api.PUT('/api/v1/portal/requests/{id}/cancellation', { params: { path: { id: request.id } }, body: { reason } }),
    () => {
      setOpen(false)
      onDone()
    },
  )
  const until = request.cancelUntil && dates(request.timeZone).dayTime(request.cancelUntil)
  const actions = (
    <div className={page.buttons}>
      <Button onClick={() => setOpen(false)}>{t('follow.cancelKeep')}</Button>
      <Button kind="danger" busy={busy} onClick={() => send(undefined)}>
        {t('follow.cancel')}
      </Button>
    </div>
  )
  return (
    <>
      <Button kind="quiet" block onClick={() => setOpen(true)}>
        {t('follow.cancel')}
      </Button>
      {until && <p className={names(page.small, page.under)}>{t('follow.cancelUntil', { when: until })}</p>}
      <Sheet
        open={open}
        title={t('follow.cancelTitle', { number: request.number })}
        onClose={() => setOpen(false)}
        actions={actions}
      >
        <div className={page.stack}>
          <Chips
            label={t('follow.cancel')}
            name="reason"
            options={REASONS.map((one) => ({ value: one, label: t(`follow.cancelReason.${one}`) }))}
            value={[reason]}
            onChange={([one]) => setReason(one ?? 'customer_withdrew')}
          />
          <Refusal problem={problem} />
        </div>
      </Sheet>
    </>
  )
}
