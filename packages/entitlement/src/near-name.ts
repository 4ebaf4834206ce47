import type { Problem } from './check.ts'

/** A name nobody knows, with the one that is near when there is one (`unknownFact`, `unknownFactNear`). */
export function unknownName(
  code: 'unknownFact' | 'unknownField',
  path: string,
  typed: string,
  names: ReadonlySet<string>,
): Problem {
  const near = nearName(typed, names)
  return near ? { path, code: `${code}Near`, values: { fact: typed, near } } : { path, code, values: { fact: typed } }
}

/** The name somebody most likely meant: at most a third of the letters differ. Undefined when nothing is near. */
function nearName(typed: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.floor(typed.length / 3) + 1
  for (const name of names) {
    const far = lettersBetween(typed.toLowerCase(), name.toLowerCase())
    if (far < least) [best, least] = [name, far]
  }
  return best
}

/** Letters to put in, leave out or change (Levenshtein), one row of the table at a time. */
function lettersBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
