import { useEffect, useRef, useState } from 'react'
import { api } from '../../shell/api.ts'
import { useHints } from '../../shell/live.ts'
import { useSession } from '../../shell/session.ts'
import type { Item } from './board-data.ts'

/** Nobody holds a thing in the air for longer; a page that was killed lets nothing go. */
const FORGET_MS = 20_000
const NOBODY: ReadonlyMap<string, string> = new Map()

/** Who else moves which visit just now, and telling the others what we hold. */
export function useHolders() {
  const { person } = useSession()
  const [holders, setHolders] = useState(NOBODY)
  const timers = useRef(new Map<string, number>())
  useEffect(() => {
    const all = timers.current
    return () => {
      for (const timer of all.values()) clearTimeout(timer)
    }
  }, [])
  useHints(({ subject, id, who }) => {
    if (subject !== 'viewer' || !who || who.id === person.id) return
    clearTimeout(timers.current.get(id))
    const forget = () => setHolders((all) => new Map([...all].filter(([key]) => key !== id)))
    if (!who.here) return forget()
    setHolders((all) => new Map([...all, [id, who.name]]))
    timers.current.set(id, window.setTimeout(forget, FORGET_MS))
  })
  const carry = (item: Item, here: boolean) => {
    if (item.kind !== 'visit') return
    const params = { path: { id: item.visit.id } }
    // Only a courtesy to the others: without it they still hear of the move itself.
    void api.PUT('/api/v1/visits/{id}/presence', { params, body: { here } }).catch(() => {})
  }
  return { holders, carry }
}
