import { wayTimes } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { addressText, dates, words } from '@aftercare/words/server'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { portalLink } from '../../kit/company/portal-link.ts'
import type { Tx } from '../../kit/db.ts'
import { enqueue, type Job, job, type ReactionCall } from '../../kit/jobs.ts'
import { calendarFile } from '../../kit/mail/calendar-file.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { mailAddressOf } from '../requests/index.ts'
import type { VisitRow } from './find.ts'
import { PLANNED } from './states.ts'
import { position, technicians } from './technicians.ts'
import { pairsAround, waysBetween } from './travel-times.ts'
import { promisedOf } from './visit-state.ts'

/** A dispatcher who drags twice, or takes it back, has written one mail, not three. */
const SETTLE_MS = 20_000
const HALF_A_DAY_MS = 12 * 60 * 60_000

/** The customer hears of a plan when it has stood for a moment; of their own doing at once: they wait for the mail. */
export function tellCustomerSoon(tx: Tx, actor: Actor, visitId: string, now: Date): Promise<void> {
  const runAt = new Date(now.getTime() + (actor.kind === 'customer' ? 0 : SETTLE_MS))
  return enqueue(tx, 'dispatch-tell-customer', { visitId }, { runAt, key: `tell visit ${visitId}` })
}

export const tellCustomer: Job = job<{ visitId: string }>('dispatch-tell-customer', ({ services, tenantId, payload }) =>
  services.db.tx(tenantId, (tx) => tell(tx, services, payload.visitId)),
)

async function tell(tx: Tx, services: Services, visitId: string): Promise<void> {
  const visit = await tx.selectFrom('dispatch.visit').selectAll().where('id', '=', visitId).executeTakeFirst()
  // Of a crew the customer hears once.
  if (!visit || visit.seat > 0) return
  const told = await lastTold(tx, visitId)
  if (PLANNED.some((status) => status === visit.status)) {
    const window = windowOf(visit)
    if (told?.from !== window.from || told.technicianId !== visit.technician_id) await mailBooked(tx, services, visit)
  } else if (visit.status === 'cancelled' && told?.template === 'visit-booked') await mailCancelled(tx, services, visit)
}

