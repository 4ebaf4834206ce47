import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { DocumentKind } from '../parts/marks.tsx'
import type { Part } from '../parts/part-form.tsx'
import styles from '../parts/parts.module.css'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { useCan } from '../shell/session.ts'
import { RevalueForm } from './revalue-form.tsx'

const SHOWN = 5
const path = '/api/v1/stock-values'

/** How the part is valued, at which standard, and what changed its value last. */
export function ValueCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const can = useCan()
  if (!can('parts.value')) return null
  const isStandard = part.method === 'standard'
  const revalue = isStandard && (
    <DialogButton label={t('standards.revalue')} needs="parts.close">
      {(close) => <RevalueForm partId={part.id} onClose={close} />}
    </DialogButton>
  )
  return (
    <Card title={t('values.card')} aside={revalue}>
      {isStandard ? (
        <StandardFacts partId={part.id} />
      ) : (
        <Facts facts={[{ label: t('field.method'), value: t(`method.${part.method}`) }]} />
      )}
      <ValueRows partId={part.id} number={part.number} />
    </Card>
  )
}

function StandardFacts({ partId }: { partId: string }) {
  const { t } = useTranslation('parts')
  const { money } = useFormat()
  const { data } = $api.useQuery('get', '/api/v1/parts/{id}/standard', { params: { path: { id: partId } } })
  if (!data) return null
  const { currency, standardMinor, minor } = data
  const facts = [
    { label: t('field.method'), value: t('method.standard') },
    {
      label: t('column.standardMinor'),
      value: standardMinor ? money({ minor: standardMinor, currency }) : t('standards.unset'),
    },
    { label: t('values.worth'), value: money({ minor, currency }) },
  ]
  return <Facts facts={facts} />
}

/** The latest changes of its value, and the way to all of them. */
export function ValueRows({ partId, number }: { partId: string; number: string }) {
  const { t } = useTranslation('parts')
  const { money } = useFormat()
  const query = $api.useQuery('get', path, { params: { query: { 'filter[partId]': partId, limit: SHOWN } as never } })
  useFresh({ subject: ['stock_document', 'part'], paths: [path] })
  const rows = query.data?.items ?? []
  return (
    <>
      <div className={styles.rows}>
        {rows.map((one) => (
          <div key={one.id} className={styles.row}>
            <span>
              <Go to={paths.stockDocument(one.documentId)}>
                <DocumentKind kind={one.valueReason} />
              </Go>
              {one.note && <span className={styles.quiet}> {one.note}</span>}
            </span>
            <span className={styles.quiet}>
              <At at={one.standsAt} only="day" />
            </span>
            <strong>{money({ minor: one.changeMinor, currency: one.currency })}</strong>
          </div>
        ))}
      </div>
      {rows.length > 0 && (
        <Go to={`${paths.stockValues()}?filter[part]=${encodeURIComponent(number)}`}>{t('values.all')}</Go>
      )}
    </>
  )
}
