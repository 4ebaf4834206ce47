import { useIsFetching } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'

/** Between the end of one question and the start of the next that hangs on it. */
const REST_MS = 60
/** Who waits longer than this is shown what there is. */
const MOST_MS = 2_000

/** Cards that each ask for their own data, shown when all first answers are there: none pushes another away. */
export function Settled({ skeleton, children }: { skeleton: ReactNode; children: ReactNode }) {
  const asking = useIsFetching({ predicate: ({ state }) => state.data === undefined }) > 0
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (asking) return
    const timer = setTimeout(() => setShown(true), REST_MS)
    return () => clearTimeout(timer)
  }, [asking])
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), MOST_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      {!shown && skeleton}
      <div style={{ display: shown ? 'contents' : 'none' }}>{children}</div>
    </>
  )
}
