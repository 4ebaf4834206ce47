import { useSyncExternalStore } from 'react'

/** One timer for all clocks on the screen: they turn together, and a list of 200 does not make 200 timers. */
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let current = Date.now()

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  timer ??= setInterval(() => {
    current = Date.now()
    for (const one of listeners) one()
  }, 15_000)
  return () => {
    listeners.delete(tell)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present instant in milliseconds, fresh every 15 seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current)
}
