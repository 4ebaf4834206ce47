import { Button, Card, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import type { Me } from '../shell/session.ts'
import { useSend } from '../shell/use-answer.ts'
import { type Draft, slotOf } from './draft.ts'
import { type Sent, sendDraft } from './send.ts'

type ConfirmProps = {
  company: string
  by: { label?: string; serial?: string }
  draft: Draft
  me: Me | null
  onChange: (part: Partial<Draft>) => void
  onSent: (sent: Sent) => void
}

/** Who asks and what was said, once more in short; then it is sent. */
export function Confirm({ company, by, draft, me, onChange, onSent }: ConfirmProps) {
  const { t } = useTranslation('portal')
  const [done, setDone] = useState(0)
  const [send, { busy, problem }] = useSend(
    () => sendDraft({ company, by, draft, isKnown: me !== null }, setDone),
    onSent,
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(undefined)
  }
  const isReachable =
    me !== null || (draft.name.trim() !== '' && (draft.email.trim() !== '' || draft.phone.trim() !== ''))
  const progress = t('ask.uploading', { done: Math.min(done + 1, draft.photos.length), all: draft.photos.length })
  return (
    <form className={page.stack} onSubmit={submit}>
      <Summary draft={draft} />
      {me ? (
        <p className={page.quiet}>{t('ask.signedInAs', { name: me.name })}</p>
      ) : (
        <Contact draft={draft} onChange={onChange} />
      )}
      <label className={page.check}>
        <input
          type="checkbox"
          checked={draft.maySurvey}
          onChange={(event) => onChange({ maySurvey: event.target.checked })}
        />
        <span>{t('ask.maySurvey')}</span>
      </label>
      <Refusal problem={problem} />
      <Button kind="primary" type="submit" block busy={busy} disabled={!isReachable}>
        {busy ? (draft.photos.length > 0 ? progress : t('ask.sending')) : t('ask.send')}
      </Button>
    </form>
  )
}

function Summary({ draft }: { draft: Draft }) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const day = (date: string) => dates('UTC').weekday(`${date}T12:00:00Z`)
  const times = draft.slots.map(slotOf).map((slot) => `${day(slot.date)} ${t(`ask.part.${slot.part as 'morning'}`)}`)
  return (
    <Card title={t('ask.summary')}>
      <p className={page.prose}>{draft.words}</p>
      {times.length > 0 && <p className={page.small}>{times.join(' · ')}</p>}
      {draft.photos.length > 0 && <p className={page.small}>{`${t('ask.photos')} ${draft.photos.length}`}</p>}
    </Card>
  )
}

function Contact({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const { t } = useTranslation('portal')
  return (
    <section className={page.stack}>
      <div>
        <h2 className={page.subtitle}>{t('ask.contact')}</h2>
        <p className={page.quiet}>{t('ask.reach')}</p>
      </div>
      <TextField
        label={t('ask.name')}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        autoComplete="name"
        required
      />
      <TextField
        label={t('ask.email')}
        type="email"
        inputMode="email"
        value={draft.email}
        onChange={(email) => onChange({ email })}
        autoComplete="email"
      />
      <TextField
        label={t('ask.phone')}
        type="tel"
        inputMode="tel"
        value={draft.phone}
        onChange={(phone) => onChange({ phone })}
        autoComplete="tel"
      />
      {draft.kind !== 'question' && (
        <>
          <TextField
            label={t('ask.street')}
            value={draft.street}
            onChange={(street) => onChange({ street })}
            autoComplete="street-address"
            optional
          />
          <TextField
            label={t('ask.city')}
            value={draft.city}
            onChange={(city) => onChange({ city })}
            autoComplete="address-level2"
            optional
          />
        </>
      )}
    </section>
  )
}
