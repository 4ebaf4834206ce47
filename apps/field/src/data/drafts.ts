import { useLiveQuery } from 'dexie-react-hooks'
import { useCallback, useEffect, useRef, useState } from 'react'
import { timeNow } from './clock.ts'
import type { Draft, Store } from './store.ts'
import { useStore } from './use-store.ts'

const WAIT_MS = 300
const idOf = (visitId: string, form: string) => `${visitId} ${form}`

export const forgetDraft = (store: Store, visitId: string, form: string) => store.drafts.delete(idOf(visitId, form))

/** What was being typed on a visit when the app ended. */
export function useDrafts(visitId: string): Draft[] {
  const store = useStore()
  return useLiveQuery(() => store.drafts.where('visitId').equals(visitId).toArray(), [store, visitId]) ?? []
}

/** What stood in a form when the app was killed; undefined while that is read, null when there is nothing. */
export function useDraft<T>(visitId: string, form: string): T | null | undefined {
  const store = useStore()
  const [found, setFound] = useState<T | null>()
  useEffect(() => {
    const read = store.drafts.get(idOf(visitId, form)).catch(() => undefined)
    void read.then((draft) => setFound((draft?.value as T | undefined) ?? null))
  }, [store, visitId, form])
  return found
}

/**
 * Keeps what is typed while it is typed, for the case that the app is killed; nothing of it is told to anybody. A memory
 * without room keeps no drafts: the form itself says so when it is saved. The returned end of it forgets the draft.
 */
export function useKeepDraft(visitId: string, form: string, typed: unknown): () => Promise<void> {
  const store = useStore()
  const text = JSON.stringify(typed)
  const first = useRef(text)
  const isOver = useRef(false)
  const latest = useRef(text)
  latest.current = text
  const keep = useCallback(() => {
    if (isOver.current || latest.current === first.current) return
    const value: unknown = JSON.parse(latest.current)
    void store.drafts.put({ id: idOf(visitId, form), visitId, form, value, at: timeNow() }).catch(() => undefined)
  }, [store, visitId, form])
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept anew with each change of what is typed
  useEffect(() => {
    const soon = setTimeout(keep, WAIT_MS)
    return () => clearTimeout(soon)
  }, [text, keep])
  useEffect(() => {
    document.addEventListener('visibilitychange', keep)
    return () => document.removeEventListener('visibilitychange', keep)
  }, [keep])
  return useCallback(async () => {
    isOver.current = true
    await forgetDraft(store, visitId, form)
  }, [store, visitId, form])
}
