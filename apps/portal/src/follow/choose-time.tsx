import { ifMatch } from '@aftercare/api'
import { Button, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayParts } from '../ask/day-parts.tsx'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { useAnswer, useSend } from '../shell/use-answer.ts'
import type { PortalRequest } from './follow.tsx'
import { GiveUp } from './give-up.tsx'

type Slot = { date: string; part: 'morning' | 'afternoon' | 'evening' }
type Held = { id: string; version: number; from: string; to: string; expiresAt: string }
type ChooseProps = { request: PortalRequest; onDone: () => void }

/** A free time is kept for the customer while they look at it, and booked when they say yes; or a wish is noted. */
export function ChooseTime({ request, onDone }: ChooseProps) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const toast = useToast()
  const [held, setHeld] = useState<Held | null>(null)
  const params = { path: { id: request.id } }
  const { data, problem, retry } = useAnswer(request.id, () =>
    api.GET('/api/v1/portal/requests/{id}/slots', { params }).then((answer) => answer.data!),
  )
  const again = (error: unknown): never => {
    // Whatever was refused: what is free now is shown.
    setHeld(null)
    retry()
    throw error
  }
  const [hold, holding] = useSend(
    ({ date, part }: Slot) =>
      api
        .POST('/api/v1/portal/requests/{id}/holds', { params, body: { date, part } })
        .then((answer) => answer.data!)
        .catch(again),
    setHeld,
  )
  const [wish, wishing] = useSend(
    ({ date, part }: Slot) =>
      api.PUT('/api/v1/portal/requests/{id}/slot', { params, body: { date, part } }).catch(again),
    () => {
      toast({ text: t('follow.wishedToast') })
      onDone()
    },
  )
  if (problem) return <Refusal problem={problem} />
  if (!data) return <p role="status">{t('follow.slots')}</p>
  const { booked, slots, wishes } = data
  const giveUp = booked?.mayCancel && (
    <GiveUp visitId={booked.visitId} when={booked.from} zone={request.timeZone} onDone={onDone} />
  )
  if (booked && !booked.mayChange)
    return (
      <div className={page.stack}>
        <p className={page.quiet}>{t(`follow.whyNot.${booked.whyNot ?? 'too_late'}` as const)}</p>
        {giveUp}
      </div>
    )
  if (held) return <Kept request={request} held={held} onDone={onDone} onBack={() => setHeld(null)} onGone={again} />
  const offered = slots.length > 0 ? slots : wishes
  if (offered.length === 0)
    return (
      <div className={page.stack}>
        <p className={page.quiet}>{t('follow.noSlots')}</p>
        {giveUp}
      </div>
    )
  return (
    <div className={page.stack}>
      {booked && (
        <p className={page.small}>
          {t('follow.changesLeft', {
            count: booked.changesLeft,
            until: dates(request.timeZone).dayTime(booked.changeUntil),
          })}
        </p>
      )}
      <p className={page.quiet}>{t(slots.length > 0 ? 'follow.slots' : 'follow.wishes')}</p>
      <Refusal problem={holding.problem ?? wishing.problem} />
      <DayParts
        slots={offered}
        chosen={[]}
        onChoose={slots.length > 0 ? hold : wish}
        busy={holding.busy || wishing.busy}
      />
      <Button block onClick={onDone}>
        {t('do.back')}
      </Button>
      {giveUp}
    </div>
  )
}

type KeptProps = ChooseProps & { held: Held; onBack: () => void; onGone: (error: unknown) => never }

/** The time that is kept, for how long still, and the yes. Leaving it gives it back. */
function Kept({ request, held, onDone, onBack, onGone }: KeptProps) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const toast = useToast()
  const left = useSecondsLeft(held.expiresAt)
  const params = { path: { id: held.id } }
  const [confirm, { busy, problem }] = useSend(
    () => api.PUT('/api/v1/portal/holds/{id}/confirmation', { params, headers: ifMatch(held.version) }).catch(onGone),
    () => {
      toast({ text: t('follow.bookedToast') })
      onDone()
    },
  )
  const giveBack = () => {
    // It would run out by itself; given back, somebody else can have it at once.
    void api.DELETE('/api/v1/portal/holds/{id}', { params }).catch(() => {})
    onBack()
  }
  return (
    <div className={page.stack}>
      <p className={page.subtitle}>{dates(request.timeZone).range(held.from, held.to)}</p>
      <p className={page.quiet} role="timer">
        {left > 0 ? t('follow.keptFor', { time: clock(left) }) : t('follow.keptNoMore')}
      </p>
      <Refusal problem={problem} />
      <Button block kind="primary" busy={busy} disabled={left === 0} onClick={() => confirm(undefined)}>
        {t('follow.confirm')}
      </Button>
      <Button block onClick={giveBack}>
        {t('follow.another')}
      </Button>
    </div>
  )
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

function useSecondsLeft(until: string): number {
  const reckon = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000))
  const [left, setLeft] = useState(reckon)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `reckon` is of this moment
  useEffect(() => {
    const timer = setInterval(() => setLeft(reckon()), 1000)
    return () => clearInterval(timer)
  }, [until])
  return left
}
