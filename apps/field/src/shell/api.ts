import { createApi, createCall, isProblem } from '@aftercare/api'
import { currentLanguage } from '@aftercare/words/web'
import { QueryClient } from '@tanstack/react-query'
import createQueryClient from 'openapi-react-query'
import { asking } from './reach.ts'

export const api = createApi(currentLanguage, '', asking)
export const $api = createQueryClient(api)
export const call = createCall(currentLanguage, asking)

export const queryClient = new QueryClient({
  defaultOptions: {
    // Without a network a question waits; a refusal of the server is an answer.
    queries: { staleTime: 30_000, retry: (failures, error) => failures < 2 && isProblem(error) && error.status === 0 },
    mutations: { retry: false },
  },
})
