import { type RawBuilder, sql } from 'kysely'
import type { Actor } from './actor.ts'

/**
 * The row condition of an actor: `visibleTo(actor, 'r.station_id')`. Company-wide actors see all rows; others only rows of
 * their stations (rows still with headquarters, station null, are not theirs).
 */
export function visibleTo(actor: Actor, stationColumn: string): RawBuilder<boolean> {
  if (actor.stations === 'all') return sql<boolean>`true`
  return sql<boolean>`${sql.ref(stationColumn)} = any(${[...actor.stations]}::uuid[])`
}
