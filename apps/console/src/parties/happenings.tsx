import type { Answer } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import i18next from 'i18next'
import type { Moment } from '../shell/timeline.tsx'
import styles from './happenings.module.css'

type Happening = Answer<'/api/v1/customers/{id}/timeline'>['items'][number]
type Changes = Record<string, { from: unknown; to: unknown }>

/** Which module's words tell an event, by its subject. */
const books: Record<string, 'parties' | 'assets' | 'entitlement' | 'limits' | 'goodwill' | 'voidings' | 'contracts'> = {
  customer: 'parties',
  contact: 'parties',
  address: 'parties',
  decision: 'entitlement',
  repair: 'entitlement',
  goodwill: 'goodwill',
  voiding: 'voidings',
  limit: 'limits',
  contract: 'contracts',
  planned_date: 'contracts',
  maintenance_plan: 'contracts',
}
const coded: Record<string, string> = {
  status: 'assets:status',
  buyerKind: 'assets:buyerKind',
  kind: 'parties:kind',
  tier: 'parties:tier',
  preferredChannel: 'parties:preferredChannel',
}
/** Ids say nothing to a reader; the sentence names what matters. */
const unsaid = /Id$/

/** Events of a customer or a product as moments of the timeline. */
export function useMoments(): (happenings: readonly Happening[]) => Moment[] {
  const { calendarDay, numbers } = useFormat()
  const say = (key: string, values?: Record<string, unknown>) => i18next.t(key as 'parties:title', values ?? {})
  const word = (key: string, otherwise: string) => (i18next.exists(key) ? say(key) : otherwise)
  const value = (field: string, given: unknown): string => {
    if (given === null || given === undefined || given === '') return say('parties:changed.empty')
    if (typeof given === 'boolean') return say(given ? 'common:yes' : 'common:no')
    if (typeof given === 'object') return Object.values(given).join(' / ')
    const text = String(given)
    if (coded[field]) return word(`${coded[field]}.${text}`, text)
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return calendarDay(text)
    return /^\d{2}:\d{2}:\d{2}$/.test(text) ? text.slice(0, 5) : text
  }
  const spoken = (one: Happening) => {
    const data = one.data as Record<string, unknown>
    const reading = { value: numbers.whole(Number(data.value ?? 0)) }
    return {
      ...data,
      purpose: word(`parties:purpose.${data.purpose}`, ''),
      reading: word(`assets:meterValue.${data.kind}`, '') && say(`assets:meterValue.${data.kind}`, reading),
      position: word(`assets:part.${data.position}`, String(data.position ?? '')),
      reason: word(`assets:voidCode.${data.code}`, String(data.reason ?? '')),
      outcome: word(`entitlement:outcome.${data.outcome}`, ''),
    }
  }
  return (happenings) =>
    happenings.map((one) => {
      const book = books[one.subjectType] ?? 'assets'
      const changes = Object.entries((one.data.changes ?? {}) as Changes).filter(([field]) => !unsaid.test(field))
      const lines = changes.map(([field, { from, to }]) => ({
        field,
        text: say('parties:changed.one', {
          field: word(`${book}:field.${field}`, field),
          from: value(field, from),
          to: value(field, to),
        }),
      }))
      const assessment = typeof one.data.assessment === 'string' ? one.data.assessment : null
      return {
        id: one.id,
        at: one.at,
        by: one.actorName,
        title: say(`${book}:event.${one.type.replace('.', '_')}`, spoken(one)),
        kind: one.isPublic ? 'public' : 'change',
        ...((lines.length > 0 || assessment) && {
          body: (
            <ul className={styles.changes}>
              {assessment && <li>{assessment}</li>}
              {lines.map(({ field, text }) => (
                <li key={field}>{text}</li>
              ))}
            </ul>
          ),
        }),
      }
    })
}