/** What the customer was told last about this visit. */
async function lastTold(tx: Tx, visitId: string) {
  const row = await tx
    .selectFrom('kit.mail')
    .select(['template', 'details'])
    .where('subject_type', '=', 'visit')
    .where('subject_id', '=', visitId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const details = row.details as { from?: string; technicianId?: string }
  return { template: row.template, from: details.from, technicianId: details.technicianId }
}

async function mailBooked(tx: Tx, services: Services, visit: VisitRow): Promise<void> {
  const facts = await factsOf(tx, services, visit)
  if (!facts) return
  const { from, to } = windowOf(visit)
  await queueMail(tx, {
    ...facts.mail,
    template: 'visit-booked',
    values: {
      ...facts.values,
      day: facts.say.weekday(from),
      window: facts.say.times(from, to),
      technician: facts.technician,
      address: facts.address,
      from,
      technicianId: visit.technician_id,
    },
    calendar: await calendarOf(tx, services, visit, facts, 'REQUEST'),
  })
}

/** The appointment for the customer's own calendar: one id for all mails of a visit, a number that grows with each. */
async function calendarOf(
  tx: Tx,
  services: Services,
  visit: VisitRow,
  facts: NonNullable<Awaited<ReturnType<typeof factsOf>>>,
  method: 'REQUEST' | 'CANCEL',
) {
  const { told_sequence } = await tx
    .updateTable('dispatch.visit')
    .set((eb) => ({ told_sequence: eb('told_sequence', '+', 1) }))
    .where('id', '=', visit.id)
    .returning('told_sequence')
    .executeTakeFirstOrThrow()
  const { name: company } = await tx.selectFrom('kit.company').select('name').executeTakeFirstOrThrow()
  const say = words(facts.mail.language)
  const window = windowOf(visit)
  const text = calendarFile({
    uid: `${visit.id}@aftercare`,
    sequence: told_sequence - 1,
    method,
    at: new Date(),
    from: new Date(window.from),
    to: new Date(window.to),
    timeZone: facts.timeZone,
    summary: say('dispatch:calendar.summary', { company, number: facts.values.number }),
    description: say('dispatch:calendar.description', { title: facts.values.title, technician: facts.technician }),
    ...(facts.address ? { location: facts.address } : {}),
    url: facts.values.link,
    organizer: { name: company, email: addressIn(services.settings.mailFrom) },
    attendee: { name: facts.values.name, email: facts.mail.to },
  })
  return { method, text }
}

/** `Aftercare <service@example.com>` as operators write it. */
const addressIn = (from: string) => /<([^>]+)>/.exec(from)?.[1] ?? from

async function mailCancelled(tx: Tx, services: Services, visit: VisitRow): Promise<void> {
  const facts = await factsOf(tx, services, visit)
  if (!facts) return
  const when = facts.say.range(visit.starts_at, visit.ends_at)
  const text = words(facts.mail.language)('dispatch:mail.cancelled', { when })
  await queueMail(tx, {
    ...facts.mail,
    template: 'notice',
    values: { ...facts.values, text, url: facts.values.link },
    calendar: await calendarOf(tx, services, visit, facts, 'CANCEL'),
  })
}

/** Somebody has set out: told at once, with the time the way takes from where they were last. */
export async function mailEnRoute({ tx, event, services }: ReactionCall): Promise<void> {
  const visit = await tx.selectFrom('dispatch.visit').selectAll().where('id', '=', event.subjectId).executeTakeFirst()
  // News that comes late, when they are there already or turned back, would only confuse.
  if (visit?.status !== 'en_route') return
  const facts = await factsOf(tx, services, visit)
  if (!facts) return
  const from = await lastPlace(tx, visit)
  const ways = await waysBetween(tx, () => pairsAround(from, [facts.place]))
  const way = wayTimes(ways, facts.timeZone)(from, facts.place, event.at.getTime())
  const arrival = way === null ? {} : { arrival: facts.say.time(new Date(event.at.getTime() + way)) }
  await queueMail(tx, {
    ...facts.mail,
    template: 'visit-en-route',
    values: { ...facts.values, ...arrival, technician: facts.technician, phone: facts.phone },
  })
}

/** Where the technician was last: at the visit before on the same day, else where the day begins. */
async function lastPlace(tx: Tx, visit: VisitRow): Promise<Position | null> {
  const before = await tx
    .selectFrom('dispatch.visit as v')
    .innerJoin('dispatch.work_order as w', 'w.id', 'v.work_order_id')
    .select(['w.lat', 'w.lon'])
    .where('v.technician_id', '=', visit.technician_id)
    .where('v.starts_at', '>', new Date(visit.starts_at.getTime() - HALF_A_DAY_MS))
    .where('v.starts_at', '<', visit.starts_at)
    .where('v.finished_at', 'is not', null)
    .orderBy('v.finished_at', 'desc')
    .executeTakeFirst()
  if (before) return position(before.lat, before.lon)
  const [technician] = await technicians(tx, sql`p.id = ${visit.technician_id}`, {
    fromAt: visit.starts_at.getTime(),
    toAt: visit.ends_at.getTime(),
  })
  return technician?.home ?? null
}

/** To whom, in the customer's language, with times in the zone of the site; null when there is no address to write to. */
async function factsOf(tx: Tx, services: Services, visit: VisitRow) {
  const row = await tx
    .selectFrom('dispatch.visit as v')
    .innerJoin('dispatch.work_order as w', 'w.id', 'v.work_order_id')
    .innerJoin('requests.request as r', 'r.id', 'v.request_id')
    .innerJoin('people.person as p', 'p.id', 'v.technician_id')
    .leftJoin('parties.address as d', 'd.id', 'r.address_id')
    .leftJoin('network.station as s', 's.id', 'v.station_id')
    .select([
      'w.time_zone',
      'w.lat',
      'w.lon',
      'r.id',
      'r.number',
      'r.title',
      'r.language',
      'r.contact_id',
      'r.customer_id',
    ])
    .select(['p.name as technician', 's.phone', 'd.country', 'd.region', 'd.city', 'd.district', 'd.line'])
    .where('v.id', '=', visit.id)
    .executeTakeFirstOrThrow()
  const to = await mailAddressOf(tx, row)
  if (!to) return null
  return {
    say: dates(row.language, row.time_zone),
    timeZone: row.time_zone,
    technician: row.technician,
    phone: row.phone,
    place: position(row.lat, row.lon),
    address: addressText(row) || null,
    mail: { to: to.email, language: row.language, subject: { type: 'visit', id: visit.id } },
    values: {
      name: to.name,
      number: row.number,
      title: row.title,
      link: await portalLink(tx, services, `/requests/${row.id}`),
    },
  }
}

/** What the customer goes by: the day part that was promised, else the planned time. */
function windowOf(visit: VisitRow): { from: string; to: string } {
  return promisedOf(visit.promised) ?? { from: visit.starts_at.toISOString(), to: visit.ends_at.toISOString() }
}
