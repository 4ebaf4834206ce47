import type { Answer, ListAnswer } from '@aftercare/api'
import { ifMatch } from '@aftercare/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { $api, api, call, queryClient } from '../api.ts'
import type { ListDefinition } from './define-list.ts'
import type { Search } from './list-state.ts'
import { packView, unpackView } from './view-state.ts'

const path = '/api/v1/views'
type Kept = Answer<typeof path>['items'][number]
export type Scope = Kept['scope']
/** A saved view; `state` is the part of the address it keeps. */
export type SavedView = Omit<Kept, 'state'> & { state: Search }
export type ViewWish = { name: string; scope: Scope; stationId: string | null; isDefault: boolean; state: Search }

export function useViews(list: string) {
  const query = $api.useQuery('get', path, { params: { query: { list } } }, { staleTime: 60_000 })
  const views = (query.data?.items ?? []).map((view): SavedView => ({ ...view, state: unpackView(view.state) }))
  return { views, isReady: !query.isPending }
}

export function useViewChanges(list: string) {
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['get', path] })
  const add = useMutation({
    mutationFn: async (wish: ViewWish) =>
      (await api.POST(path, { body: { list, ...wish, state: packView(wish.state), position: 0 } })).data!,
    onSuccess: refresh,
  })
  const change = useMutation({
    mutationFn: async ({ view, wish }: { view: SavedView; wish: Partial<ViewWish> }) => {
      const { state, ...rest } = wish
      const body = { ...rest, ...(state === undefined ? {} : { state: packView(state) }) }
      const params = { path: { id: view.id } }
      return (await api.PATCH(`${path}/{id}`, { params, body, headers: ifMatch(view.version) })).data!
    },
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: (view: SavedView) => api.DELETE(`${path}/{id}`, { params: { path: { id: view.id } } }),
    onSuccess: refresh,
  })
  return { add, change, remove }
}

/** How many rows a view has now, for its tab. */
export function useViewCount<Row extends { id: string }>(list: ListDefinition<Row>, state: Search) {
  const { columns: _columns, density: _density, limit: _limit, sort: _sort, ...filters } = state
  const query = { ...list.base, ...filters, limit: '1' }
  return useQuery({
    queryKey: ['get', list.path, query],
    queryFn: async ({ signal }) => (await call('GET', list.path, { query, signal })).json() as Promise<ListAnswer<Row>>,
    staleTime: 60_000,
    select: (answer) => answer.total,
  }).data
}
