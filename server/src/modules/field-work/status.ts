import { nextStates, type VisitState } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { eventPart, told } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, Problem, problem } from '../../kit/problem.ts'
import { endPause, lockVisit, settleOrderOf, visitMovePart } from '../dispatch/index.ts'
import type { tapBody } from './shapes.ts'
import { findWork, mustBeOwn } from './work.ts'

const EVENT: Partial<Record<VisitState, string>> = {
  en_route: 'visit.en_route',
  on_site: 'visit.arrived',
  working: 'visit.started',
  done: 'visit.completed',
  part_done: 'visit.part_completed',
  no_access: 'visit.no_access',
}

export type Tap = z.output<typeof tapBody>
export interface TapCall {
  tx: Tx
  services: Services
  actor: Actor
  now: Date
}

interface Seen {
  status: VisitState
  order_status: string
  station_id: string | null
  request_id: string
  /** Null when nothing was moved. */
  version: number | null
}

/**
 * One tap of the technician: visit, stamp, event and its job in one statement. What counts is the phone's time, never
 * later than ours; the stamp keeps both, so that a wrong clock shows.
 */
export async function tap(call: TapCall, visitId: string, ifMatch: number, input: Tap, data: object = {}) {
  const { tx, actor, now } = call
  const to = input.status as VisitState
  const at = new Date(Math.min(Date.parse(input.at), now.getTime()))
  const news = { type: EVENT[to]!, subject: { type: 'visit', id: visitId, version: ifMatch + 1 }, at, isPublic: true }
  const seen = await write(tx, actor, visitId, ifMatch, { input, to, at, now, news: { ...news, data: { ...data } } })
  if (!seen || seen.version === null) throw await whyNot(tx, actor, visitId, ifMatch, to)
  told(tx, actor, { ...news, threadId: seen.request_id, stationId: seen.station_id })
  const isOver = to === 'done' || to === 'part_done' || to === 'no_access'
  if (isOver) await restOver(call, visitId, at)
  if (isOver || seen.order_status !== 'in_progress') await settleOrderOf(tx, actor, visitId)
  return { id: visitId, status: to, version: seen.version, at, next: [...nextStates('visit', to)] }
}

/** Nobody is away from a visit that is over. */
async function restOver(call: TapCall, visitId: string, at: Date): Promise<void> {
  await endPause(call, (await lockVisit(call.tx, call.actor, visitId)).visit, at)
}

/** A step a phone tells is a fact: a plan that was changed meanwhile (another time, a pin) does not make it untrue. */
export async function tapTold(call: TapCall, visitId: string, ifMatch: number, input: Tap, data: object = {}) {
  for (let known = ifMatch, tries = 0; ; tries++) {
    try {
      return await tap(call, visitId, known, input, data)
    } catch (error) {
      const isStale = error instanceof Problem && error.code === 'conflict.version' && tries < 3
      if (!isStale) throw error
      known = Number(error.values.version)
    }
  }
}

interface Write {
  input: Tap
  to: VisitState
  at: Date
  now: Date
  news: Parameters<typeof told>[2]
}

async function write(tx: Tx, actor: Actor, visitId: string, ifMatch: number, { input, to, at, now, news }: Write) {
  const event = eventPart(actor, {
    ...news,
    data: { ...news.data, technicianName: actor.name, ...(input.note && { note: input.note }), ...placeOf(input) },
    from: {
      table: 'moved',
      threadId: 'moved.request_id',
      stationId: 'moved.station_id',
      data: sql`jsonb_build_object('number', moved.number, 'workOrderId', moved.work_order_id, 'technicianId',
        moved.technician_id, 'start', moved.starts_at, 'end', moved.ends_at, 'changes', jsonb_build_object('status',
        jsonb_build_object('from', (select status from seen), 'to', moved.status)))`,
    },
  })
  // Each step sets another column: another statement to prepare.
  const { rows } = await sql<Seen>`/* hot status-${sql.raw(to.replace('_', '-'))} */
    with ${visitMovePart({ visitId, technicianId: actor.id!, ifMatch, to, at })},
    stamp as (
      insert into field_work.stamp (id, visit_id, status, at, received_at, lat, lon, by_person)
      select ${newId()}::uuid, moved.id, moved.status, ${new Date(input.at)}::timestamptz, ${now}::timestamptz,
        ${input.lat ?? null}::float8, ${input.lon ?? null}::float8, ${actor.id}::uuid from moved),
    event as (${event.part})
    select seen.status, seen.order_status, seen.station_id, seen.request_id, moved.version, ${event.queue} as queued
    from seen left join moved on true left join event on true`.execute(tx)
  return rows[0]
}

const placeOf = ({ lat, lon }: Tap) => (lat === undefined || lon === undefined ? {} : { lat, lon })

/** Why the statement moved nothing, most telling first: not there, not theirs, the state says no, changed meanwhile. */
async function whyNot(tx: Tx, actor: Actor, visitId: string, ifMatch: number, to: VisitState) {
  const work = await findWork(tx, actor, visitId)
  mustBeOwn(actor, work)
  const from = work.status as VisitState
  const next = [...nextStates('visit', from)]
  if (!next.includes(to)) return problem('conflict.state', 409, { from, to, next })
  const row = await tx.selectFrom('dispatch.visit').selectAll().where('id', '=', visitId).executeTakeFirst()
  if (!row) return notFound('visit')
  const news = { subjectType: 'visit' }
  return staleVersion(tx, row as unknown as Record<string, unknown>, {
    id: visitId,
    ifMatch,
    patch: { status: to },
    news,
  })
}
