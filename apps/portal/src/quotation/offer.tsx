import type { Answer } from '@aftercare/api'
import { ifMatch } from '@aftercare/api'
import { Button, EmptyState, SkeletonCard } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { go, Link } from '../shell/router.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer, useSend } from '../shell/use-answer.ts'
import { QuotationSheet } from './sheet.tsx'

type Offered = Answer<'/api/v1/public/{company}/quotations/{token}'>

/** The offer a link of a mail opens: read and answered without signing in; one that ran out leads to a new one. */
export function Offer({ company, token }: { company: string; token: string }) {
  const { t } = useTranslation('portal')
  const path = { company, token }
  const asked = useAnswer(token, () =>
    api.GET('/api/v1/public/{company}/quotations/{token}', { params: { path } }).then((answer) => answer.data!),
  )
  if (asked.problem?.code === 'link.expired') return <RanOut company={company} token={token} />
  if (!asked.data && !asked.problem) return <SkeletonCard lines={8} />
  return (
    <Shown asked={asked} company={company}>
      {({ quotation, newer }: Offered) => (
        <div className={page.stack}>
          {newer && (
            <p>
              <Link to={paths.offer(company, newer)} className={page.link}>
                {t('quotation.newer')}
              </Link>
            </p>
          )}
          <QuotationSheet
            quotation={quotation}
            pdf={`/api/v1/public/${encodeURIComponent(company)}/quotations/${token}/quotation.pdf`}
            send={(body) =>
              api.PUT('/api/v1/public/{company}/quotations/{token}/answer', {
                params: { path },
                headers: ifMatch(quotation.version),
                body,
              })
            }
            onDone={asked.retry}
          />
        </div>
      )}
    </Shown>
  )
}

function RanOut({ company, token }: { company: string; token: string }) {
  const { t } = useTranslation('portal')
  const [byHand, setByHand] = useState(false)
  const renew = () =>
    api
      .POST('/api/v1/public/{company}/quotations/{token}/renewal', { params: { path: { company, token } } })
      .then((answer) => answer.data!)
  const [send, { busy, problem }] = useSend(renew, (made) =>
    made.token ? go(paths.offer(company, made.token)) : setByHand(true),
  )
  const action = (
    <Button kind="primary" busy={busy} onClick={() => send(undefined)}>
      {t('quotation.renew')}
    </Button>
  )
  return (
    <div className={page.stack}>
      <EmptyState
        as="h1"
        icon="clock"
        title={t('quotation.ranOut')}
        hint={t(byHand ? 'quotation.byHand' : 'quotation.ranOutHint')}
        action={byHand ? null : action}
      />
      <Refusal problem={problem} />
    </div>
  )
}
