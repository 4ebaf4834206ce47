/** Told to the page when a scanner has typed into a field that was not meant. */
export const SCANNED = 'aftercare:scanned'
/** No hand types so fast, key after key. */
const GAP_MS = 35
const SHORTEST = 4

/**
 * Tells a scanner that types like a keyboard from a hand: keys in one run, Enter at the end. Returns what was scanned when its Enter
 * comes, wherever the keys went.
 */
export function scannerKeys(): (key: string, at: number) => string | null {
  let run = ''
  let last = Number.NEGATIVE_INFINITY
  return (key, at) => {
    const isOneRun = at - last <= GAP_MS
    last = at
    if (key === 'Enter') {
      const scanned = isOneRun && run.length >= SHORTEST ? run : null
      run = ''
      return scanned
    }
    if (key.length === 1) run = isOneRun ? run + key : key
    return null
  }
}
