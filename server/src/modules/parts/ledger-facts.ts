import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import type { Method } from './valuation.ts'

export interface PartFacts {
  id: string
  number: string
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
  const parts = [...new Set(lines.map((one) => one.partId))]
  const places = [...new Set(lines.flatMap((one) => [one.from.placeId, one.to.placeId]))]
  const { rows } = await sql<{ facts: Found }>`/* hot parts.facts */ select json_build_object(
    'parts', (select json_agg(json_build_object('id', p.id, 'number', p.number, 'tracking', p.tracking, 'decimals', p.decimals,
        'method', case when p.tracking = 'serial' then 'specific' else coalesce(c.method, 'average') end,
        'standardMinor', coalesce(p.standard_minor, 0)::text))
      from parts.part p left join parts.class c on c.tenant_id = p.tenant_id and c.id = p.class_id where p.id = any(${parts}::uuid[])),
    'places', (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'isShelf', p.is_shelf, 'stationId', p.station_id))
      from parts.place p where p.id = any(${places}::uuid[])),
    'own', (select json_agg(o.id) from parts.owner o where o.kind = 'own')) as facts`.execute(tx)
  const facts = rows[0]!.facts
  const known = {
    parts: new Map((facts.parts ?? []).map((one) => [one.id, { ...one, standardMinor: BigInt(one.standardMinor) }])),
    places: new Map((facts.places ?? []).map((one) => [one.id, one])),
    own: new Set(facts.own ?? []),
  }
  for (const line of lines) mustBeKnown(known, line)
  return known
}

interface FactsWanted {
  partId: string
  from: { placeId: string }
  to: { placeId: string }
  path: string
}
interface Found {
  parts: (Omit<PartFacts, 'standardMinor'> & { standardMinor: string })[] | null
  places: PlaceFacts[] | null
  own: string[] | null
}

function mustBeKnown(facts: LedgerFacts, line: FactsWanted): void {
  if (!facts.parts.has(line.partId)) throw invalid({ path: `${line.path}partId`, code: 'parts.unknown_part' })
  for (const { placeId } of [line.from, line.to]) if (!facts.places.has(placeId)) throw notFound('place')
}
