import type { Answer } from '@aftercare/api'
import { breakDown, breakdownToJson } from '@aftercare/rules'
import { Button, Card, StatusTag, TextField, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { useSend } from '../shell/use-answer.ts'
import { Lines } from './lines.tsx'

export type PortalQuotation = Answer<'/api/v1/portal/quotations/{id}'>
interface Said {
  answer: 'accepted' | 'rejected'
  name: string
  note?: string
  declined?: string[]
}
interface SheetProps {
  quotation: PortalQuotation
  pdf: string
  send: (body: Said) => Promise<unknown>
  onDone: () => void
}

/** What it will cost, line by line, who bears what; accepted or declined by name, optional lines one by one. */
export function QuotationSheet({ quotation, pdf, send, onDone }: SheetProps) {
  const { t } = useTranslation('portal')
  const { calendarDay } = useFormat()
  const [left, setLeft] = useState<string[]>([])
  const isOpen = quotation.status === 'sent'
  const toggle = (id: string) => setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])
  return (
    <>
      <h1 className={page.title}>{t('quotation.title', { number: quotation.number })}</h1>
      <div className={page.between}>
        <StatusTag tone={quotation.status === 'accepted' ? 'done' : isOpen ? 'waiting' : 'neutral'}>
          {t(`quotation.status.${quotation.status}`)}
        </StatusTag>
        <span className={page.small}>{t('quotation.validUntil', { day: calendarDay(quotation.validUntil) })}</span>
      </div>
      <Lines quotation={withoutLeft(quotation, left)} left={left} {...(isOpen && { onToggle: toggle })} />
      <a href={pdf} className={page.link} target="_blank" rel="noreferrer">
        {t('follow.openPdf')}
      </a>
      {isOpen && <Answering quotation={quotation} left={left} send={send} onDone={onDone} />}
      {quotation.status === 'expired' && <p className={page.quiet}>{t('quotation.expiredHint')}</p>}
    </>
  )
}

/** The sums of what is wanted, by the rules the server will use when it is accepted. */
function withoutLeft(quotation: PortalQuotation, left: readonly string[]): PortalQuotation {
  if (left.length === 0) return quotation
  const { currency, taxBp, taxIncluded, reverseCharge, rounding, limits } = quotation.breakdown
  const rule = { currency, taxBp, taxIncluded, reverseCharge, rounding: rounding.rule, limits }
  const wanted = quotation.lines
    .filter((line) => !left.includes(line.id))
    .map((line) => ({ ...line, unitMinor: BigInt(line.unitMinor) }))
  type Payer = PortalQuotation['breakdown']['payers'][number]['payer']
  return { ...quotation, breakdown: breakdownToJson<Payer>(breakDown(wanted, rule, currency), rule) }
}

function Answering({ quotation, left, send: put, onDone }: Omit<SheetProps, 'pdf'> & { left: readonly string[] }) {
  const { t } = useTranslation('portal')
  const toast = useToast()
  const [name, setName] = useState(quotation.customer.name)
  const [note, setNote] = useState('')
  const [send, { busy, problem }] = useSend(
    (answer: Said['answer']) =>
      put({
        answer,
        name: name.trim(),
        ...(note.trim() && { note: note.trim() }),
        ...(answer === 'accepted' && left.length > 0 && { declined: [...left] }),
      }),
    () => {
      toast({ text: t('quotation.answered') })
      onDone()
    },
  )
  return (
    <Card>
      <div className={page.stack}>
        <TextField label={t('quotation.name')} value={name} onChange={setName} autoComplete="name" required />
        <TextField label={t('quotation.note')} value={note} onChange={setNote} maxLength={200} optional />
        <Refusal problem={problem} />
        <div className={page.buttons}>
          <Button kind="primary" busy={busy} disabled={name.trim() === ''} onClick={() => send('accepted')}>
            {t('quotation.accept')}
          </Button>
          <Button disabled={busy || name.trim() === ''} onClick={() => send('rejected')}>
            {t('quotation.reject')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
