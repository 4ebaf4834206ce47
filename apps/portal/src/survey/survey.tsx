import type { Answer } from '@aftercare/api'
import { EmptyState, SkeletonCard } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { RanOut } from '../shell/ran-out.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer } from '../shell/use-answer.ts'
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
  const params = { path: { company, token } }
  return (
    <RanOut
      title={t('survey.expired')}
      hint={t('survey.expiredHint')}
      label={t('survey.renew')}
      renew={() =>
        api.POST('/api/v1/public/{company}/surveys/{token}/renewal', { params }).then((answer) => answer.data!)
      }
      done={(made) => t('survey.renewed', { address: made.sentTo })}
    />
  )
}
