import { ifMatch } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Link } from '../shell/router.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer } from '../shell/use-answer.ts'
import { QuotationSheet } from './sheet.tsx'

/** The same offer for those who are signed in, with the way back to their request. */
export function Quotation({ company, id }: { company: string; id: string }) {
  const { t } = useTranslation('portal')
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
          <QuotationSheet
            quotation={quotation}
            pdf={`/api/v1/portal/quotations/${id}/quotation.pdf`}
            send={(body) =>
              api.PUT('/api/v1/portal/quotations/{id}/answer', {
                params: { path: { id } },
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
