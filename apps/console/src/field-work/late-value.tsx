import type { ChecklistAnswer, ChecklistItem } from '@aftercare/rules'
import { useFormat, useSay, type WordKey } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { useSession } from '../shell/session.ts'
import styles from './panel.module.css'
import type { Visit } from './visit.ts'

const INSTANTS = new Set(['at', 'takenAt', 'from', 'to'])
const CODED: Record<string, string> = {
  status: 'dispatch:status',
  outcome: 'field-work:outcome',
  source: 'field-work:source',
  replaceReason: 'field-work:replaceReason',
  takenBy: 'field-work:takenBy',
  answer: 'field-work:said',
  choice: 'field-work:said',
  field: 'field-work:column',
}
/** The same field says another thing in another kind of fact. */
const CODED_BY_KIND: Record<string, string> = {
  'pause reason': 'dispatch:pauseReason',
  'overrun reason': 'dispatch:overrunReason',
  'handing_over reason': 'field-work:handing',
  'replacement reason': 'field-work:replaceReason',
  'expense kind': 'field-work:expense',
  'photo kind': 'field-work:photo',
  'line kind': 'billing:kind',
  'remark kind': 'field-work:lateReason.field_work.odd',
}

interface ValueProps {
  kind: string
  field: string
  value: unknown
  visit: Visit | undefined
}

/** One field of what was told, as people read it: codes, hours and the steps of the list by their names. */
export function Value({ kind, field, value, visit }: ValueProps) {
  const say = useSay()
  const { dates, money } = useFormat()
  const { person } = useSession()
  if (isEmpty(value)) return '–'
  if (INSTANTS.has(field) && typeof value === 'string') return dates(person.timeZone).dayTime(value)
  const group = CODED_BY_KIND[`${kind} ${field}`] ?? CODED[field]
  if (group && typeof value === 'string') return say(`${group}.${value}` as WordKey, { defaultValue: value })
  if (field === 'answers') return <Answers answers={value as Answers} visit={visit} />
  if (field === 'amount') return money(value as { minor: string; currency: string })
  if (typeof value === 'boolean') return say(value ? 'common:yes' : 'common:no')
  return typeof value === 'object' && value !== null ? flat(value) : String(value)
}

export const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

type Answers = Record<string, ChecklistAnswer>

function Answers({ answers, visit }: { answers: Answers; visit: Visit | undefined }) {
  const { t } = useTranslation(['field-work', 'common'])
  const named = useNamed()
  const items = (visit?.checklist?.items ?? []) as ChecklistItem[]
  const said = (item: ChecklistItem | undefined, { value, skipped, readings = [], note }: ChecklistAnswer) => {
    const chosen = item?.choices?.find((one) => one.value === value)
    const isChecked = item?.type === 'check' && typeof value === 'boolean'
    const plain = typeof value === 'boolean' ? t(value ? 'common:yes' : 'common:no') : value
    return [
      skipped && t('report.skipped', { why: skipped }),
      isChecked ? t(value ? 'checked.yes' : 'checked.no') : chosen ? named(chosen.label as { en: string }) : plain,
      readings.join(', '),
      note,
    ]
      .filter((one) => one !== null && one !== undefined && one !== '')
      .join(' · ')
  }
  return (
    <ul className={styles.answers}>
      {Object.entries(answers).map(([key, answer]) => {
        const item = items.find((one) => one.key === key)
        return (
          <li key={key}>
            {item ? named(item.label as { en: string }) : key}: {said(item, answer) || '–'}
          </li>
        )
      })}
    </ul>
  )
}

/** Lists and small things as short text; what only a machine reads stays out. */
function flat(value: object): string {
  const isList = Array.isArray(value)
  return Object.entries(value)
    .filter(([key, one]) => one !== null && one !== '' && key !== 'id' && key !== 'kind')
    .map(([, one]) => (typeof one === 'object' ? flat(one as object) : String(one)))
    .join(isList ? '; ' : ' · ')
}
