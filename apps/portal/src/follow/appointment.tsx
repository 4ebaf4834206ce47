import { Button, Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import type { PortalRequest } from './follow.tsx'

// Most who look at a request change no time: it comes when they do.
const ChooseTime = lazy(() => import('./choose-time.tsx').then((m) => ({ default: m.ChooseTime })))

/** The time somebody comes: chosen among what is free, changed or called off up to the cutoff. */
export function Appointment({ request, onDone }: { request: PortalRequest; onDone: () => void }) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const [open, setOpen] = useState(false)
  const booked = request.appointment
  return (
    <Card title={t('follow.appointment')}>
      <div className={page.stack}>
        {booked && <p className={page.subtitle}>{dates(request.timeZone).range(booked.from, booked.to)}</p>}
        {open ? (
          <Suspense fallback={<p role="status">{t('follow.slots')}</p>}>
            <ChooseTime
              request={request}
              onDone={() => {
                setOpen(false)
                onDone()
              }}
            />
          </Suspense>
        ) : (
          <Button block kind={booked ? 'plain' : 'primary'} onClick={() => setOpen(true)}>
            {t(booked ? 'follow.change' : 'follow.choose')}
          </Button>
        )}
      </div>
    </Card>
  )
}
