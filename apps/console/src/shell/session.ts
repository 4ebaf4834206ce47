import type { Answer } from '@aftercare/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './api.ts'

export type Session = Answer<'/api/v1/session'>

export const sessionKey = ['get', '/api/v1/session'] as const

/** Who is signed in; `error` with status 401 means nobody. */
export function useSessionQuery() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async ({ signal }) => (await call('GET', '/api/v1/session', { signal })).json() as Promise<Session>,
    staleTime: 60_000,
  })
}

/** The session inside the frame, where there always is one. */
export function useSession(): Session {
  const session = useQueryClient().getQueryData<Session>(sessionKey)
  if (session === undefined) throw new Error('useSession is for pages inside the frame')
  return session
}

/** Whether the person may: `can('requests.close')`. The server decides again; this only hides what would be refused. */
export function useCan(): (permission: string | undefined) => boolean {
  const { can } = useSession()
  return (permission) => permission === undefined || can.includes(permission)
}
