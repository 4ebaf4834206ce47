import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import type { demandBody, demandView } from './demand-shapes.ts'
import { expectedDay } from './expected-day.ts'
import { groundOf } from './ground.ts'
import { readLines } from './lines.ts'
import { shelf } from './places.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { release, reserve } from './reserving.ts'

/** A job asks for parts: what is free is kept for it at once, the rest waits with the day it is expected. */
export async function openDemand(
  tx: Tx,
  actor: Actor,
  body: z.output<typeof demandBody>,
  context: { services: Pick<Services, 'db'>; now: Date },
): Promise<string> {
  const { now } = context
  const place = await shelf(tx, actor, body.placeId)
  if (body.toPlaceId) await shelf(tx, actor, body.toPlaceId)
  // Serials are chosen when they are picked: a wish names none.
  const tracked = await readWishes(tx, body.lines)
  const id = body.id ?? newId()
  const number = await takeNumber(context.services.db, actor.tenantId, 'PR', now.getUTCFullYear())
  const until = body.keepUntil ? new Date(body.keepUntil) : new Date(now.getTime() + 14 * 86_400_000)
  await tx
    .insertInto('parts.demand')
    .values({
      ...{ id, number, place_id: place.id, to_place_id: body.toPlaceId ?? null, station_id: place.station_id },
      ...{
        request_id: body.requestId ?? null,
        work_order_id: body.workOrderId ?? null,
        visit_id: body.visitId ?? null,
      },
      ...{ priority: body.priority, keep_until: until, note: body.note ?? null, created_by: actor.id },
    })
    .execute()
  for (const [index, line] of tracked.entries())
    await tx
      .insertInto('parts.demand_line')
      .values({
        ...{ id: newId(), demand_id: id, position: index + 1, part_id: line.partId, place_id: place.id },
        ...{ quantity: asNumeric(line.quantity), priority: body.priority, is_waiting: true },
      })
      .execute()
  await announce(tx, actor, {
    type: 'part_request.opened',
    subject: { type: 'part_request', id, version: 1 },
    threadId: body.requestId ?? null,
    stationId: place.station_id,
    data: { number, lines: tracked.length, workOrderId: body.workOrderId ?? null },
  })
  await serveDemand(tx, actor, id, now)
  // The first ask decides what a fill rate counts; what is kept later is not filled at once.
  await sql`update parts.demand_line l set filled_at_once = coalesce((select sum(r.open) from parts.reservation r
      where r.tenant_id = l.tenant_id and r.line_id = l.id and r.state = 'active'), 0) where l.demand_id = ${id}`.execute(
    tx,
  )
  return id
}

async function readWishes(tx: Tx, lines: z.output<typeof demandBody>['lines']) {
  const serial = await tx
    .selectFrom('parts.part')
    .select('id')
    .where(
      'id',
      'in',
      lines.map((one) => one.partId),
    )
    .where('tracking', '<>', 'none')
    .execute()
  const chosenLater = new Set(serial.map((one) => one.id))
  const plain = await readLines(
    tx,
    lines.filter((one) => !chosenLater.has(one.partId)).length > 0
      ? lines.filter((one) => !chosenLater.has(one.partId))
      : [],
    false,
  )
  const later = lines
    .filter((one) => chosenLater.has(one.partId))
    .map((one) => ({ partId: one.partId, quantity: toMicros(one.quantity) }))
  return [...plain, ...later]
}

export async function findDemand(tx: Tx, actor: Actor, id: string, lock = false) {
  let query = tx
    .selectFrom('parts.demand as d')
    .selectAll('d')
    .where('d.id', '=', id)
    .where(visibleTo(actor, 'd.station_id'))
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw notFound('part_request')
  return row
}

/** Keeps what has become free for the waiting lines of a request, looks up when the rest comes, and tells whoever waits. */
export async function serveDemand(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const demand = await tx.selectFrom('parts.demand').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!demand) return
  const { ownerId } = await groundOf(tx)
  // Parts in the one order of the balances: two requests for the same parts never wait for each other in a circle.
  const { rows: lines } = await sql<{
    id: string
    part_id: string
    missing: string
    is_waiting: boolean
    expected_on: string | null
  }>`
    select l.id, l.part_id, l.is_waiting, l.expected_on, l.quantity - l.issued - l.cancelled - coalesce((select sum(r.open) from parts.reservation r
      where r.tenant_id = l.tenant_id and r.line_id = l.id and r.state = 'active'), 0) as missing
    from parts.demand_line l where l.demand_id = ${id} order by l.part_id, l.id`.execute(tx)
  for (const line of lines) {
    const missing = toMicros(line.missing)
    const kept =
      missing > 0
        ? await reserve(
            tx,
            {
              ...{ lineId: line.id, partId: line.part_id, placeId: demand.place_id, ownerId, quantity: missing },
              ...{ priority: demand.priority, until: demand.keep_until },
            },
            now,
          )
        : 0
    const isWaiting = missing - kept > 0
    const expectedOn = isWaiting ? await expectedDay(tx, line.id) : null
    if (isWaiting === line.is_waiting && expectedOn === line.expected_on) continue
    await tx
      .updateTable('parts.demand_line')
      .set((eb) => ({
        is_waiting: isWaiting,
        expected_on: expectedOn,
        ready_at: isWaiting ? null : now,
        promised_on: eb.fn.coalesce('promised_on', eb.val(expectedOn)),
      }))
      .where('id', '=', line.id)
      .execute()
  }
  await changed(tx, actor, demand)
}

