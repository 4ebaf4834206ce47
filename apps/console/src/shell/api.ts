import { ApiProblem, createApi, createCall, isProblem } from '@aftercare/api'
import { currentLanguage } from '@aftercare/words/web'
import { QueryCache, QueryClient } from '@tanstack/react-query'
import createQueryClient from 'openapi-react-query'

/** Calls by hand: `await api.POST('/api/v1/requests', { body })`. */
export const api = createApi(currentLanguage)
/** Queries and mutations in components: `$api.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id } } })`. */
export const $api = createQueryClient(api)
/** Calls whose address is only known when they run. */
export const call = createCall(currentLanguage)

/** Whatever was thrown, as a refusal that can be shown; null stays null. */
export function problemFrom(error: unknown): ApiProblem | null {
  if (error === null || error === undefined) return null
  if (error instanceof ApiProblem) return error
  console.error(error)
  return new ApiProblem({ code: 'internal', status: 0, title: '' })
}

const worthAnotherTry = (error: unknown) => isProblem(error) && (error.status === 0 || error.status >= 502)

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ran out while a page was open: the frame sees it and leads to the sign-in page.
    onError: (error, query) => {
      if (isProblem(error) && error.status === 401 && query.queryKey[1] !== '/api/v1/session') {
        void queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/session'] })
      }
    },
  }),
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (failures, error) => failures < 2 && worthAnotherTry(error) },
    mutations: { retry: false },
  },
})
