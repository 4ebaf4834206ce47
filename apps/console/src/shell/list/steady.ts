/** Rows as they stand under the cursor, with fresh contents; `gone` no longer match; `news` wait to be shown. */
export type Steady<Row> = { rows: Row[]; gone: ReadonlySet<string>; news: number }

/**
 * Lays a fresh answer over what is shown without moving a row: known rows get their new contents in place, rows that
 * left the answer stay greyed, rows that came are only counted.
 */
export function steady<Row extends { id: string }>(shown: readonly Row[], fresh: readonly Row[]): Steady<Row> {
  if (shown.length === 0) return { rows: [...fresh], gone: new Set(), news: 0 }
  const byId = new Map(fresh.map((row) => [row.id, row]))
  const known = new Set(shown.map((row) => row.id))
  return {
    rows: shown.map((row) => byId.get(row.id) ?? row),
    gone: new Set([...known].filter((id) => !byId.has(id))),
    news: fresh.filter((row) => !known.has(row.id)).length,
  }
}

/** What came stands on top, and nothing else moves. */
export function withNews<Row extends { id: string }>(shown: readonly Row[], fresh: readonly Row[]): Row[] {
  const known = new Set(shown.map((row) => row.id))
  return [...fresh.filter((row) => !known.has(row.id)), ...shown]
}
