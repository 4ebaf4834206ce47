import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at, makePlan, monday, type Plan } from '../dispatch/plan.fixture.ts'

const world = useWorld()

test('figures of kept plans: from the stamps, by day and by technician, each with what it was counted from', async () => {
  const plan = await makePlan(world)
  const technicianId = await plan.technician({ name: '王师傅' })
  const days = [
    // on the road, on site, working (minutes); in time
    { hour: 9, road: 20, site: 60, late: 0 },
    { hour: 11, road: 40, site: 60, late: 30 },
  ]
  for (const { hour, road, site, late } of days) {
    const order = await plan.order()
    const visit = await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start: at(hour) })
    const arrived = new Date(Date.parse(at(hour)) + late * 60_000)
    await world.services.db.tx(world.tenant.id, (tx) =>
      sql`update dispatch.visit set status = 'done', en_route_at = ${new Date(arrived.getTime() - road * 60_000)}, arrived_at = ${arrived},
        started_at = ${arrived}, finished_at = ${new Date(arrived.getTime() + site * 60_000)} where id = ${visit.body.id}`.execute(
        tx,
      ),
    )
  }
  const tuesday = new Date(Date.parse(monday) + 86_400_000).toISOString().slice(0, 10)
  const ask = (who = plan.dispatcher, more = '') =>
    who.get(`/insight/dispatch?from=${monday}&to=${tuesday}&zone=Asia/Shanghai${more}`)
  const { body } = await ask()
  const figure = (key: string) => body.figures.find((one: { key: string }) => one.key === key)
  expect(figure('travelShare')).toMatchObject({ value: 33.3, n: 3600, of: 10_800 })
  expect(figure('punctuality')).toMatchObject({ value: 50, n: 1, of: 2 })
  // Two hours of nine on shift.
  expect(figure('utilisation')).toMatchObject({ value: 22.2, n: 7200, of: 9 * 3600 })
  expect(figure('jobsPerDay')).toMatchObject({ value: 2, byDay: [{ day: monday, value: 2 }] })
  expect(figure('planAgainstActual').value).toBe(100)
  expect(figure('promisesMoved').value).toBe(0)
  expect(body.byTechnician).toMatchObject([{ technician: { id: technicianId }, jobs: 2, punctuality: 50 }])
  await movePromises(plan, [15, 0, 40])
  const promises = (await ask()).body.figures.find((one: { key: string }) => one.key === 'promisesMoved')
  expect(promises).toMatchObject({ value: 2, n: 2, byDay: [{ day: monday, value: 2 }] })
  const neighbour = await world.tenant.as('station_manager', { stationId: plan.otherStationId })
  expect((await ask(neighbour)).body.byTechnician).toEqual([])
  expect((await ask(await (await world.makeTenant('elsewhere')).as('dispatcher'))).body.byTechnician).toEqual([])
  expect((await ask(await world.tenant.as('technician'))).status).toBe(403)
  expect((await plan.dispatcher.get(`/insight/dispatch?from=${monday}&to=${monday}`)).status).toBe(422)
})

/** A plan applied that Monday at ten, and one made and never applied, that move promises by so many minutes. */
async function movePromises(plan: Plan, minutes: readonly number[]) {
  const order = await plan.order()
  const run = await plan.dispatcher.post('/planning-runs', {
    kind: 'day',
    stationId: plan.stationId,
    from: monday,
    seconds: 1,
  })
  expect(run.status, JSON.stringify(run.body)).toBe(201)
  await world.jobs()
  const { scenarioId } = (await plan.dispatcher.get(`/planning-runs/${run.body.id}`)).body
  await world.services.db.tx(world.tenant.id, async (tx) => {
    for (const appliedAt of [at(10), null])
      for (const [i, one] of minutes.entries())
        await sql`insert into dispatch.scenario_item (id, scenario_id, position, kind, work_order_id, order_version, promise_minutes, applied_at)
          values (${newId()}, ${scenarioId}, ${1000 + i}, 'move', ${order.id}, 1, ${one}, ${appliedAt})`.execute(tx)
  })
}
