import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { contact } from '../data/contact.ts'
import { openStore } from '../data/opening.ts'
import { keepDraining } from '../data/outbox.ts'
import type { Store } from '../data/store.ts'
import { EMPTIED, leaveRevoked, SHUT_OUT } from '../data/unsent.ts'
import { isRevoked, keepWho, openPhone } from '../data/vault.ts'
import { paths } from '../paths.ts'
import { queryClient } from './api.ts'
import { forgetSession, SESSION, type Session } from './session.ts'

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
    addEventListener(SHUT_OUT, askWho)
    return () => {
      removeEventListener(EMPTIED, leave)
      removeEventListener(SHUT_OUT, askWho)
    }
  }, [])
  return opening
}

/** Who is in the middle of something is asked for the password a little later: at the next contact. */
function askWho(): void {
  if (document.querySelector('dialog[open], textarea:focus, input:not([type=checkbox], [type=radio]):focus')) return
  void queryClient.invalidateQueries({ queryKey: SESSION })
}

async function openFor(session: Session): Promise<Store> {
  const { person, tenant } = session
  try {
    const phone = await openPhone(person.id, tenant.code)
    await keepWho(session)
    void keepFirm()
    return openStore(person.id, phone)
  } catch (error) {
    if (isRevoked(error)) await leaveRevoked()
    throw error
  }
}

/** The browser is asked not to clear this away when it runs out of room; those that ask the person do so once. */
async function keepFirm(): Promise<void> {
  if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.()
}

/** Nothing of the person is here any more: their screens go, too. */
export function leave(): void {
  forgetSession()
  queryClient.clear()
  location.assign(`${import.meta.env.BASE_URL}${paths.signIn().slice(1)}`)
}

/** At once, whatever was said a moment ago: before signing out, and when the person asks. */
export const contactNow = (store: Store) => contact(store, true)
