import { type Part, partQuery, partText } from './query.ts'

/** Hits that the rarest parts may bring in; more would be fetched only to be sorted away. */
const MOST_CANDIDATES = 20_000

interface SmallPart {
  word: string
  query: string
}

/** The smallest parts of a query: words, and the pairs of characters of a run. */
export function smallParts(parts: readonly Part[]): SmallPart[] {
  const small = new Map<string, SmallPart>()
  for (const part of parts) {
    const chars = [...partText(part)]
    const pieces =
      part.kind === 'word' || chars.length === 1 ? [part] : chars.slice(1).map((c, i) => hanPair(chars[i]! + c))
    for (const piece of pieces) small.set(partText(piece), { word: partText(piece), query: partQuery(piece) })
  }
  return [...small.values()]
}

const hanPair = (pair: string): Part => ({ kind: 'han', pieces: [pair], also: [] })

/** Where to look (the rarest parts) and what each part is worth, from how many entries have it. */
export function someParts(small: readonly SmallPart[], counts: ReadonlyMap<string, number>) {
  const rarestFirst = [...small].sort((a, b) => (counts.get(a.word) ?? 0) - (counts.get(b.word) ?? 0))
  const candidates: string[] = []
  let hits = 0
  for (const { word, query } of rarestFirst) {
    hits += counts.get(word) ?? 0
    if (candidates.length > 0 && hits > MOST_CANDIDATES) break
    candidates.push(query)
  }
  return {
    candidates: candidates.join(' | '),
    parts: small.map((part) => part.query),
    weights: small.map((part) => 1 / Math.log2(2 + (counts.get(part.word) ?? 0))),
  }
}
