import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useMemo } from 'react'
import { useStore } from './use-store.ts'

/** The picture on this phone; null where it did not come along, undefined while reading. */
export function usePicture(id: string): string | null | undefined {
  const store = useStore()
  const kept = useLiveQuery(async () => (await store.pictures.get(id)) ?? null, [store, id])
  const url = useMemo(() => kept && URL.createObjectURL(kept.blob), [kept])
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  return url
}
