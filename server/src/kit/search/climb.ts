import type { SearchQuery } from './query.ts'

/** Runs one statement inside the caller's transaction, in which `app.tenant_id` is set. */
export type Run = <Row>(sql: string, params: readonly unknown[]) => Promise<Row[]>

export type Step = 'code' | 'serial' | 'title' | 'phrase' | 'nearest' | 'pinyin' | 'some'

export interface Hit {
  kind: string
  id: string
  title: string
  subtitle: string
  stationId: string | null
  updatedAt: Date
  /** The step that found it; `some` means that not everything typed is in it. */
  step: Step
}

export interface Correction {
  typed: string
  shown: string
}

export interface SearchAsk {
  q: string
  /** Only these kinds; absent: all. */
  kinds?: readonly string[]
  limit: number
  /** Only entries of these stations, and of the kinds every station may see; absent: the whole company. */
  scope?: { stations: readonly string[]; sharedKinds: readonly string[] }
  /** Take the words as typed: no typo, pinyin or partial steps (what "search instead for …" does). */
  literal?: boolean
}

export interface Found {
  hits: Hit[]
  corrected: Correction[]
}

/** A search under way: what was found by the steps so far. */
export interface Climb {
  run: Run
  ask: SearchAsk
  query: SearchQuery
  hits: Map<string, Hit>
  corrected: Correction[]
}

interface Row {
  kind: string
  id: string
  title: string
  subtitle: string
  station_id: string | null
  updated_at: Date
}

/** Asks the GIN indexes for one step and keeps what is new; answers how many hits that was. */
export async function match(
  climb: Climb,
  step: Step,
  looksFor: { how: 'code' | 'serial' | 'text'; query?: string | undefined; sounds?: string },
): Promise<number> {
  const rows = await climb.run<Row>(
    'select * from kit.search_match($1, $2, $3, $4::text[], $5::uuid[], $6::text[], $7)',
    [looksFor.how, looksFor.query ?? null, looksFor.sounds ?? null, ...reach(climb.ask), climb.ask.limit],
  )
  return keep(climb, step, rows)
}

/** Asks the newest entries only; right for words that are everywhere. */
export async function matchNewest(climb: Climb, step: Step, query: string): Promise<number> {
  const rows = await climb.run<Row>('select * from kit.search_newest($1, $2::text[], $3::uuid[], $4::text[], $5)', [
    query,
    ...reach(climb.ask),
    climb.ask.limit,
  ])
  return keep(climb, step, rows)
}

/** Asks kit.search_some: entries with some of the parts, those with the rarest parts first. */
export async function matchSome(climb: Climb, some: { candidates: string; parts: string[]; weights: number[] }) {
  const rows = await climb.run<Row>(
    'select * from kit.search_some($1, $2::text[], $3::real[], $4::text[], $5::uuid[], $6::text[], $7)',
    [some.candidates, some.parts, some.weights, ...reach(climb.ask), climb.ask.limit],
  )
  return keep(climb, 'some', rows)
}

/** How many entries have words that begin so; what is in fewer than a few entries may be missing. */
export async function countEntries(climb: Climb, beginnings: readonly string[]): Promise<Map<string, number>> {
  const rows = await climb.run<{ word: string; n: string }>('select word, n from kit.search_counts($1::text[])', [
    beginnings,
  ])
  return new Map(rows.map(({ word, n }) => [word, Number(n)]))
}

const reach = (ask: SearchAsk) => [ask.kinds ?? null, ask.scope?.stations ?? null, ask.scope?.sharedKinds ?? null]

function keep(climb: Climb, step: Step, rows: readonly Row[]): number {
  const before = climb.hits.size
  for (const { kind, id, title, subtitle, station_id, updated_at } of rows) {
    const key = `${kind} ${id}`
    if (climb.hits.has(key)) continue
    climb.hits.set(key, { kind, id, title, subtitle, stationId: station_id, updatedAt: updated_at, step })
  }
  return climb.hits.size - before
}
