import type { Answer, RowOf } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { QueryState } from '../shell/query-state.tsx'
import { OldPartSteps } from './old-part-steps.tsx'
import styles from './parts.module.css'

const path = '/api/v1/old-parts/{id}'

/** One removed part beside the list: what came out of which machine, where it is, and what is to be done with it. */
export function OldPartPanel({ row }: { row: RowOf<'/api/v1/old-parts'> }) {
  const query = $api.useQuery('get', path, { params: { path: { id: row.id } } })
  useFresh({ subject: 'old_part', id: row.id, paths: [path] })
  return (
    <QueryState query={query}>
      {(old) => (
        <div className={styles.panel}>
          <OldPartSteps old={old} />
          <Known old={old} />
        </div>
      )}
    </QueryState>
  )
}

function Known({ old }: { old: Answer<typeof path> }) {
  const { t } = useTranslation('parts')
  const { calendarDay, money } = useFormat()
  const named = useNamed()
  const facts = [
    { label: t('column.part'), value: <Go to={paths.part(old.partId)}>{`${old.part} ${named(old.name)}`}</Go> },
    { label: t('column.serial'), value: old.serial },
    { label: t('column.assetSerial'), value: old.assetId && <Go to={paths.asset(old.assetId)}>{old.assetSerial}</Go> },
    { label: t('column.removedAt'), value: <At at={old.removedAt} /> },
    { label: t('column.place'), value: old.place },
    { label: t('column.dueOn'), value: old.dueOn && calendarDay(old.dueOn) },
    { label: t('column.owner'), value: old.isCustomers ? t('old.customers') : t('old.ours') },
    {
      label: t('column.valueMinor'),
      value: old.currency && money({ minor: old.valueMinor, currency: old.currency }),
    },
    {
      label: t('column.shipmentId'),
      value: old.shipmentId && <Go to={paths.transfer(old.shipmentId)}>{`${old.shipment} → ${old.sentTo}`}</Go>,
    },
    { label: t('column.verdict'), value: old.verdict && t(`verdict.${old.verdict}`) },
    { label: t('old.note'), value: old.verdictNote },
    { label: t('column.scrapReason'), value: old.scrapReason },
    {
      label: t('column.requestId'),
      value: old.requestId && <Go to={paths.request(old.requestId)}>{t('do.open')}</Go>,
    },
    { label: t('column.visitId'), value: old.visitId && <Go to={paths.visit(old.visitId)}>{t('do.open')}</Go> },
  ]
  return <Facts facts={facts.filter((fact) => fact.value)} />
}
