import { useEffect, useRef, useState } from 'react'
import { api } from '../../shell/api.ts'
import { type Hint, useHints } from '../../shell/live.ts'
import { useSession } from '../../shell/session.ts'

const EVERY_MS = 20_000
/** Twice unheard of, and they are gone: a page that was killed says no goodbye. */
const FORGET_MS = 45_000

export type Viewer = { id: string; name: string; at: number }

/** Who else has this request open now. A hidden tab is not looking. */
export function useViewers(requestId: string): Viewer[] {
  const { person } = useSession()
  const [others, setOthers] = useState<Viewer[]>([])
  const known = useRef(new Set<string>())
  const say = useRef((_here: boolean) => {})
  say.current = (here) => {
    const params = { path: { id: requestId } }
    void api.PUT('/api/v1/requests/{id}/presence', { params, body: { here }, keepalive: !here }).catch(() => {})
  }
  useHints(({ subject, id, who }: Hint) => {
    if (subject !== 'viewer' || id !== requestId || !who || who.id === person.id) return
    // Whoever is new does not know of us yet.
    if (who.here && !known.current.has(who.id) && document.visibilityState === 'visible') say.current(true)
    if (who.here) known.current.add(who.id)
    else known.current.delete(who.id)
    setOthers((all) => {
      const rest = all.filter((one) => one.id !== who.id)
      return who.here ? [...rest, { id: who.id, name: who.name, at: Date.now() }] : rest
    })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another request is another room
  useEffect(() => {
    const tell = () => say.current(document.visibilityState === 'visible')
    const beat = () => {
      if (document.visibilityState === 'visible') say.current(true)
      setOthers((all) => {
        const still = all.filter((one) => one.at > Date.now() - FORGET_MS)
        known.current = new Set(still.map((one) => one.id))
        return still.length === all.length ? all : still
      })
    }
    tell()
    const timer = setInterval(beat, EVERY_MS)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tell)
      say.current(false)
      known.current.clear()
      setOthers([])
    }
  }, [requestId])
  return others
}