async function changed(
  tx: Tx,
  actor: Actor,
  demand: {
    id: string
    version: number
    request_id: string | null
    station_id: string | null
    work_order_id: string | null
  },
): Promise<void> {
  const waiting = await tx
    .selectFrom('parts.demand_line')
    .select('id')
    .where('demand_id', '=', demand.id)
    .where('is_waiting', '=', true)
    .execute()
  await tx
    .updateTable('parts.demand')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', demand.id)
    .execute()
  await announce(tx, actor, {
    type: waiting.length > 0 ? 'part_request.waiting' : 'part_request.ready',
    subject: { type: 'part_request', id: demand.id, version: demand.version + 1 },
    threadId: demand.request_id,
    stationId: demand.station_id,
    data: { workOrderId: demand.work_order_id, waiting: waiting.length },
  })
}

/** Keeps what is reserved longer, or less long; what had run out meanwhile is kept again as far as it is free. */
export async function keepUntil(tx: Tx, actor: Actor, id: string, until: Date, now: Date): Promise<void> {
  if (until <= now) throw invalid({ path: 'until', code: 'parts.not_in_the_past' })
  const demand = await findDemand(tx, actor, id, true)
  if (demand.done_at) throw problem('conflict.state', 409, { from: 'done', to: 'kept' })
  await tx.updateTable('parts.demand').set({ keep_until: until }).where('id', '=', id).execute()
  await sql`update parts.reservation r set ends_at = ${until} from parts.demand_line l
    where l.tenant_id = r.tenant_id and l.id = r.line_id and l.demand_id = ${id} and r.state = 'active'`.execute(tx)
  await announce(tx, actor, {
    type: 'part_request.kept',
    subject: { type: 'part_request', id, version: demand.version },
    threadId: demand.request_id,
    stationId: demand.station_id,
    data: { number: demand.number, until, workOrderId: demand.work_order_id },
  })
  await serveDemand(tx, actor, id, now)
}

/** The job is done: what was not issued is free for others, what was issued and not used is to be brought back. */
export async function finishDemands(tx: Tx, actor: Actor, workOrderId: string, now: Date): Promise<void> {
  const rows = await tx
    .selectFrom('parts.demand')
    .select('id')
    .where('work_order_id', '=', workOrderId)
    .where('done_at', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id } of rows) {
    await cancelRest(tx, actor, await findDemand(tx, actor, id, true), 'work_done')
    await tx.updateTable('parts.demand').set({ done_at: now }).where('id', '=', id).execute()
  }
}

/** The job needs them no more: the rest is free at once for others. */
export async function cancelDemand(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  const demand = await findDemand(tx, actor, id, true)
  if (!(await cancelRest(tx, actor, demand, reason)))
    throw problem('conflict.state', 409, { from: 'done', to: 'cancelled' })
}

/** False when nothing of it is open. */
export async function cancelRest(
  tx: Tx,
  actor: Actor,
  demand: Awaited<ReturnType<typeof findDemand>>,
  reason: string,
): Promise<boolean> {
  const { id } = demand
  const lines = await tx
    .selectFrom('parts.demand_line')
    .selectAll()
    .where('demand_id', '=', id)
    .orderBy('part_id')
    .execute()
  const open = lines.filter((line) => toMicros(line.quantity) > toMicros(line.issued) + toMicros(line.cancelled))
  if (open.length === 0) return false
  for (const line of open) {
    await release(tx, line.id, 'released')
    await sql`update parts.demand_line set cancelled = quantity - issued, picked = issued, is_waiting = false, expected_on = null
      where id = ${line.id}`.execute(tx)
  }
  await announce(tx, actor, {
    type: 'part_request.cancelled',
    subject: { type: 'part_request', id, version: demand.version },
    threadId: demand.request_id,
    stationId: demand.station_id,
    data: { number: demand.number, reason, workOrderId: demand.work_order_id },
  })
  return true
}

export async function viewDemand(tx: Tx, actor: Actor, id: string): Promise<z.input<typeof demandView>> {
  const demand = await findDemand(tx, actor, id)
  const { rows } = await sql<z.input<typeof demandView>['lines'][number]>`
    select l.id, l.part_id as "partId", p.number as part, p.name, p.unit, p.tracking, l.quantity::float8 as quantity, l.picked::float8 as picked,
      l.issued::float8 as issued, l.returned::float8 as returned, l.used::float8 as used, l.cancelled::float8 as cancelled, l.is_waiting as "isWaiting",
      l.expected_on::text as "expectedOn", coalesce((select sum(r.open) from parts.reservation r where r.tenant_id = l.tenant_id
        and r.line_id = l.id and r.state = 'active'), 0)::float8 as reserved
    from parts.demand_line l join parts.part p on p.tenant_id = l.tenant_id and p.id = l.part_id
    where l.demand_id = ${id} order by l.position`.execute(tx)
  const places = await tx
    .selectFrom('parts.place')
    .select(['id', 'name'])
    .where('id', 'in', [demand.place_id, demand.to_place_id ?? demand.place_id])
    .execute()
  const called = (placeId: string | null) => places.find((one) => one.id === placeId)?.name ?? null
  return {
    ...{ place: called(demand.place_id)!, toPlace: called(demand.to_place_id) },
    ...{ id: demand.id, number: demand.number, placeId: demand.place_id, toPlaceId: demand.to_place_id },
    ...{ requestId: demand.request_id, workOrderId: demand.work_order_id, visitId: demand.visit_id },
    ...{
      priority: demand.priority,
      keepUntil: demand.keep_until.toISOString(),
      note: demand.note,
      doneAt: demand.done_at?.toISOString() ?? null,
      version: demand.version,
    },
    lines: rows,
  }
}
