import { Button, Card, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayParts } from '../ask/day-parts.tsx'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { useAnswer, useSend } from '../shell/use-answer.ts'
import type { PortalRequest } from './follow.tsx'

type Slot = { date: string; part: 'morning' | 'afternoon' | 'evening' }

/** The time somebody comes: chosen among what is free, changed up to the cutoff. */
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
          <Choice
            request={request}
            onDone={() => {
              setOpen(false)
              onDone()
            }}
          />
        ) : (
          <Button block kind={booked ? 'plain' : 'primary'} onClick={() => setOpen(true)}>
            {t(booked ? 'follow.change' : 'follow.choose')}
          </Button>
        )}
      </div>
    </Card>
  )
}

function Choice({ request, onDone }: { request: PortalRequest; onDone: () => void }) {
  const { t } = useTranslation('portal')
  const toast = useToast()
  const params = { path: { id: request.id } }
  const { data, problem, retry } = useAnswer(request.id, () =>
    api.GET('/api/v1/portal/requests/{id}/slots', { params }).then((answer) => answer.data!),
  )
  const [send, sending] = useSend(
    (slot: Slot) =>
      api
        .PUT('/api/v1/portal/requests/{id}/slot', { params, body: { date: slot.date, part: slot.part } })
        .then((answer) => answer.data!)
        .catch((error: unknown) => {
          retry()
          throw error
        }),
    ({ booked }) => {
      toast({ text: t(booked ? 'follow.bookedToast' : 'follow.wishedToast') })
      onDone()
    },
  )
  if (problem) return <Refusal problem={problem} />
  if (!data) return <p role="status">{t('follow.slots')}</p>
  if (data.booked && !data.booked.mayChange) return <p className={page.quiet}>{t('follow.tooLate')}</p>
  const offered = data.slots.length > 0 ? data.slots : data.wishes
  if (offered.length === 0) return <p className={page.quiet}>{t('follow.noSlots')}</p>
  return (
    <div className={page.stack}>
      <p className={page.quiet}>{t(data.slots.length > 0 ? 'follow.slots' : 'follow.wishes')}</p>
      <Refusal problem={sending.problem} />
      <DayParts slots={offered} chosen={[]} onChoose={send} busy={sending.busy} />
    </div>
  )
}
