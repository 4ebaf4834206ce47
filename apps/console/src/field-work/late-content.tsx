import { useFormat, useSay, type WordKey } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { WorkStatus } from '../dispatch/marks.tsx'
import { $api } from '../shell/api.ts'
import { useSession } from '../shell/session.ts'
import type { LateFact } from './late-facts.tsx'
import styles from './panel.module.css'
import type { Visit } from './visit.ts'

/** Where it stands in the address or beside the words: it says nothing to a person. */
const UNSAID = new Set(['params', 'path', 'fileId', 'lat', 'lon', 'hash', 'checklistKey', 'addedAt', 'id'])
const INSTANTS = new Set(['at', 'takenAt'])
const CODED: Record<string, string> = {
  status: 'dispatch:status',
  outcome: 'field-work:outcome',
  source: 'field-work:source',
  replaceReason: 'field-work:replaceReason',
}

/** What the phone told, field by field, beside what stands there now: whoever judges sees both. */
export function LateContent({ row }: { row: LateFact }) {
  const { t } = useTranslation('field-work')
  const query = $api.useQuery(
    'get',
    '/api/v1/visits/{id}',
    { params: { path: { id: row.visitId ?? '' } } },
    { enabled: row.visitId !== null, retry: false },
  )
  const told = Object.entries(row.content ?? {}).filter(([key, value]) => !UNSAID.has(key) && !isEmpty(value))
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
                <Value field={key} value={value} />
              </td>
              <td>{now ? <Value field={key} value={standing(now, row, key)} /> : t('late-facts.nothing')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {now && <Standing visit={now} />}
    </>
  )
}

const isEmpty = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)

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

function Value({ field, value }: { field: string; value: unknown }) {
  const say = useSay()
  const { dates } = useFormat()
  const { person } = useSession()
  if (value === undefined || isEmpty(value)) return '–'
  if (INSTANTS.has(field) && typeof value === 'string') return dates(person.timeZone).dayTime(value)
  const group = CODED[field]
  if (group && typeof value === 'string') return say(`${group}.${value}` as WordKey, { defaultValue: value })
  if (typeof value === 'object' && value !== null) return flat(value)
  return String(value)
}

/** Answers and lists as short text: `oil: 3.2, belt: true`. */
function flat(value: object): string {
  const isList = Array.isArray(value)
  return Object.entries(value)
    .filter(([, one]) => one !== null && one !== '')
    .map(([key, one]) => {
      const text = typeof one === 'object' ? flat(one as object) : String(one)
      return isList ? text : `${key}: ${text}`
    })
    .join(isList ? '; ' : ', ')
}
