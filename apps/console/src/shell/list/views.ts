import type { ListAnswer } from '@aftercare/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { call, queryClient } from '../api.ts'
import type { ListDefinition } from './define-list.ts'
import type { Search } from './list-state.ts'

export type Scope = 'personal' | 'team' | 'everyone'
export type SavedView = {
  id: string
  list: string
  name: string
  scope: Scope
  /** The part of the address a view keeps. */
  state: Search
  isDefault: boolean
  version?: number
}

const path = '/api/v1/views'

export function useViews(list: string) {
  const query = useQuery({
    queryKey: ['get', path, { list }],
    queryFn: async ({ signal }) =>
      (await call('GET', path, { query: { list }, signal })).json() as Promise<{ items: SavedView[] }>,
    staleTime: 60_000,
  })
  return { views: query.data?.items ?? [], isReady: !query.isPending }
}

export function useViewChanges() {
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['get', path] })
  const save = useMutation({
    mutationFn: async (view: Omit<SavedView, 'id'> & { id?: string }) => {
      const { id, version, ...body } = view
      const headers: Record<string, string> = version === undefined ? {} : { 'If-Match': `"${version}"` }
      const response = id === undefined ? call('POST', path, { body }) : call('PUT', `${path}/${id}`, { body, headers })
      return (await response).json() as Promise<SavedView>
    },
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: (view: SavedView) => call('DELETE', `${path}/${view.id}`),
    onSuccess: refresh,
  })
  return { save, remove }
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
