import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import type { names } from '../../kit/shapes.ts'
import type { Method } from './valuation.ts'

export interface PartFacts {
  id: string
  number: string
  name: z.output<typeof names>
  unit: string
  shelfLifeDays: number | null
  /** Other units as fractions of the base unit. */
  units: { unit: string; numerator: number; denominator: number }[]
  tracking: 'none' | 'batch' | 'serial'
  decimals: number
  method: Method
  standardMinor: bigint
}
export interface PlaceFacts {
  id: string
  name: string
  kind: string
  isShelf: boolean
  stationId: string | null
}
export interface LedgerFacts {
  parts: Map<string, PartFacts>
  places: Map<string, PlaceFacts>
  /** Owners whose stock has a value of ours. */
  own: Set<string>
}

/** What a document needs to know of its parts, places and owners, in one round trip. */
export async function ledgerFacts(tx: Tx, lines: readonly FactsWanted[]): Promise<LedgerFacts> {
  return factsOf(
    tx,
    lines.map((one) => one.partId),
    lines.flatMap((one) => [one.from.placeId, one.to.placeId]),
  )
}

/** The same for a command that has not been read yet; what is unknown is simply not there. */
export async function factsOf(tx: Tx, partIds: readonly string[], placeIds: readonly string[]): Promise<LedgerFacts> {
  const parts = [...new Set(partIds)]
  const places = [...new Set(placeIds)]
  const { rows } = await sql<{
    facts: FactRows
  }>`/* hot parts.facts */ select parts.facts(${parts}::uuid[], ${places}::uuid[]) as facts`.execute(tx)
  return factsFrom(rows[0]!.facts)
}

export function factsFrom(facts: FactRows): LedgerFacts {
  return {
    parts: new Map((facts.parts ?? []).map((one) => [one.id, { ...one, standardMinor: BigInt(one.standardMinor) }])),
    places: new Map((facts.places ?? []).map((one) => [one.id, one])),
    own: new Set(facts.own ?? []),
  }
}

/** Read again once the pools are locked: a new standard (revaluation.ts) may have been booked since the facts were read. */
export async function renewStandards(tx: Tx, facts: LedgerFacts): Promise<void> {
  const parts = [...facts.parts.values()].filter((one) => one.method === 'standard')
  if (parts.length === 0) return
  const ids = parts.map((one) => one.id)
  const rows = await tx.selectFrom('parts.part').select(['id', 'standard_minor']).where('id', 'in', ids).execute()
  const now = new Map(rows.map((row) => [row.id, BigInt(row.standard_minor ?? 0)]))
  for (const one of parts) one.standardMinor = now.get(one.id) ?? one.standardMinor
}

interface FactsWanted {
  partId: string
  from: { placeId: string }
  to: { placeId: string }
  path: string
}
/** The answer of `parts.facts`. */
export interface FactRows {
  parts: (Omit<PartFacts, 'standardMinor'> & { standardMinor: string })[] | null
  places: PlaceFacts[] | null
  own: string[] | null
}

export function mustBeKnown(facts: LedgerFacts, line: FactsWanted): void {
  if (!facts.parts.has(line.partId)) throw invalid({ path: `${line.path}partId`, code: 'parts.unknown_part' })
  for (const { placeId } of [line.from, line.to]) if (!facts.places.has(placeId)) throw notFound('place')
}
