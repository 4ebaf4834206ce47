import { type Leg, placeKey } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Block } from './matrix-blocks.ts'
import type { MatrixAnswer } from './matrix-service.ts'

/** Ways a matrix service has told: from, to; null where it knows none. */
export type Kept = Map<number, Map<number, Leg | null>>

interface Row {
  from_place: string
  to_place: string
  seconds: number | null
  metres: number | null
}

/** All that is kept among places. */
export async function keptAmong(tx: Tx, places: readonly Position[]): Promise<Kept> {
  const keys = [...new Set(places.map(placeKey))]
  const { rows } = await sql<Row>`
    select from_place, to_place, seconds, metres from dispatch.way
    where from_place = any(${keys}::bigint[]) and to_place = any(${keys}::bigint[])`.execute(tx)
  return keptOf(rows)
}

export type Pair = readonly [from: Position, to: Position]

/** What is kept of single ways. */
export async function keptOfPairs(tx: Tx, pairs: readonly Pair[]): Promise<Kept> {
  const [from, to] = [pairs.map(([one]) => placeKey(one)), pairs.map(([, one]) => placeKey(one))]
  const { rows } = await sql<Row>`
    select from_place, to_place, seconds, metres from dispatch.way
    where (from_place, to_place) in (select * from unnest(${from}::bigint[], ${to}::bigint[]))`.execute(tx)
  return keptOf(rows)
}

/** Whether a matrix service has ever told anything: without one, nobody looks up single ways. */
export async function isAnyKept(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from dispatch.way) as found`.execute(tx)
  return rows[0]!.found
}

function keptOf(rows: readonly Row[]): Kept {
  const kept: Kept = new Map()
  for (const { from_place, to_place, seconds, metres } of rows)
    set(kept, Number(from_place), Number(to_place), seconds === null ? null : { seconds, metres: metres! })
  return kept
}

function set(kept: Kept, from: number, to: number, way: Leg | null): void {
  const row = kept.get(from) ?? new Map<number, Leg | null>()
  kept.set(from, row.set(to, way))
}

/** Keeps what the service has told of a block, also that there is no way; adds it to `kept`. */
export async function keepBlock(tx: Tx, { sources, targets }: Block, answer: MatrixAnswer, kept: Kept): Promise<void> {
  const rows = new Map<string, { from: number; to: number; way: Leg | null }>()
  for (const [i, source] of sources.entries())
    for (const [j, target] of targets.entries()) {
      const [from, to] = [placeKey(source), placeKey(target)]
      const [seconds, metres] = [answer.seconds[i]![j] ?? null, answer.metres[i]![j] ?? null]
      const way =
        seconds === null || metres === null ? null : { seconds: Math.round(seconds), metres: Math.round(metres) }
      if (from !== to) rows.set(`${from} ${to}`, { from, to, way })
    }
  const all = [...rows.values()]
  for (const { from, to, way } of all) set(kept, from, to, way)
  const column = <T>(pick: (row: (typeof all)[number]) => T) => all.map(pick)
  await sql`insert into dispatch.way (from_place, to_place, seconds, metres)
    select * from unnest(${column(({ from }) => from)}::bigint[], ${column(({ to }) => to)}::bigint[],
      ${column(({ way }) => way?.seconds ?? null)}::integer[], ${column(({ way }) => way?.metres ?? null)}::integer[])
    on conflict (tenant_id, from_place, to_place)
      do update set seconds = excluded.seconds, metres = excluded.metres, fetched_at = now()`.execute(tx)
}
