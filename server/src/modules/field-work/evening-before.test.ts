import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { bookVisit, day, goTo, type Job, makeJob, ok, publishList } from './visit.fixture.ts'

// The phone reads in the evening what it needs in the morning. The job is on Monday, its fixture's day.
const world = useWorld()
const dayFrom = (days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
let job: Job
let tuesday: string
beforeAll(async () => {
  job = await makeJob(world)
  tuesday = await bookedOn(1)
  await bookedOn(2)
}, 60_000)

/** Booked as on Monday and moved: shifts of the fixture are not what this is about. */
async function bookedOn(days: number, technicianId = job.technician.personId!, hour = 14 + days) {
  const { visitId } = await bookVisit(job.plan, technicianId, job.assetId, hour)
  await world.services.db.tx(world.tenant.id, (tx) =>
    sql`update dispatch.visit set planned = tstzrange(lower(planned) + ${days} * interval '1 day', upper(planned) + ${days} * interval '1 day')
      where id = ${visitId}`.execute(tx),
  )
  return visitId
}
const read = async (date: string, more = '&ahead=4') => ok(await job.technician.get(`/field/today?date=${date}${more}`))
const ids = (part: { visits: { id: string }[] }) => part.visits.map((one) => one.id)

test('the next day with visits comes along whole, not the one after it; only who asks for it gets it', async () => {
  const monday = await read(day)
  expect([monday.date, ids(monday)]).toEqual([day, [job.visitId]])
  expect([monday.next.date, ids(monday.next)]).toEqual([dayFrom(1), [tuesday]])
  expect(monday.next.visits[0]).toMatchObject({
    customer: { name: 'Li Wei' },
    asset: { id: job.assetId },
    isMine: true,
  })
  // Prices and packs that are those of today are not sent twice.
  expect([monday.priceLists.length, monday.next.priceLists]).toEqual([1, []])
  expect(monday.next.rules).toEqual(monday.rules.map((one: object) => ({ ...one, packs: null })))
  expect((await read(day, '')).next).toBeNull()
})

test('over free days, as many as were asked for: what has no visits is passed over', async () => {
  const thursday = await read(dayFrom(-4))
  expect([ids(thursday), thursday.next.date, ids(thursday.next)]).toEqual([[], day, [job.visitId]])
  // Nothing of today, so everything of the next day comes.
  expect(thursday.next.priceLists).toMatchObject([{ country: 'CN' }])
  expect(thursday.next.rules[0].packs).not.toBeNull()
  expect((await read(dayFrom(-5))).next).toBeNull()
})

test('decided and priced as of that day: a list in force from it on comes along, the rules see its date', async () => {
  await world.services.db.tx(world.tenant.id, (tx) =>
    sql`update billing.price_list set valid_to = ${day}::date where id = ${job.listId}`.execute(tx),
  )
  const listId = await publishList(job.manager, { name: 'From Tuesday', validFrom: dayFrom(1) })
  const { priceLists, next } = await read(day)
  expect(priceLists).toMatchObject([{ listId: job.listId }])
  expect(next.priceLists).toMatchObject([{ listId }])
  expect(next.visits[0].cover.at.slice(0, 10)).toBe(dayFrom(1))
})

test('a colleague sees none of it; what is begun or over is no day ahead', async () => {
  const colleague = await world.tenant.as('technician', { stationId: job.plan.stationId })
  expect(ok(await colleague.get(`/field/today?date=${day}&ahead=4`))).toMatchObject({ visits: [], next: null })
  await goTo({ technician: job.technician, visitId: tuesday }, 'en_route')
  const monday = await read(day)
  expect(ids(monday)).toEqual([job.visitId, tuesday])
  expect(monday.next.date).toBe(dayFrom(2))
  expect(ids(monday.next)).not.toContain(tuesday)
})

test('the way the plan counts with comes along: from where each day begins, then from visit to visit; unknown where an end is', async () => {
  const move = (id: string, lat: number | null) =>
    world.services.db.tx(world.tenant.id, (tx) =>
      sql`update dispatch.work_order w set lat = ${lat}::float8, lon = ${lat === null ? null : 121.4805}::float8
        from dispatch.visit v where v.tenant_id = w.tenant_id and v.work_order_id = w.id and v.id = ${id}`.execute(tx),
    )
  const second = await bookedOn(0, undefined, 12)
  const [at, last] = [await bookedOn(0, undefined, 14), await bookedOn(0, undefined, 16)]
  await move(second, 31.2354 + 0.1)
  await move(at, null)
  const { ways } = await read(day)
  const wayTo = (id: string) => ways.find((one: { visitId: string }) => one.visitId === id)
  // A tenth of a degree is 11 km on the map: about a third more on the road.
  expect(wayTo(second).km).toBeGreaterThan(11)
  expect(wayTo(second).km).toBeLessThan(18)
  expect(wayTo(second).minutes).toBeGreaterThan(12)
  expect([wayTo(at), wayTo(last)]).toEqual([undefined, undefined])
  expect(wayTo(job.visitId).km).toBeLessThan(wayTo(second).km)
})
