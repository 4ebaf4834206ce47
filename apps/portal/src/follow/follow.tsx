import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { rememberCompany } from '../shell/company.ts'
import page from '../shell/page.module.css'
import { Link } from '../shell/router.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer } from '../shell/use-answer.ts'
import { Appointment } from './appointment.tsx'
import { CallOff } from './call-off.tsx'
import { Conversation } from './conversation.tsx'
import { Papers } from './papers.tsx'
import { SignOff } from './sign-off.tsx'
import { Steps } from './steps.tsx'

export type PortalRequest = Answer<'/api/v1/portal/requests/{id}'>
const LOOK_AGAIN_MS = 5_000

/** One request, followed like a parcel; it keeps itself up to date while it is looked at. */
export function Follow({ company, id }: { company: string; id: string }) {
  const params = { params: { path: { id } } }
  const asked = useAnswer(id, () =>
    Promise.all([
      api.GET('/api/v1/portal/requests/{id}', params),
      api.GET('/api/v1/portal/requests/{id}/papers', params),
    ]).then(([request, papers]) => ({ request: request.data!, papers: papers.data! })),
  )
  const { retry } = asked
  useEffect(() => {
    rememberCompany(company)
    const timer = setInterval(() => document.visibilityState === 'visible' && retry(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [company, retry])
  return (
    <Shown asked={asked} company={company}>
      {({ request, papers }) => (
        <div className={page.stack}>
          <Head company={company} request={request} />
          {request.can.includes('sign_off') && <SignOff request={request} onDone={retry} />}
          <Steps request={request} />
          {isPlannable(request) && <Appointment request={request} onDone={retry} />}
          <Papers company={company} papers={papers} timeZone={request.timeZone} />
          <Conversation company={company} request={request} onDone={retry} />
          {request.can.includes('cancel') && <CallOff request={request} onDone={retry} />}
        </div>
      )}
    </Shown>
  )
}

const isPlannable = ({ cancelled, step, kind }: PortalRequest) =>
  !cancelled && (step === 'received' || step === 'booked') && !['question', 'complaint', 'return'].includes(kind)

function Head({ company, request }: { company: string; request: PortalRequest }) {
  const { t } = useTranslation('portal')
  const { language, dates } = useFormat()
  const product = request.product.name?.[language] ?? request.product.name?.en ?? request.product.text
  return (
    <header className={page.tight}>
      <Link to={paths.mine(company)} className={page.link}>
        {t('mine.title')}
      </Link>
      <h1 className={page.title}>{request.title}</h1>
      <p className={page.small}>
        {request.number} · {t('mine.openedOn', { day: dates(request.timeZone).day(request.openedAt) })}
      </p>
      {(product || request.cover) && (
        <p className={page.quiet}>
          {[product, request.product.serial, request.cover && t(`follow.cover.${request.cover as 'covered'}`)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {request.words && request.words !== request.title && (
        <Card title={t('follow.youSaid')}>
          <p className={page.prose}>{request.words}</p>
        </Card>
      )}
      {request.station?.phone && (
        <a href={`tel:${request.station.phone}`} className={page.link}>
          {t('follow.call', { name: request.station.name })}
        </a>
      )}
    </header>
  )
}
