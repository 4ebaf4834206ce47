import Dexie from 'dexie'

/**
 * Why something was not kept: `full` where the memory has no room, `other` where it would not take it (another tab renewed or
 * closed it, the browser broke it off), null for what is no matter of the memory. A change of many rows names its reasons apart,
 * a transaction that was given up inside.
 */
export function refusedWrite(error: unknown): 'full' | 'other' | null {
  const { name, inner, failures } = (error ?? {}) as { name?: string; inner?: unknown; failures?: unknown }
  if (name === 'QuotaExceededError') return 'full'
  const within = [inner, ...(Array.isArray(failures) ? failures : [])].filter((one) => one && one !== error)
  const found = within.map(refusedWrite)
  if (found.includes('full')) return 'full'
  return found.includes('other') || error instanceof Dexie.DexieError ? 'other' : null
}
