import { useState } from 'react'
import { api, problemFrom } from '../shell/api.ts'
import type { Read as Scanned } from './read.ts'
import { signal } from './signal.ts'

/** What came of the last scan, until the next one; refusals stay on the screen until they are put away. */
export interface Said {
  id: string
  isGood: boolean
  text: string
}

/** Reads codes one after the other, in the order they were scanned, however fast they come. */
export function useScans(judge: (read: Scanned) => { isGood: boolean; text: string }) {
  const [said, setSaid] = useState<Said | null>(null)
  const [refused, setRefused] = useState<Said[]>([])
  const [queue] = useState(() => ({ last: Promise.resolve(), waiting: 0 }))
  const [busy, setBusy] = useState(false)
  const tell = (one: Omit<Said, 'id'>) => {
    const now = { ...one, id: crypto.randomUUID() }
    signal(one.isGood)
    setSaid(now)
    if (!one.isGood) setRefused((all) => [now, ...all].slice(0, 20))
  }
  const [latest] = useState(() => ({ judge }))
  latest.judge = judge
  const onText = (text: string) => {
    queue.waiting += 1
    setBusy(true)
    queue.last = queue.last.then(async () => {
      try {
        const { data } = await api.GET('/api/v1/stock-scans', { params: { query: { text } } })
        tell(latest.judge(data!))
      } catch (error) {
        tell({ isGood: false, text: `${text}: ${problemFrom(error)?.title ?? ''}` })
      }
      queue.waiting -= 1
      setBusy(queue.waiting > 0)
    })
  }
  return { said, refused, busy, onText, tell, forget: () => setRefused([]) }
}
