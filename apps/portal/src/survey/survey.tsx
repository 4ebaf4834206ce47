import type { Answer } from '@aftercare/api'
import { Button, EmptyState, SkeletonCard } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer, useSend } from '../shell/use-answer.ts'
import { SurveyForm } from './survey-form.tsx'

export type PublicSurvey = Answer<'/api/v1/public/{company}/surveys/{token}'>

/** How it was, through the link of a mail: no sign-in, a minute, once. */
export function Survey({ company, token }: { company: string; token: string }) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const asked = useAnswer(token, () =>
    api.GET('/api/v1/public/{company}/surveys/{token}', { params: { path: { company, token } } }).then((a) => a.data!),
  )
  const [thanked, setThanked] = useState(false)
  if (thanked) return <EmptyState as="h1" icon="check" title={t('survey.thanks')} hint={t('survey.thanksHint')} />
  if (asked.problem?.code === 'link.expired') return <Expired company={company} token={token} />
  if (!asked.data && !asked.problem) return <SkeletonCard lines={8} />
  return (
    <Shown asked={asked} company={company}>
      {(survey) =>
        survey.answeredAt ? (
          <EmptyState
            as="h1"
            icon="check"
            title={t('survey.thanks')}
            hint={t('survey.answered', { day: dates(survey.timeZone).day(survey.answeredAt) })}
          />
        ) : (
          <SurveyForm company={company} token={token} survey={survey} onSent={() => setThanked(true)} />
        )
      }
    </Shown>
  )
}

function Expired({ company, token }: { company: string; token: string }) {
  const { t } = useTranslation('portal')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const renew = () =>
    api
      .POST('/api/v1/public/{company}/surveys/{token}/renewal', { params: { path: { company, token } } })
      .then((answer) => answer.data!)
  const [send, { busy, problem }] = useSend(renew, (answer) => setSentTo(answer.sentTo))
  const action = (
    <Button kind="primary" busy={busy} onClick={() => send(undefined)}>
      {t('survey.renew')}
    </Button>
  )
  return (
    <div className={page.stack}>
      <EmptyState
        as="h1"
        icon="clock"
        title={t('survey.expired')}
        hint={sentTo ? t('survey.renewed', { address: sentTo }) : t('survey.expiredHint')}
        action={sentTo ? null : action}
      />
      <Refusal problem={problem} />
    </div>
  )
}
