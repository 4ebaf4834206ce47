import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { AnswersCard } from './answers-card.tsx'
import { AttemptsCard } from './attempts-card.tsx'
import { CallPanel } from './call-panel.tsx'
import { About, Earlier, Whom } from './call-sides.tsx'
import { CallStatus } from './marks.tsx'
import { SkipDialog } from './skip-dialog.tsx'
import { SurveyCard } from './survey-card.tsx'

export type ReturnVisit = Answer<'/api/v1/return-visits/{id}'>

/** One call: whom, what it was about in their words, what to ask, and how it ended. */
export function ReturnVisitPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/return-visits/{id}', { params: { path: { id } } })
  useFresh({ subject: 'return_visit', id, paths: ['/api/v1/return-visits/{id}'] })
  return <QueryState query={query}>{(visit) => <Page key={visit.id} visit={visit} />}</QueryState>
}

function Page({ visit }: { visit: ReturnVisit }) {
  const { t } = useTranslation('voice')
  const [skipping, setSkipping] = useState(false)
  const skip = visit.can.includes('skip') && <Button onClick={() => setSkipping(true)}>{t('call.skip')}</Button>
  return (
    <>
      <PageHeader
        back={{ to: paths.returnVisits(), label: t('returnVisits') }}
        number={visit.number}
        title={visit.customer.name}
        status={<CallStatus status={visit.status} why={visit.skipReason} />}
        actions={skip}
      />
      <TwoColumns
        main={
          <>
            {visit.can.includes('call') ? <CallPanel visit={visit} /> : <AnswersCard visit={visit} />}
            <Card title={t('page.words')}>
              {visit.request.words.map((one) => (
                <p key={one.at} lang={one.language} style={{ whiteSpace: 'pre-line' }}>
                  {one.text}
                </p>
              ))}
            </Card>
            <AttemptsCard visit={visit} />
          </>
        }
        side={
          <>
            <Whom visit={visit} />
            <About visit={visit} />
            {visit.survey && <SurveyCard survey={visit.survey} zone={visit.customer.timeZone} />}
            <Earlier visit={visit} />
          </>
        }
      />
      {skipping && <SkipDialog visit={visit} onClose={() => setSkipping(false)} />}
    </>
  )
}
