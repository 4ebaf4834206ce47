import { type Answer, isProblem } from '@aftercare/api'
import { useQuery } from '@tanstack/react-query'
import { whoWasHere } from '../data/vault.ts'
import { api } from './api.ts'

export type Session = Answer<'/api/v1/session'>
const kept = 'aftercare.field.session'
export const SESSION = ['get', '/api/v1/session']

async function lastKnown(): Promise<Session | undefined> {
  const text = localStorage.getItem(kept)
  return text === null ? whoWasHere() : (JSON.parse(text) as Session)
}

export function forgetSession(): void {
  localStorage.removeItem(kept)
}

/** Who is signed in. Without a network it is who was here last: a technician in a cellar stays at work. */
export function useSessionQuery() {
  return useQuery({
    queryKey: SESSION,
    queryFn: async (): Promise<Session> => {
      try {
        const { data } = await api.GET('/api/v1/session')
        localStorage.setItem(kept, JSON.stringify(data))
        return data!
      } catch (error) {
        const known = isProblem(error) && error.status !== 401 ? await lastKnown() : undefined
        if (known === undefined) throw error
        return known
      }
    },
    networkMode: 'always',
    staleTime: 60_000,
  })
}

/** The session behind the gate, where there always is one. */
export function useSession(): Session {
  const session = useSessionQuery().data
  if (session === undefined) throw new Error('useSession is for screens behind the gate')
  return session
}
