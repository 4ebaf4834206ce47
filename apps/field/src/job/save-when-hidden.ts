import { useEffect, useRef } from 'react'

/** A phone ends an app only after it left the screen: what is typed and not left yet is kept at that moment. */
export function useSaveWhenHidden(save: () => void): void {
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && latest.current()
    document.addEventListener('visibilitychange', hidden)
    return () => document.removeEventListener('visibilitychange', hidden)
  }, [])
}
