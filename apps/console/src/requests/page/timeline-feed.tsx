import type { Answer, components } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { call } from '../../shell/api.ts'
import { type Moment, Timeline } from '../../shell/timeline.tsx'
import { useWord } from '../words.ts'
import { FileList } from './file-list.tsx'
import styles from './page.module.css'
import type { RequestView } from './use-request.ts'

type Entry = components['schemas']['TimelineEntry']
type Page = Answer<'/api/v1/requests/{id}/timeline'>

const pageSize = '100'

function useFeed(id: string) {
  return useInfiniteQuery({
    queryKey: ['get', '/api/v1/requests/{id}/timeline', id],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: pageSize, ...(pageParam ? { after: pageParam } : {}) }
      return (await call('GET', `/api/v1/requests/${id}/timeline`, { query, signal })).json() as Promise<Page>
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

/** What happened and what was said, newest first; merged requests and an imported past stand in it at their own times. */
export function TimelineFeed({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const feed = useFeed(request.id)
  const toMoment = useMoments(request)
  const entries = feed.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <Timeline moments={entries.map(toMoment)} zone={request.timeZone} />
      {feed.hasNextPage && (
        <div className={styles.more}>
          <Button loading={feed.isFetchingNextPage} onClick={() => void feed.fetchNextPage()}>
            {t('page.earlier')}
          </Button>
        </div>
      )}
    </>
  )
}

const icons = {
  note: 'lock',
  reply: 'voice',
  inbound: 'voice',
  verbatim: 'voice',
  event: 'clock',
  history: 'down',
} as const

function useMoments(request: RequestView): (entry: Entry) => Moment {
  const word = useWord()
  const titleOf = useTitle(request)
  const others = new Map(request.merged.map((one) => [one.id, one.number]))
  return (entry) => {
    const other = others.get(entry.requestId)
    const body = entry.text || entry.files.length > 0
    return {
      id: entry.id,
      at: entry.at,
      by: entry.by.name ?? (entry.by.kind === 'customer' ? (request.customer?.name ?? word('page.theCustomer')) : null),
      title: other ? `${titleOf(entry)} · ${other}` : titleOf(entry),
      kind: entry.type === 'note' ? 'internal' : entry.isPublic ? 'public' : 'change',
      icon: icons[entry.type],
      ...(body ? { body: <Body entry={entry} /> } : {}),
    }
  }
}

function Body({ entry }: { entry: Entry }) {
  return (
    <>
      {entry.text && (
        <p className={styles.text} lang={entry.language ?? undefined}>
          {entry.text}
        </p>
      )}
      <FileList files={entry.files} />
    </>
  )
}

const books = [
  ...['requests', 'dispatch', 'field-work', 'billing', 'voice', 'entitlement', 'limits', 'goodwill', 'voidings'],
  ...['contracts', 'assets', 'parties'],
]
const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)

const say = (key: string, values: object = {}) =>
  (i18next.t as unknown as (key: string, values: object) => string)(key, values)

/** What happened as one sentence; the words of an event belong to the module that announced it. */
function useTitle(request: RequestView): (entry: Entry) => string {
  const word = useWord()
  const { dates } = useFormat()
  const day = dates(request.timeZone)
  const sayValue = (key: string, value: unknown) => {
    if (isInstant(value)) return day.dayTime(value)
    const coded = `entitlement:outcome.${value}`
    return key === 'outcome' && i18next.exists(coded) ? say(coded) : (value ?? '')
  }
  const spoken = (data: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(data).map(([key, value]) => [key, sayValue(key, value)]))
  return ({ type, event, data }) => {
    if (type === 'history') return [data.status, data.subStatus, data.team, data.country].filter(Boolean).join(' · ')
    if (type === 'verbatim') return word('page.saidBy', { channel: word(`channel.${data.channel}`) })
    if (type !== 'event') return word(`page.${type}`)
    if (event === 'request.assigned' && !data.owner && !data.station) return word('page.unassigned')
    const key = (event ?? '').replaceAll('.', '_')
    const book = books.find((one) => i18next.exists(`${one}:event.${key}`))
    if (!book) return word('page.otherEvent')
    // What an older event did not tell is left out, not shown as a blank.
    return say(`${book}:event.${key}`, spoken(data))
      .replaceAll(/\{\{\w+\}\}|\$t\([^)]*\)/g, '')
      .trim()
  }
}
