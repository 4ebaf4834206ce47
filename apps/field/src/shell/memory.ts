import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { contact } from '../data/contact.ts'
import { openStore } from '../data/opening.ts'
import { keepDraining } from '../data/outbox.ts'
import type { Store } from '../data/store.ts'
import { EMPTIED, leaveRevoked } from '../data/unsent.ts'
import { isRevoked, openPhone } from '../data/vault.ts'
import { paths } from '../paths.ts'
import { queryClient } from './api.ts'
import { forgetSession, type Session } from './session.ts'

/** The memory of the phone, opened for whoever is signed in, and told to the server for as long as it is open. */
export function useMemory(session: Session | undefined) {
  const personId = session?.person.id
  const opening = useQuery({
    queryKey: ['memory', personId],
    queryFn: () => openFor(session!),
    enabled: session !== undefined,
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const store = opening.data
  useEffect(() => (store ? keepDraining(store) : undefined), [store])
  useEffect(() => {
    addEventListener(EMPTIED, leave)
    return () => removeEventListener(EMPTIED, leave)
  }, [])
  return opening
}

async function openFor({ person, tenant }: Session): Promise<Store> {
  try {
    return openStore(person.id, await openPhone(person.id, tenant.code))
  } catch (error) {
    if (isRevoked(error)) await leaveRevoked()
    throw error
  }
}

/** Nothing of the person is here any more: their screens go, too. */
export function leave(): void {
  forgetSession()
  queryClient.clear()
  location.assign(`${import.meta.env.BASE_URL}${paths.signIn().slice(1)}`)
}

/** At once, whatever was said a moment ago: before signing out, and when the person asks. */
export const contactNow = (store: Store) => contact(store, true)
