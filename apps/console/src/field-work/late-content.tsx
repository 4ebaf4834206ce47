import { useSay, type WordKey } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { WorkStatus } from '../dispatch/marks.tsx'
import { $api } from '../shell/api.ts'
import type { LateFact } from './late-facts.tsx'
import { isEmpty, Value } from './late-value.tsx'
import styles from './panel.module.css'
import type { Visit } from './visit.ts'

/** Where it stands in the address or beside the words: it says nothing to a person. */
const UNSAID = new Set([
  ...['params', 'path', 'fileId', 'lat', 'lon', 'hash', 'addedAt', 'id', 'toId'],
  ...['checklistKey', 'checklistId', 'checklistVersion', 'priceShown'],
])
/** What the phone told, field by field, beside what stands there now: whoever judges sees both. */
export function LateContent({ row }: { row: LateFact }) {
  const { t } = useTranslation('field-work')
  const query = $api.useQuery(
    'get',
    '/api/v1/visits/{id}',
    { params: { path: { id: row.visitId ?? '' } } },
    { enabled: row.visitId !== null, retry: false },
  )
  const told = Object.entries(paid(row.content ?? {})).filter(([key, value]) => !UNSAID.has(key) && !isEmpty(value))
  const now = query.data
  if (told.length === 0) return now ? <Standing visit={now} /> : null
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('late-facts.told')}</th>
            <th scope="col">{t('late-facts.now')}</th>
          </tr>
        </thead>
        <tbody>
          {told.map(([key, value]) => (
            <tr key={key}>
              <th scope="row">
                <FieldName field={key} />
              </th>
              <td>
                <Value kind={row.toldKind} field={key} value={value} visit={now} />
              </td>
              <td>
                <Value kind={row.toldKind} field={key} value={now && standing(now, row, key)} visit={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {now && <Standing visit={now} />}
    </>
  )
}

/** An amount is one thing. */
function paid(content: Record<string, unknown>): Record<string, unknown> {
  const { minor, currency, ...rest } = content
  return minor === undefined ? content : { ...rest, amount: { minor, currency } }
}

/** The same field of the visit today, where it has one. */
function standing(visit: Visit, row: LateFact, field: string): unknown {
  if (row.toldKind === 'tap') return field === 'status' ? visit.status : null
  if (row.toldKind === 'line') {
    const id = (row.content?.params as { lineId?: string } | undefined)?.lineId
    return (visit.lines.find((line) => line.id === id) as Record<string, unknown> | undefined)?.[field]
  }
  return (visit.report as Record<string, unknown>)[field]
}

function Standing({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field-work')
  return (
    <p>
      {t('late-facts.isWith')} {visit.technician.name} <WorkStatus status={visit.status} />
    </p>
  )
}

function FieldName({ field }: { field: string }) {
  return useSay()(`field-work:told.${field}` as WordKey, { defaultValue: field })
}
