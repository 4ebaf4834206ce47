import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './api.ts'

export type Session = {
  person: { id: string; name: string; email: string; language: string; timeZone: string }
  tenant: { id: string; name: string }
  roles: string[]
  can: string[]
}

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
