import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'

/** A hint that something changed; what is shown of it is fetched again through the ordinary permissions. */
export type Hint = {
  type: string
  subject: string
  /** Empty when one may know only that something of the kind changed. */
  id: string
  threadId: string | null
  /** Somebody who looks at it, too, or has stopped. */
  who?: { id: string; name: string; here: boolean }
}

const listeners = new Set<(hint: Hint) => void>()
const watchers = new Set<() => void>()
let connected = true

function setConnected(next: boolean) {
  if (connected === next) return
  connected = next
  for (const tell of watchers) tell()
}

/** One stream for the whole console. EventSource reconnects by itself; what was missed meanwhile is fetched again. */
export function useLiveStream(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/v1/live')
    source.addEventListener('change', (event: MessageEvent<string>) => {
      const hint = JSON.parse(event.data) as Hint
      for (const tell of listeners) tell(hint)
    })
    // The server itself lost its news for a while: anything may have changed.
    source.addEventListener('resumed', () => void queries.invalidateQueries())
    source.onerror = () => setConnected(false)
    source.onopen = () => {
      if (!connected) void queries.invalidateQueries()
      setConnected(true)
    }
    return () => source.close()
  }, [queries])
}

/** False while the stream is broken: what is on the screen may be old. */
export function useConnected(): boolean {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => connected,
  )
}

/** Every hint as it comes, for what is news by itself. */
export function useHints(hear: (hint: Hint) => void): void {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    const one = (hint: Hint) => latest.current(hint)
    listeners.add(one)
    return () => void listeners.delete(one)
  }, [])
}

const CALM_MS = 250
const LONGEST_CALM_MS = 750

type Follow = {
  subject: string | readonly string[]
  id?: string | undefined
  paths: readonly string[]
  /** At most once in so many milliseconds, for what is dear to compute and changes with everything. */
  every?: number
}

/**
 * Fetches `paths` again when a `subject` (or the one thing with this `id`, or something in its thread) changed:
 * `useFresh({ subject: 'request', id, paths: ['/api/v1/requests/{id}'] })`.
 */
export function useFresh({ subject, id, paths, every }: Follow): void {
  const queries = useQueryClient()
  const wanted = useRef({ subject, id, paths })
  wanted.current = { subject, id, paths }
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let first = 0
    const refresh = () => {
      timer = undefined
      for (const path of wanted.current.paths) void queries.invalidateQueries({ queryKey: ['get', path] })
    }
    const hear = (hint: Hint) => {
      const { subject, id } = wanted.current
      const subjects = typeof subject === 'string' ? [subject] : subject
      const ofKind = subjects.includes(hint.subject)
      const mine = id === undefined || hint.id === '' ? ofKind : hint.id === id || hint.threadId === id
      if (!mine) return
      if (timer === undefined) first = Date.now()
      // A hundred changes of a bulk action are one fetch; a phone that tells its whole day is seen while it does.
      if (every === undefined && Date.now() - first < LONGEST_CALM_MS) clearTimeout(timer)
      else if (timer !== undefined) return
      timer = setTimeout(refresh, every ?? CALM_MS)
    }
    listeners.add(hear)
    return () => {
      listeners.delete(hear)
      clearTimeout(timer)
    }
  }, [queries, every])
}
