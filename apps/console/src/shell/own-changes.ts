import { useSyncExternalStore } from 'react'

const turns = new Map<string, number>()
const listeners = new Set<() => void>()

/** What was fetched again after a change of one's own. */
export function ownChange(paths: readonly string[]): void {
  for (const path of paths) turns.set(path, (turns.get(path) ?? 0) + 1)
  for (const tell of listeners) tell()
}

/** Counts them: whoever has just added a row wants to see it, not to be told that there is a new one. */
export function useOwnChanges(path: string): number {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => turns.get(path) ?? 0,
  )
}
