import { SkeletonCard } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import i18next from 'i18next'
import { $api } from '../shell/api.ts'
import { QueryState } from '../shell/query-state.tsx'
import { type Moment, Timeline } from '../shell/timeline.tsx'
import styles from './cards.module.css'

type HistoryProps = { subjectType: 'person' | 'station'; id: string; zone: string; book: 'people' | 'network' }
type Changes = Record<string, { from: unknown; to: unknown }>

/** What happened to a person or a station: who changed what, from what to what. */
export function History({ subjectType, id, zone, book }: HistoryProps) {
  const query = $api.useQuery('get', '/api/v1/events', {
    params: { query: { subjectType, subjectId: id, limit: 100 } },
  })
  const tell = useTelling(book, zone)
  return (
    <QueryState query={query} skeleton={<SkeletonCard lines={5} />}>
      {({ items }) => (
        <Timeline
          zone={zone}
          moments={items.map((one): Moment => {
            const changes = tell.changes((one.data.changes ?? {}) as Changes)
            return {
              id: one.id,
              at: one.at,
              by: one.actorName,
              kind: 'change',
              title: tell.event(one.type, one.data),
              ...(changes.length > 0 && { body: <Lines lines={changes} /> }),
            }
          })}
        />
      )}
    </QueryState>
  )
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <ul className={styles.note}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

/** Events and changed fields in words; fields without a word (ids, positions) are left out. */
function useTelling(book: HistoryProps['book'], zone: string) {
  const { calendarDay, dates } = useFormat()
  const say = (key: string, values: Record<string, unknown> = {}) =>
    i18next.t(`${book}:${key}` as 'people:title', values)
  const isDay = (given: unknown): given is string => typeof given === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(given)
  /** A day as it stands, an instant as the day it falls on where the person or station is. */
  const dayOf = (given: string) => (given.length === 10 ? calendarDay(given) : dates(zone).day(given))
  const value = (given: unknown): string => {
    if (given === null || given === undefined || given === '') return say('changed.empty')
    if (typeof given === 'boolean') return i18next.t(given ? 'common:yes' : 'common:no')
    if (isDay(given)) return dayOf(given)
    if (Array.isArray(given))
      return given.length > 0 ? given.map((one) => role(String(one))).join(', ') : say('changed.empty')
    return typeof given === 'object' ? '…' : coded(String(given))
  }
  const coded = (text: string) => (i18next.exists(`${book}:kind.${text}`) ? say(`kind.${text}`) : text)
  /** 'technician station 01a2…': the role is what a reader wants; the reach is on the card. */
  const role = (text: string) => {
    const key = `common:role.${text.split(' ')[0]}`
    return i18next.exists(key) ? i18next.t(key as 'common:role.technician') : text
  }
  return {
    event: (type: string, data: Record<string, unknown>) => {
      const key = `event.${type.replace('.', '_')}`
      const day = isDay(data.from) ? dayOf(data.from) : ''
      return say(i18next.exists(`${book}:${key}`) ? key : 'event.other', { ...data, day })
    },
    changes: (changes: Changes) =>
      Object.entries(changes)
        .filter(([field]) => i18next.exists(`${book}:field.${field}`) && !/Id$/.test(field))
        .map(([field, { from, to }]) =>
          say('changed.one', { field: say(`field.${field}`), from: value(from), to: value(to) }),
        ),
  }
}
