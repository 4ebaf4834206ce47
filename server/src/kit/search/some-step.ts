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

/** What each part is worth, from how many entries have it. */
export function worths(small: readonly SmallPart[], counts: ReadonlyMap<string, number>) {
  return {
    parts: small.map((part) => part.query),
    weights: small.map((part) => 1 / Math.log2(2 + (counts.get(part.word) ?? 0))),
  }
}

/**
 * Where to look, the better place first: where all parts are that occur anywhere at all (空调为什么不制冷 → 空调,
 * 不制, 制冷), then wherever one of the rarest is.
 */
export function places(small: readonly SmallPart[], counts: ReadonlyMap<string, number>): string[] {
  const count = (part: SmallPart) => counts.get(part.word) ?? 0
  const known = small.filter((part) => count(part) > 0)
  const rarest: SmallPart[] = []
  let hits = 0
  for (const part of [...small].sort((a, b) => count(a) - count(b))) {
    // Parts that are not counted yet cost nothing; the first that is counted is always taken.
    if (hits > 0 && hits + count(part) > MOST_CANDIDATES) break
    hits += count(part)
    rarest.push(part)
  }
  const all = known.length > 1 ? [known.map((part) => part.query).join(' & ')] : []
  return [...all, rarest.map((part) => part.query).join(' | ')]
}
