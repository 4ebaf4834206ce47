import { useState } from 'react'
import { emptyTally, type Tally } from './tally.ts'

const PREFIX = 'aftercare.store.tally.'

/**
 * What was scanned for one paper, kept on the device: a reload or a dead battery loses nothing, and what is posted after it is still
 * the same document. A tab for itself would forget; two tabs on one paper would book one document.
 */
export function useTally(work: string): { tally: Tally; change: (next: Tally) => void; clear: () => void } {
  const [tally, setTally] = useState<Tally>(() => read(work) ?? emptyTally(crypto.randomUUID()))
  const change = (next: Tally) => {
    localStorage.setItem(PREFIX + work, JSON.stringify(next))
    setTally(next)
  }
  const clear = () => {
    localStorage.removeItem(PREFIX + work)
    setTally(emptyTally(crypto.randomUUID()))
  }
  return { tally, change, clear }
}

function read(work: string): Tally | null {
  const kept = localStorage.getItem(PREFIX + work)
  return kept === null ? null : (JSON.parse(kept) as Tally)
}
