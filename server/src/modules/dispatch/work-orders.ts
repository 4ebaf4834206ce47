import { sql } from 'kysely'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { type RequestForWork, requestForWork } from '../requests/index.ts'
import type { CrewSeat } from './crew.ts'
import type { OrderRow } from './find.ts'
import { usualMinutes } from './minutes.ts'
import type { NewOrder } from './shapes.ts'

export interface Call {
  tx: Tx
  actor: Actor
  services: Services
  now: Date
}

/** Opens a work order from a request: the skills its model asks for, the usual minutes of its kind, the place it stands. */
export async function openOrder(call: Call, requestId: string, given: NewOrder): Promise<OrderRow> {
  const { tx, actor, services, now } = call
  const request = await requestForWork(tx, actor, requestId, { open: true })
  const site = await siteOf(tx, request)
  const stationId = given.stationId ?? request.stationId
  if (given.stationId) await mustBeStation(tx, actor, given.stationId)
  mustBeInOrder(given)
  const kind = given.kind ?? request.kind
  const row = await tx
    .insertInto('dispatch.work_order')
    .values({
      id: newId(),
      number: await takeNumber(services.db, actor.tenantId, 'WO', now.getUTCFullYear()),
      request_id: request.id,
      kind,
      station_id: stationId,
      skill_codes: await knownSkills(tx, given.skillCodes ?? request.skillCodes, given.skillCodes !== undefined),
      crew: JSON.stringify(await knownSeats(tx, given.crew ?? [])),
      planned_minutes: given.plannedMinutes ?? usualMinutes(kind),
      priority: request.priority,
      lat: site.lat,
      lon: site.lon,
      time_zone: site.timeZone,
      earliest_at: given.earliestAt ?? null,
      latest_at: given.latestAt ?? null,
      instructions: given.instructions ?? null,
      created_at: now,
      created_by: actor.kind === 'person' ? actor.id : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await announce(tx, actor, {
    type: 'work_order.created',
    subject: { type: 'work_order', id: row.id, version: 1 },
    threadId: request.id,
    stationId,
    data: { number: row.number, kind, minutes: row.planned_minutes },
  })
  return row
}

/** Skills nobody can have are refused at every seat. */
export async function knownSeats(tx: Tx, seats: readonly CrewSeat[]): Promise<CrewSeat[]> {
  const known: CrewSeat[] = []
  for (const { skillCodes } of seats) known.push({ skillCodes: await knownSkills(tx, skillCodes, true) })
  return known
}

/** Where the work is: the address of the request, else where the product stands, else the customer's own. */
export async function siteOf(
  tx: Tx,
  request: RequestForWork,
): Promise<{ lat: number | null; lon: number | null; timeZone: string }> {
  if (request.site) return request.site
  const { rows } = await sql<{ lat: number | null; lon: number | null; timeZone: string }>`
    select d.lat, d.lon, d.time_zone as "timeZone" from parties.address d
    left join assets.asset a on a.tenant_id = d.tenant_id and a.id = ${request.assetId} and a.address_id = d.id
    where a.id is not null or (d.customer_id = ${request.customerId} and d.is_primary and d.removed_at is null)
    order by a.id is null limit 1`.execute(tx)
  return rows[0] ?? { lat: null, lon: null, timeZone: request.timeZone }
}

export async function mustBeStation(tx: Tx, actor: Actor, stationId: string): Promise<void> {
  const station = sees(actor, stationId)
    ? await tx.selectFrom('network.station').select('is_active').where('id', '=', stationId).executeTakeFirst()
    : undefined
  if (!station) throw notFound('station')
  if (!station.is_active) throw invalid({ path: 'stationId', code: 'validation.inactive' })
}

export function mustBeInOrder(given: {
  earliestAt?: string | null | undefined
  latestAt?: string | null | undefined
}): void {
  if (given.earliestAt && given.latestAt && Date.parse(given.earliestAt) >= Date.parse(given.latestAt))
    throw invalid({ path: 'latestAt', code: 'validation.order' })
}

/** A skill nobody can have would make an order that nobody may do: refused when typed, dropped when a model names it. */
export async function knownSkills(tx: Tx, codes: readonly string[], typed: boolean): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await tx
    .selectFrom('people.skill')
    .select('code')
    .where('code', 'in', [...codes])
    .execute()
  const known = new Set(rows.map((row) => row.code))
  if (typed && codes.some((code) => !known.has(code)))
    throw invalid({ path: 'skillCodes', code: 'validation.unknown_reference' })
  return [...new Set(codes)].filter((code) => known.has(code))
}
