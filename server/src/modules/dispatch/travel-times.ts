import { type HourClass, legOf, paceWith, placeKey, type RoadPace } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { askMatrix, MatrixRefused } from './matrix-service.ts'

/** Ways between all places: whole seconds and metres, `[from * places + to]`. */
export interface Matrix {
  seconds: Int32Array
  metres: Int32Array
  source: 'own' | 'service'
  /** Why the service that is set was not used. */
  note: string | null
}

/** What the ways of the company have taught, on top of what is assumed. */
export async function paceOf(tx: Tx): Promise<RoadPace> {
  const rows = await tx.selectFrom('dispatch.road_pace').select(['area', 'hours', 'factor']).execute()
  return paceWith(rows as { area: 'town'; hours: HourClass; factor: number }[])
}

/**
 * The ways between all places in one class of hours. With a matrix service: what is kept is used, all that is missing is
 * asked for at once and kept. A service that does not answer costs a line in the log, never the plan. Called outside of
 * a transaction, because it may use the network.
 */
export async function matrixOf(
  { services, tenantId, log }: { services: Services; tenantId: string; log: Logger },
  places: readonly Position[],
  hours: HourClass,
): Promise<Matrix> {
  const pace = await services.db.tx(tenantId, paceOf)
  const own = ownMatrix(places, pace, hours)
  if (!services.settings.routingUrl || places.length < 2) return own
  try {
    const kept = await keptWays(services, tenantId, places, hours)
    const missing = missingOf(places, kept)
    if (missing.length > 0) await askAndKeep(services, tenantId, missing, hours, kept)
    return { ...overlaid(own, places, kept), source: 'service' }
  } catch (error) {
    if (!(error instanceof MatrixRefused)) throw error
    log.warn({ code: error.code, reason: error.message, places: places.length }, 'matrix service not used')
    return { ...own, note: error.code }
  }
}

function ownMatrix(places: readonly Position[], pace: RoadPace, hours: HourClass): Matrix {
  const n = places.length
  const seconds = new Int32Array(n * n)
  const metres = new Int32Array(n * n)
  for (let from = 0; from < n; from++)
    for (let to = 0; to < n; to++) {
      if (from === to) continue
      const leg = legOf(places[from]!, places[to]!, pace, hours)
      seconds[from * n + to] = leg.seconds
      metres[from * n + to] = leg.metres
    }
  return { seconds, metres, source: 'own', note: null }
}

type Ways = Map<string, { seconds: number; metres: number }>
const wayKey = (from: number, to: number) => `${from} ${to}`

async function keptWays(services: Services, tenantId: string, places: readonly Position[], hours: HourClass) {
  const keys = [...new Set(places.map(placeKey))]
  const { rows } = await services.db.tx(tenantId, (tx) =>
    sql<{ from_place: string; to_place: string; seconds: number; metres: number }>`
      select from_place, to_place, seconds, metres from dispatch.way
      where hours = ${hours} and from_place = any(${keys}::bigint[]) and to_place = any(${keys}::bigint[])`.execute(tx),
  )
  const ways: Ways = new Map()
  for (const row of rows) ways.set(wayKey(Number(row.from_place), Number(row.to_place)), row)
  return ways
}

/** The places with a way to or from them that is not kept: between all of them is asked once. */
function missingOf(places: readonly Position[], kept: Ways): Position[] {
  const byKey = new Map(places.map((place) => [placeKey(place), place]))
  const keys = [...byKey.keys()]
  const isNew = (one: number) =>
    keys.some((other) => other !== one && !(kept.has(wayKey(one, other)) && kept.has(wayKey(other, one))))
  return keys.filter(isNew).map((key) => byKey.get(key)!)
}

async function askAndKeep(
  services: Services,
  tenantId: string,
  places: readonly Position[],
  hours: HourClass,
  kept: Ways,
): Promise<void> {
  const answer = await askMatrix(services.settings, places, places)
  const keys = places.map(placeKey)
  const rows = keys.flatMap((from, i) =>
    keys.flatMap((to, j) => {
      const seconds = answer.seconds[i]![j] ?? null
      if (i === j || seconds === null) return []
      return [{ from, to, seconds: Math.round(seconds), metres: Math.round(answer.metres[i]![j] ?? 0) }]
    }),
  )
  for (const { from, to, seconds, metres } of rows) kept.set(wayKey(from, to), { seconds, metres })
  const column = (name: 'from' | 'to' | 'seconds' | 'metres') => rows.map((row) => row[name])
  await services.db.tx(tenantId, (tx) =>
    sql`insert into dispatch.way (hours, from_place, to_place, seconds, metres)
      select ${hours}, * from unnest(${column('from')}::bigint[], ${column('to')}::bigint[], ${column('seconds')}::integer[],
        ${column('metres')}::integer[])
      on conflict (tenant_id, hours, from_place, to_place)
        do update set seconds = excluded.seconds, metres = excluded.metres, fetched_at = now()`.execute(tx),
  )
}

/** Where the service knows no way (an island, a wrong coordinate) the own estimate stands. */
function overlaid(own: Matrix, places: readonly Position[], kept: Ways): Matrix {
  const keys = places.map(placeKey)
  const n = places.length
  for (let from = 0; from < n; from++)
    for (let to = 0; to < n; to++) {
      const way = kept.get(wayKey(keys[from]!, keys[to]!))
      if (!way) continue
      own.seconds[from * n + to] = way.seconds
      own.metres[from * n + to] = way.metres
    }
  return own
}
