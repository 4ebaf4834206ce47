import { useLiveQuery } from 'dexie-react-hooks'
import { newId } from './ids.ts'
import type { FilmPart, Store } from './store.ts'
import { useStore } from './use-store.ts'

/** So much of a film is lost at most when the app is killed. */
export const FILM_PART_MS = 2_000

/** Keeps a film piece by piece while it is recorded. */
export function filmKeeper(store: Store, visitId: string, checklistKey: string | undefined) {
  const filmId = newId()
  let n = 0
  let isOver = false
  return {
    // Without room the film still lives in the recorder: it is refused, in words, when it is kept.
    add: (blob: Blob) => {
      if (isOver) return
      const id = `${filmId} ${String(n++).padStart(4, '0')}`
      void store.filmParts.add({ id, visitId, filmId, checklistKey, blob }).catch(() => undefined)
    },
    forget: () => {
      isOver = true
      return forgetFilm(store, filmId)
    },
  }
}

export async function forgetFilm(store: Store, filmId: string): Promise<void> {
  await store.filmParts.where('filmId').equals(filmId).delete()
}

export interface CutFilm {
  filmId: string
  checklistKey: string | undefined
  blob: Blob
  seconds: number
}

/** Recordings the app was killed in, as far as they had got. */
export function useCutFilms(visitId: string): CutFilm[] {
  const store = useStore()
  const parts =
    useLiveQuery(() => store.filmParts.where('visitId').equals(visitId).sortBy('id'), [store, visitId]) ?? []
  const films = Map.groupBy(parts, (one) => one.filmId)
  return [...films].map(([filmId, of]) => ({ filmId, checklistKey: of[0]?.checklistKey, ...joined(of) }))
}

const joined = (parts: readonly FilmPart[]) => ({
  blob: new Blob(
    parts.map((one) => one.blob),
    { type: parts[0]?.blob.type.split(';')[0] || 'video/webm' },
  ),
  seconds: (parts.length * FILM_PART_MS) / 1000,
})
