import type { Work } from '@aftercare/dispatch'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { requestForWork } from '../requests/index.ts'
import type { BookingRules } from './booking-rules.ts'
import { lockOrder, type OrderRow, type VisitRow } from './find.ts'
import { workOf } from './fitness.ts'
import { usualMinutes } from './minutes.ts'
import type { SlotSearch } from './slots.ts'
import { PLANNED } from './states.ts'
import { siteOf } from './work-orders.ts'

/** Where a request stands that a time is chosen for: its order and visit if there are any, and what to search. */
export interface Situation {
  search: SlotSearch
  order: OrderRow | null
  visit: VisitRow | null
}

/** The situation of a request, its order held. What is under way already is refused. */
export async function situationOf(tx: Tx, actor: Actor, requestId: string, days: number): Promise<Situation> {
  const request = await requestForWork(tx, ourEyes(actor), requestId, { open: true })
  const found = await tx
    .selectFrom('dispatch.work_order')
    .select('id')
    .where('request_id', '=', requestId)
    .where('status', 'in', ['unscheduled', 'scheduled', 'in_progress'])
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  const order = found ? await lockOrder(tx, systemActor(actor.tenantId), found.id) : null
  if (order?.status === 'in_progress')
    throw problem('conflict.visit_started', 409, { number: order.number, status: order.status })
  const visit = order ? await nextVisit(tx, order.id) : null
  const work: Work = order
    ? await workOf(tx, order)
    : await workOf(tx, {
        ...(await placeOf(tx, request)),
        skill_codes: request.skillCodes,
        planned_minutes: usualMinutes(request.kind),
      })
  const search: SlotSearch = {
    work,
    requestId,
    orderId: order?.id ?? null,
    stationId: order ? order.station_id : request.stationId,
    country: request.country,
    earliestAt: order?.earliest_at ?? null,
    latestAt: order?.latest_at ?? null,
    days,
    except: visit?.id ?? null,
  }
  return { search, order, visit }
}

async function placeOf(tx: Tx, request: Parameters<typeof siteOf>[1]) {
  const { lat, lon, timeZone } = await siteOf(tx, request)
  return { lat, lon, time_zone: timeZone }
}

async function nextVisit(tx: Tx, orderId: string): Promise<VisitRow | null> {
  const row = await tx
    .selectFrom('dispatch.visit')
    .selectAll()
    .where('work_order_id', '=', orderId)
    .where('status', 'in', [...PLANNED])
    .orderBy('starts_at')
    .executeTakeFirst()
  return row ?? null
}

const HOUR_MS = 60 * 60_000

export interface MayChange {
  mayChange: boolean
  mayCancel: boolean
  changesLeft: number
  changeUntil: Date
  cancelUntil: Date
  whyNot: 'pinned' | 'too_often' | 'too_late' | null
}

/** What a customer may still do alone with a planned visit, by the rules of the company. */
export function mayChange(visit: VisitRow, rules: BookingRules, now: Date): MayChange {
  const changeUntil = new Date(visit.starts_at.getTime() - rules.changeUntilHours * HOUR_MS)
  const cancelUntil = new Date(visit.starts_at.getTime() - rules.cancelUntilHours * HOUR_MS)
  const changesLeft = Math.max(0, rules.mostChanges - visit.customer_changes)
  const whyNot = visit.is_pinned ? 'pinned' : now >= changeUntil ? 'too_late' : changesLeft === 0 ? 'too_often' : null
  const mayCancel = !visit.is_pinned && now < cancelUntil
  return { mayChange: whyNot === null, mayCancel, changesLeft, changeUntil, cancelUntil, whyNot }
}

/** @throws dispatch.slot_too_late, dispatch.changed_too_often */
export function mustMayChange(visit: VisitRow | null, rules: BookingRules, now: Date): void {
  if (!visit) return
  const { whyNot } = mayChange(visit, rules, now)
  if (whyNot === null) return
  const values = { number: visit.number, start: visit.starts_at.toISOString() }
  throw whyNot === 'too_often'
    ? problem('dispatch.changed_too_often', 409, { ...values, most: rules.mostChanges })
    : problem('dispatch.slot_too_late', 409, values)
}

/** The customer decides, we look: done in the customer's name, with the sight of the house. */
export function ourEyes(actor: Actor): Actor {
  return { ...actor, stations: 'all' }
}
