import { judge, type Place, type Technician, type WayTime, type Work } from '@aftercare/dispatch'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import type { OrderRow, VisitRow } from './find.ts'
import { ableTechnicians, broughtBy, judgedWork } from './fitness.ts'
import { PLANNED } from './states.ts'
import type { KnownTechnician } from './technicians.ts'

export const crewSeat = z
  .object({ skillCodes: z.array(z.string().trim().min(1).max(60)).max(20) })
  .meta({ id: 'CrewSeat' })
export const crewSeats = z
  .array(crewSeat)
  .max(5)
  .describe('who else has to be there at the same time, beside the one the skills of the order are for')
export type CrewSeat = z.output<typeof crewSeat>

const crewOf = (order: Pick<OrderRow, 'crew'>) => order.crew as unknown as CrewSeat[]

/** The skills of each seat, the first one that of the order itself. */
export const seatsOf = (order: Pick<OrderRow, 'skill_codes' | 'crew'>): string[][] => [
  order.skill_codes,
  ...crewOf(order).map((one) => one.skillCodes),
]

/** The order as it looks to whoever sits there. */
export const atSeat = (order: OrderRow, seat: number): OrderRow => ({
  ...order,
  skill_codes: seatsOf(order)[seat] ?? order.skill_codes,
})

/** What each seat asks for. */
export async function seatWorks(tx: Tx, order: OrderRow): Promise<Work[]> {
  const works: Work[] = []
  for (const seat of seatsOf(order).keys()) works.push((await judgedWork(tx, [atSeat(order, seat)])).get(order.id)!)
  return works
}

/** Everybody a crew needs, whoever of them brings the parts that are not there yet. */
export function seated(
  works: readonly Work[],
  people: readonly Technician[],
  startAt: number,
  way?: WayTime,
): Place[] | null {
  const parts = works[0]?.parts
  const isEarly = parts && (parts.readyAt === null || parts.readyAt > startAt)
  if (!isEarly) return seatedAll(works, people, startAt, way)
  const found = works.flatMap((_, bearer) => {
    const own = works.map((work, seat) => (seat === bearer ? work : { ...work, parts: null }))
    const seats = seatedAll(own, people, startAt, way)
    return seats ? [seats] : []
  })
  const score = (seats: Place[]) => seats.reduce((sum, one) => sum + one.score, 0)
  return found.sort((a, b) => score(b) - score(a))[0] ?? null
}

/**
 * Somebody else for each seat at one time, the best who can; null when they are not enough. Seats few can take are filled
 * first: filled last, every mixture of the others would be tried before the one they need is let go.
 */
function seatedAll(
  works: readonly Work[],
  people: readonly Technician[],
  startAt: number,
  way?: WayTime,
): Place[] | null {
  const able = works.map((work) =>
    people
      .map((one) => judge(work, one, startAt, way))
      .filter((place) => place.ok && place.reasons.every(({ code }) => code !== 'travel_short'))
      .sort((a, b) => b.score - a.score || (a.technicianId < b.technicianId ? -1 : 1)),
  )
  const scarcest = [...able.keys()].sort((a, b) => able[a]!.length - able[b]!.length)
  const fill = (taken: readonly Place[]): Place[] | null => {
    if (taken.length === able.length) return [...taken]
    for (const place of able[scarcest[taken.length]!]!) {
      if (taken.some(({ technicianId }) => technicianId === place.technicianId)) continue
      const rest = fill([...taken, place])
      if (rest) return rest
    }
    return null
  }
  const found = fill([])
  return found && [...able.keys()].map((seat) => found[scarcest.indexOf(seat)]!)
}

interface Around {
  startAt: number
  endAt: number
  stationId: string | null
  taken: readonly string[]
}

/** Who else comes when nobody was named: the best who are free at that very time. @throws dispatch.crew_short */
export async function matesFor(
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  seats: readonly number[],
  { startAt, endAt, stationId, taken }: Around,
): Promise<string[]> {
  const request = await tx
    .selectFrom('requests.request')
    .select('country')
    .where('id', '=', order.request_id)
    .executeTakeFirstOrThrow()
  const window = { fromAt: startAt, toAt: endAt }
  const people = await ableTechnicians(tx, actor, { stationId, country: request.country }, window)
  const works = (await seatWorks(tx, order)).map((work) => broughtBy({ ...work, durationMs: endAt - startAt }, taken))
  const free = people.filter((one: KnownTechnician) => !taken.includes(one.id))
  const wanted = seats.map((seat) => works[seat]!)
  const found = seated(wanted, free, startAt)
  if (!found)
    throw problem('dispatch.crew_short', 409, {
      number: order.number,
      people: seatsOf(order).length,
      missing: seats.length,
    })
  return found.map(({ technicianId }) => technicianId)
}

/** The others who come together with a visit and have not set out yet. */
export async function matesOf(tx: Tx, visit: VisitRow): Promise<VisitRow[]> {
  return visit.crew_id ? comingIn(tx, visit.crew_id).where('id', '<>', visit.id).execute() : []
}

/** Everybody of a crew who has not set out yet. */
export const visitsOfCrew = (tx: Tx, crewId: string): Promise<VisitRow[]> => comingIn(tx, crewId).execute()

const comingIn = (tx: Tx, crewId: string) =>
  tx
    .selectFrom('dispatch.visit')
    .selectAll()
    .where('crew_id', '=', crewId)
    .where('status', 'in', [...PLANNED])
    .orderBy('seat')
    .forUpdate()

/** Who else comes, by visit: their names, seat by seat. */
export async function matesByVisit(tx: Tx, visitIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ visitId: string; names: string[] }>`
    select v.id as "visitId", array_agg(p.name order by m.seat) as names
    from dispatch.visit v
    join dispatch.visit m on m.tenant_id = v.tenant_id and m.crew_id = v.crew_id and m.id <> v.id
      and m.status not in ('cancelled', 'declined')
    join people.person p on p.tenant_id = m.tenant_id and p.id = m.technician_id
    where v.tenant_id = kit.tenant() and v.id = any(${visitIds}::uuid[]) group by v.id`.execute(tx)
  return new Map(rows.map(({ visitId, names }) => [visitId, names]))
}
