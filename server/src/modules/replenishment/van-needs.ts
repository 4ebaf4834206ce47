import type { VisitNeed } from '@aftercare/parts-planning'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { linksKnown } from './ground.ts'

export const SCOPES = ['technician', 'station', 'company'] as const
export type Scope = (typeof SCOPES)[number]

const MONTHS = 24
/** Fewer visits say little: those of the station are looked at, then those of the company. */
const FEWEST = 12
/** Kinds of need that are told apart; a kit is chosen while somebody waits. */
const MOST_KINDS = 150

export interface Needs {
  scope: Scope
  /** Visits with parts behind it. */
  visits: number
  kinds: VisitNeed[]
}

/** What visits needed, from what the ledger says was fitted on them; what was replaced since counts as what replaces it. */
export async function visitNeeds(
  tx: Tx,
  van: { personId: string | null; stationId: string | null },
  now: Date,
): Promise<Needs> {
  const since = new Date(now)
  since.setUTCMonth(since.getUTCMonth() - MONTHS)
  const { rows } = await sql<{
    visit: string
    part: string
    units: number
    technician: string
    station: string | null
  }>`
    select d.visit_id as visit, m.part_id as part, v.technician_id as technician, d.station_id as station,
      sum(m.quantity - coalesce((select sum(b.quantity) from parts.movement b where b.tenant_id = m.tenant_id
        and (b.reverses_id = m.id or b.returns_id = m.id)), 0))::float8 as units
    from parts.document d join parts.movement m on m.tenant_id = d.tenant_id and m.document_id = d.id
    join parts.place t on t.tenant_id = m.tenant_id and t.id = m.to_place_id and t.kind = 'customer'
    join dispatch.visit v on v.tenant_id = d.tenant_id and v.id = d.visit_id
    where d.visit_id is not null and d.effective_at >= ${since} group by 1, 2, 3, 4`.execute(tx)
  const next = new Map((await linksKnown(tx)).map(({ from, to }) => [from, to]))
  const used = rows.filter((row) => row.units > 0)
  const of: Record<Scope, typeof used> = {
    technician: used.filter((row) => van.personId !== null && row.technician === van.personId),
    station: used.filter((row) => van.stationId !== null && row.station === van.stationId),
    company: used,
  }
  const count = (scope: Scope) => new Set(of[scope].map((row) => row.visit)).size
  const scope = SCOPES.find((one) => count(one) >= FEWEST) ?? 'company'
  return { scope, visits: count(scope), kinds: kindsOf(of[scope], next) }
}

function kindsOf(
  used: readonly { visit: string; part: string; units: number }[],
  next: ReadonlyMap<string, string>,
): VisitNeed[] {
  const visits = new Map<string, Record<string, number>>()
  for (const { visit, part, units } of used) {
    const need = visits.get(visit) ?? {}
    const today = lastOf(part, next)
    need[today] = (need[today] ?? 0) + Math.ceil(units)
    visits.set(visit, need)
  }
  const kinds = new Map<string, VisitNeed>()
  for (const parts of visits.values()) {
    const key = JSON.stringify(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)))
    kinds.set(key, { parts, weight: (kinds.get(key)?.weight ?? 0) + 1 })
  }
  return [...kinds.values()].sort((a, b) => b.weight - a.weight).slice(0, MOST_KINDS)
}

function lastOf(part: string, next: ReadonlyMap<string, string>): string {
  const seen = new Set([part])
  for (let at = next.get(part); at !== undefined && !seen.has(at); at = next.get(at)) seen.add(at)
  return [...seen].at(-1)!
}
