import { useFormat } from '@aftercare/words/web'

interface Collected {
  place: { name: string }
  parts: readonly { code: string; quantity: number }[]
}

/** What is collected where, as it is put into a sentence. */
export function usePickUp(): (of: Collected) => { parts: string; place: string } {
  const { countedParts } = useFormat()
  return ({ place, parts }) => ({ place: place.name, parts: countedParts(parts) })
}
