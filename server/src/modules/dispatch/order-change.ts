import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { seatsOf } from './crew.ts'
import { lockOrder, type OrderRow } from './find.ts'
import type { OrderPatch } from './shapes.ts'
import { mustBeOpenOrder, TAKES_TIME } from './states.ts'
import { knownSeats, knownSkills, mustBeInOrder, mustBeStation } from './work-orders.ts'

/** Changes what an order asks for. Visits already booked stay as they are: the board shows where they no longer fit. */
export async function changeOrder(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  patch: OrderPatch,
): Promise<OrderRow> {
  const order = await lockOrder(tx, actor, id)
  mustBeOpenOrder(order)
  const earliestAt = patch.earliestAt === undefined ? order.earliest_at?.toISOString() : patch.earliestAt
  const latestAt = patch.latestAt === undefined ? order.latest_at?.toISOString() : patch.latestAt
  mustBeInOrder({ earliestAt, latestAt })
  if (patch.stationId !== undefined && patch.stationId !== order.station_id)
    await mustMove(tx, actor, order, patch.stationId)
  const crew = patch.crew && (await knownSeats(tx, patch.crew))
  if (crew && crew.length !== seatsOf(order).length - 1) await mustHaveNoVisit(tx, order)
  return edit<OrderRow>(tx, actor, {
    table: 'dispatch.work_order',
    id,
    ifMatch,
    visible: visibleTo(actor, 'station_id'),
    patch: {
      skill_codes: patch.skillCodes && (await knownSkills(tx, patch.skillCodes, true)),
      crew: crew && (JSON.stringify(crew) as never),
      planned_minutes: patch.plannedMinutes,
      earliest_at: asDate(patch.earliestAt),
      latest_at: asDate(patch.latestAt),
      instructions: patch.instructions,
      station_id: patch.stationId,
      priority: patch.priority,
    },
    news: {
      type: 'work_order.changed',
      subjectType: 'work_order',
      threadId: order.request_id,
      stationId: order.station_id,
      data: { number: order.number },
    },
  })
}

async function mustMove(tx: Tx, actor: Actor, order: OrderRow, stationId: string | null): Promise<void> {
  if (stationId) await mustBeStation(tx, actor, stationId)
  else if (actor.stations !== 'all') throw invalid({ path: 'stationId', code: 'validation.required' })
  await mustHaveNoVisit(tx, order)
}

async function mustHaveNoVisit(tx: Tx, order: OrderRow): Promise<void> {
  const visit = await tx
    .selectFrom('dispatch.visit')
    .select('number')
    .where('work_order_id', '=', order.id)
    .where('status', 'in', [...TAKES_TIME])
    .executeTakeFirst()
  if (visit) throw problem('conflict.order_booked', 409, { number: order.number, visit: visit.number })
}

const asDate = (text: string | null | undefined) => (text ? new Date(text) : text)
