import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import type { Method } from './valuation.ts'

export interface PartFacts {
  id: string
  number: string
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
  const { rows } = await sql<{ facts: Found }>`/* hot parts.facts */ select json_build_object(
    'parts', (select json_agg(json_build_object('id', p.id, 'number', p.number, 'tracking', p.tracking, 'decimals', p.decimals, 'unit', p.unit, 'shelfLifeDays', p.shelf_life_days,
        'units', (select coalesce(json_agg(json_build_object('unit', u.unit, 'numerator', u.numerator, 'denominator', u.denominator)), '[]')
          from parts.part_unit u where u.tenant_id = p.tenant_id and u.part_id = p.id),
        'method', case when p.tracking = 'serial' then 'specific' else coalesce(c.method, 'average') end,
        'standardMinor', coalesce(p.standard_minor, 0)::text))
      from parts.part p left join parts.class c on c.tenant_id = p.tenant_id and c.id = p.class_id where p.id = any(${parts}::uuid[])),
    'places', (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'isShelf', p.is_shelf, 'stationId', p.station_id))
      from parts.place p where p.id = any(${places}::uuid[])),
    'own', (select json_agg(o.id) from parts.owner o where o.kind = 'own')) as facts`.execute(tx)
  const facts = rows[0]!.facts
  return {
    parts: new Map((facts.parts ?? []).map((one) => [one.id, { ...one, standardMinor: BigInt(one.standardMinor) }])),
    places: new Map((facts.places ?? []).map((one) => [one.id, one])),
    own: new Set(facts.own ?? []),
  }
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

export function mustBeKnown(facts: LedgerFacts, line: FactsWanted): void {
  if (!facts.parts.has(line.partId)) throw invalid({ path: `${line.path}partId`, code: 'parts.unknown_part' })
  for (const { placeId } of [line.from, line.to]) if (!facts.places.has(placeId)) throw notFound('place')
}
