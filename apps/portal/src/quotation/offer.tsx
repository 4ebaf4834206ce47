import type { Answer } from '@aftercare/api'
import { ifMatch } from '@aftercare/api'
import { SkeletonCard } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { RanOut } from '../shell/ran-out.tsx'
import { go, Link } from '../shell/router.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer } from '../shell/use-answer.ts'
import { QuotationSheet } from './sheet.tsx'

type Offered = Answer<'/api/v1/public/{company}/quotations/{token}'>

/** The offer a link of a mail opens: read and answered without signing in; one that ran out leads to a new one. */
export function Offer({ company, token }: { company: string; token: string }) {
  const { t } = useTranslation('portal')
  const path = { company, token }
  const asked = useAnswer(token, () =>
    api.GET('/api/v1/public/{company}/quotations/{token}', { params: { path } }).then((answer) => answer.data!),
  )
  if (asked.problem?.code === 'link.expired') return <Renewal company={company} token={token} />
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

function Renewal({ company, token }: { company: string; token: string }) {
  const { t } = useTranslation('portal')
  const params = { path: { company, token } }
  return (
    <RanOut
      title={t('quotation.ranOut')}
      hint={t('quotation.ranOutHint')}
      label={t('quotation.renew')}
      renew={() =>
        api.POST('/api/v1/public/{company}/quotations/{token}/renewal', { params }).then((answer) => answer.data!)
      }
      done={(made) => {
        if (made.token) go(paths.offer(company, made.token))
        return made.token ? null : t('quotation.byHand')
      }}
    />
  )
}
