import { placeKey } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { enqueue, type Job, job, type ReactionCall } from '../../kit/jobs.ts'
import { position, technicians } from './technicians.ts'
import { waysAmong } from './travel-times.ts'

const DAYS_AHEAD = 14
const MOST_SITES = 300

/**
 * With a matrix service: the ways of what a station has before it are asked for ahead, at night's end and whenever an order is
 * opened, so that slots, board and late risk find them kept. They look up only, because nobody on the telephone waits for a
 * service; what has not come yet is estimated.
 */
export const askAhead: Job = job<{ stationId?: string }>(
  'dispatch-ask-ways',
  async ({ services, tenantId, payload, log }) => {
    if (!services.settings.routingUrl) return
    const stations = payload.stationId ? [payload.stationId] : await stationsWithWork(services, tenantId)
    for (const stationId of stations) {
      const places = await services.db.tx(tenantId, (tx) => placesOf(tx, stationId))
      await waysAmong({ services, tenantId, log }, places)
    }
  },
  '50 2 * * *',
)

export async function askAheadFor({ tx, event, services }: ReactionCall): Promise<void> {
  if (!services.settings.routingUrl) return
  const row = await tx
    .selectFrom('dispatch.work_order')
    .select('station_id')
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  // Many orders at once are one question.
  if (row?.station_id)
    await enqueue(tx, 'dispatch-ask-ways', { stationId: row.station_id }, { key: `ways of ${row.station_id}` })
}

function stationsWithWork(services: Services, tenantId: string): Promise<string[]> {
  return services.db.tx(tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('dispatch.work_order')
      .select('station_id')
      .distinct()
      .where('status', 'in', ['unscheduled', 'scheduled'])
      .where('station_id', 'is not', null)
      .execute()
    return rows.map((row) => row.station_id!)
  })
}

/** Where its people begin, what is planned for the coming days, soonest first, and what waits. */
async function placesOf(tx: Tx, stationId: string): Promise<Position[]> {
  const now = Date.now()
  const people = await technicians(tx, sql`s.id = ${stationId}`, { fromAt: now, toAt: now })
  const { rows } = await sql<{ lat: number; lon: number }>`
    select w.lat, w.lon from dispatch.work_order w
    left join dispatch.visit v on v.tenant_id = w.tenant_id and v.work_order_id = w.id and v.status not in ('cancelled', 'declined')
      and v.starts_at > now() - interval '1 day' and v.starts_at < now() + make_interval(days => ${DAYS_AHEAD})
    where w.station_id = ${stationId} and w.lat is not null and (w.status = 'unscheduled' or v.id is not null)
    order by v.starts_at nulls first, w.created_at desc limit ${MOST_SITES}`.execute(tx)
  const all = [...people.map((one) => one.home), ...rows.map(({ lat, lon }) => position(lat, lon))]
  return [...new Map(all.flatMap((one) => (one ? [[placeKey(one), one] as const] : []))).values()]
}
