import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { bookSeatOf, bookVisit, letCrewGo, reschedule, visitsOfCrew } from '../dispatch/index.ts'
import type { TapCall } from './status.ts'

const SOON_MS = 15 * 60_000

/** A crew that has not begun keeps its booking while somebody is asked to take the seat of one of them. */
const IS_WAITING = sql<boolean>`(v.crew_id is not null and v.status = 'declined' and exists (select from dispatch.visit m
  where m.tenant_id = v.tenant_id and m.crew_id = v.crew_id and m.id <> v.id and m.status in ('proposed', 'scheduled', 'accepted')))`
/** Of a crew one seat alone is handed over, whatever the others still do; until it is planned again. */
const IS_SEAT = sql<boolean>`(v.crew_id is not null and v.status = 'part_done' or ${IS_WAITING})`
const IS_FREE = sql<boolean>`(w.status = 'unscheduled' or (${IS_SEAT} and w.status in ('scheduled', 'in_progress') and not exists (
  select from dispatch.visit o where o.tenant_id = v.tenant_id and o.work_order_id = v.work_order_id and o.seat = v.seat
    and o.created_at > v.created_at and o.status not in ('cancelled', 'declined'))))`

/**
 * The colleague who was asked takes the job, or does not. Taken, it is booked for them from `start` (a quarter of an hour from
 * now when they say nothing), as long as dispatch has not planned it meanwhile.
 * @throws 404 for who was not asked, 409 field_work.planned_meanwhile, conflict.state, and whatever stands against the booking
 */
export async function answerHandingOver(
  call: TapCall,
  id: string,
  { answer, start }: { answer: 'accepted' | 'declined'; start?: string | undefined },
): Promise<{ id: string; visitId: string | null }> {
  const { tx, actor, now } = call
  const asked = await tx
    .selectFrom('field_work.handing_over as h')
    .innerJoin('dispatch.work_order as w', 'w.id', 'h.work_order_id')
    .innerJoin('dispatch.visit as v', 'v.id', 'h.visit_id')
    .innerJoin('people.person as p', 'p.id', 'h.from_id')
    .select([
      'h.answer',
      'h.work_order_id',
      'h.station_id',
      'h.next_visit_id',
      'w.request_id',
      'w.number',
      'p.name as from',
      'v.seat',
      'v.crew_id',
      'h.visit_id',
    ])
    .select([IS_SEAT.as('isSeat'), IS_FREE.as('isFree'), IS_WAITING.as('isWaiting')])
    .where('h.id', '=', id)
    .where('h.to_id', '=', actor.id)
    .forUpdate('h')
    .executeTakeFirst()
  if (!asked) throw notFound('handing_over')
  if (asked.answer === answer) return { id, visitId: asked.next_visit_id }
  if (asked.answer) throw problem('conflict.state', 409, { from: asked.answer, to: answer, next: [] })
  if (answer === 'accepted' && !asked.isFree)
    throw problem('field_work.planned_meanwhile', 409, { number: asked.number })
  // Whoever says yes comes, also beside their hours: the reason is who asked them.
  const by: Actor = { ...systemActor(actor.tenantId), name: actor.name, permissions: new Set(['dispatch.override']) }
  const visit = answer === 'accepted' ? await bookFor({ ...call, actor: by }, actor.id!, asked, start) : null
  if (answer === 'declined' && asked.isWaiting) await letCrewGo(tx, by, asked.visit_id)
  await tx
    .updateTable('field_work.handing_over')
    .set({ answer, answered_at: now, next_visit_id: visit?.id ?? null, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
  await announce(tx, actor, {
    type: `handing_over.${answer}`,
    subject: { type: 'handing_over', id },
    threadId: asked.request_id,
    stationId: asked.station_id,
    data: { number: asked.number, technicianName: actor.name },
  })
  return { id, visitId: visit?.id ?? null }
}

interface Asked {
  work_order_id: string
  from: string
  seat: number
  crew_id: string | null
  isSeat: boolean
  isWaiting: boolean
}

/** The job, or one seat of it; a crew that waited for an answer begins when its new one says they can. */
async function bookFor(call: TapCall, technicianId: string, asked: Asked, start: string | undefined) {
  const crewId = asked.isWaiting ? asked.crew_id : null
  const [mate] = crewId ? await visitsOfCrew(call.tx, crewId) : []
  const soon = call.now.getTime() + SOON_MS
  const planned = mate && mate.starts_at.getTime() > call.now.getTime() ? mate.starts_at.getTime() : soon
  const booking = { technicianId, start: start ?? new Date(planned).toISOString(), overrideReason: asked.from }
  const own = { workOrderId: asked.work_order_id, ...booking }
  if (!asked.isSeat) return bookVisit(call, own)
  const visit = await bookSeatOf(call, own, { seat: asked.seat, crewId })
  const minutes = (visit.ends_at.getTime() - visit.starts_at.getTime()) / 60_000
  // Who comes along begins with them.
  return crewId ? reschedule(call, visit.id, null, { ...booking, minutes }) : visit
}

export interface AskedOf {
  id: string
  number: string
  title: string
  customer: string | null
  city: string | null
  reason: string
  done: string
  left: string
  from: string
  at: Date
}

/** Jobs colleagues would hand over to this person: open ones that dispatch has not planned otherwise. */
export async function askedOf(tx: Tx, personId: string): Promise<AskedOf[]> {
  const { rows } = await sql<AskedOf>`
    select h.id, w.number, r.title, c.name as customer, d.city, h.reason, h.done, h.left_to_do as left, p.name as from, h.told_at as at
    from field_work.handing_over h
    join dispatch.work_order w on w.tenant_id = h.tenant_id and w.id = h.work_order_id
    join dispatch.visit v on v.tenant_id = h.tenant_id and v.id = h.visit_id
    join requests.request r on r.tenant_id = w.tenant_id and r.id = w.request_id
    join people.person p on p.tenant_id = h.tenant_id and p.id = h.from_id
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join parties.address d on d.tenant_id = r.tenant_id and d.id = r.address_id
    where h.tenant_id = kit.tenant() and h.to_id = ${personId}::uuid and h.answer is null and ${IS_FREE} order by h.told_at limit 20`.execute(
    tx,
  )
  return rows
}
