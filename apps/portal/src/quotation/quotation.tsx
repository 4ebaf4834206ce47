import type { Answer } from '@aftercare/api'
import { ifMatch } from '@aftercare/api'
import { Button, Card, StatusTag, TextField, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { Link } from '../shell/router.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer, useSend } from '../shell/use-answer.ts'
import { Lines } from './lines.tsx'

export type PortalQuotation = Answer<'/api/v1/portal/quotations/{id}'>

/** What it will cost, line by line, who bears what; accepted or declined by name. */
export function Quotation({ company, id }: { company: string; id: string }) {
  const { t } = useTranslation('portal')
  const { calendarDay } = useFormat()
  const asked = useAnswer(id, () =>
    api.GET('/api/v1/portal/quotations/{id}', { params: { path: { id } } }).then((answer) => answer.data!),
  )
  return (
    <Shown asked={asked} company={company}>
      {(quotation) => (
        <div className={page.stack}>
          {quotation.requestId && (
            <Link to={paths.request(company, quotation.requestId)} className={page.link}>
              {t('do.back')}
            </Link>
          )}
          <h1 className={page.title}>{t('quotation.title', { number: quotation.number })}</h1>
          <div className={page.between}>
            <StatusTag
              tone={quotation.status === 'accepted' ? 'done' : quotation.status === 'sent' ? 'waiting' : 'neutral'}
            >
              {t(`quotation.status.${quotation.status}`)}
            </StatusTag>
            <span className={page.small}>{t('quotation.validUntil', { day: calendarDay(quotation.validUntil) })}</span>
          </div>
          <Lines quotation={quotation} />
          <a
            href={`/api/v1/portal/quotations/${id}/quotation.pdf`}
            className={page.link}
            target="_blank"
            rel="noreferrer"
          >
            {t('follow.openPdf')}
          </a>
          {quotation.status === 'sent' && <Answering quotation={quotation} onDone={asked.retry} />}
          {quotation.status === 'expired' && <p className={page.quiet}>{t('quotation.expiredHint')}</p>}
        </div>
      )}
    </Shown>
  )
}

function Answering({ quotation, onDone }: { quotation: PortalQuotation; onDone: () => void }) {
  const { t } = useTranslation('portal')
  const toast = useToast()
  const [name, setName] = useState(quotation.customer.name)
  const [note, setNote] = useState('')
  const [send, { busy, problem }] = useSend(
    (answer: 'accepted' | 'rejected') =>
      api.PUT('/api/v1/portal/quotations/{id}/answer', {
        params: { path: { id: quotation.id } },
        headers: ifMatch(quotation.version),
        body: { answer, name: name.trim(), ...(note.trim() && { note: note.trim() }) },
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
