import { useFormat } from '@aftercare/words/web'
import { useSyncExternalStore } from 'react'
import { timeNow } from '../data/clock.ts'

/** Behind a proxy a server that is gone answers so. */
const GONE = [502, 503, 504]
/** Kept beside the memory of the phone: a phone that starts without a server knows it, too. */
const KEPT = 'aftercare.field.reached'

/** By the server's clock, as every other hour on the screen. */
const now = () => Date.parse(timeNow())

let isReached = true
const watchers = new Set<() => void>()

/** Every question to the server tells whether it is there. Without a network at all nobody has asked it. */
export const asking: typeof fetch = async (...of) => {
  try {
    const answer = await fetch(...of)
    told(!GONE.includes(answer.status))
    return answer
  } catch (error) {
    const isCalledOff = error instanceof DOMException && error.name === 'AbortError'
    if (!isCalledOff && navigator.onLine) told(false)
    throw error
  }
}

function told(isThere: boolean): void {
  if (isThere) localStorage.setItem(KEPT, String(now()))
  if (isThere === isReached) return
  isReached = isThere
  for (const tell of watchers) tell()
}

const TODAY_MS = 12 * 3_600_000

/** Null while the server is there; else since when it is not, as people say it (absent where it never was). */
export function useUnreached(timeZone: string): { since: string | null } | null {
  const { dates } = useFormat()
  const isThere = useSyncExternalStore(subscribe, () => isReached)
  if (isThere) return null
  const at = Number(localStorage.getItem(KEPT))
  const { time, dayTime } = dates(timeZone)
  return { since: at === 0 ? null : now() - at < TODAY_MS ? time(at) : dayTime(at) }
}

function subscribe(tell: () => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}
