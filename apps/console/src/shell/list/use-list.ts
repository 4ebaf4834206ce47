import type { ListAnswer } from '@aftercare/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { call } from '../api.ts'
import { useFresh } from '../live.ts'
import { useOwnChanges } from '../own-changes.ts'
import type { ListDefinition } from './define-list.ts'
import { changeState, type ListState, queryOf, readState, type Search, writeState } from './list-state.ts'
import { steady, withNews } from './steady.ts'

type Trail = { trail?: string[] }

/** State in the address: reading it, changing it, and the way back through the pages. */
function useListState<Row extends { id: string }>(list: ListDefinition<Row>) {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const trail = useRouterState({ select: (router) => (router.location.state as Trail).trail }) ?? []
  const state = readState(search, list)
  const go = (next: ListState, history: string[], replace: boolean) =>
    void navigate({
      to: '.',
      search: writeState(next, list) as never,
      state: { trail: history } as never,
      replace,
      resetScroll: false,
    })
  const turn = (after: string | null, history: string[]) => go({ ...state, after, open: null }, history, false)
  return {
    state,
    search,
    pageNumber: trail.length + 1,
    /** Changes what is shown. Typing and opening rows replace the address, so that Back leaves the list at once. */
    change: (change: Partial<ListState>) => {
      const next = changeState(state, change)
      go(next, next.after === null ? [] : trail, 'q' in change || 'open' in change)
    },
    replaceSearch: (next: Search) => go(readState(next, list), [], true),
    next: (cursor: string) => turn(cursor, [...trail, state.after ?? '']),
    previous: () => turn(trail.at(-1) || null, trail.slice(0, -1)),
    first: () => turn(null, []),
  }
}

/** The rows, kept steady under the cursor until the person asks for the news or adds one. */
function useSteadyRows<Row extends { id: string }>(
  { path, key }: { path: string; key: string },
  fresh: Row[] | undefined,
  isOld: boolean,
) {
  const own = useOwnChanges(path)
  const [kept, keep] = useState<{ key: string; own: number; rows: Row[] } | null>(null)
  const isFirst = kept?.key !== key || (kept.rows.length === 0 && fresh !== undefined && fresh.length > 0)
  if (fresh !== undefined && !isOld) {
    if (isFirst) keep({ key, own, rows: fresh })
    else if (kept.own !== own) keep({ key, own, rows: withNews(kept.rows, fresh) })
  }
  const shown = kept?.key === key ? kept.rows : (fresh ?? [])
  const merged = steady(shown, isOld ? shown : (fresh ?? shown))
  return { ...merged, showNews: () => fresh && keep({ key, own, rows: fresh }) }
}

export function useList<Row extends { id: string }>(list: ListDefinition<Row>) {
  const place = useListState(list)
  const asked = queryOf(place.state, list, list.base)
  const choice = useChosen(place.search)
  const query = useQuery({
    queryKey: ['get', list.path, asked],
    queryFn: async ({ signal }) =>
      (await call('GET', list.path, { query: asked, signal })).json() as Promise<ListAnswer<Row>>,
    placeholderData: keepPreviousData,
    enabled: choice.isChosen,
  })
  useFresh({ subject: list.subject ?? [], paths: [list.path] })
  const rows = useSteadyRows(
    { path: list.path, key: JSON.stringify(asked) },
    query.data?.items,
    query.isPlaceholderData,
  )
  const { after: _after, ...whole } = asked
  const total = useTotal(JSON.stringify(whole), query.isPlaceholderData ? null : (query.data?.total ?? null))
  return { list, ...place, ...rows, ...choice, asked, query, total, nextCursor: query.data?.next ?? null }
}

/**
 * Whether it is known what is to be shown. Somebody who comes without a wish is about to be given their default view: until then
 * nothing is asked for, so that not every row flashes up before it.
 */
function useChosen(search: Search) {
  const [isChosen, setChosen] = useState(false)
  const hasWish = Object.keys(search).length > 0
  if (hasWish && !isChosen) setChosen(true)
  return { isChosen: isChosen || hasWish, choose: () => setChosen(true) }
}

export type ListHandle<Row extends { id: string }> = ReturnType<typeof useList<Row>>
type Total = { count: number; exact: boolean }

/** The total comes with the first page only; later pages of the same list remember it. */
function useTotal(key: string, total: Total | null): Total | null {
  const known = useRef<{ key: string; total: Total } | null>(null)
  if (total !== null) known.current = { key, total }
  return known.current?.key === key ? known.current.total : null
}
