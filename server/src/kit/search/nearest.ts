/** Number of single mistakes between two words: a letter missing, extra, wrong, or two neighbours swapped. */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + wrong)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, beforeLast[j - 2]! + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}

const MOST_WORDS = 4
const allowed = (typed: string) => (typed.length <= 5 ? 1 : 2)

/**
 * Of words that look alike the at most four nearest, the more frequent first; none when the typed word itself, or a
 * word beginning with it, exists.
 */
export function nearestWords(typed: string, alike: readonly { word: string; n: number }[]): string[] {
  if (alike.some(({ word }) => word.startsWith(typed))) return []
  const near = alike.map(({ word, n }) => ({ word, n, far: distance(typed, word) }))
  const least = Math.min(allowed(typed), ...near.map(({ far }) => far))
  return near
    .filter(({ far }) => far === least)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_WORDS)
    .map(({ word }) => word)
}
