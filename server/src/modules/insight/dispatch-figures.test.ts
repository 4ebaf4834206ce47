import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, monday, type Plan, version } from '../dispatch/plan.fixture.ts'
import { apply, ownStation, planned } from '../dispatch/scenario.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

test('figures of kept plans: from the stamps, by day and by technician, each with what it was counted from', async () => {
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
  const neighbour = await world.tenant.as('station_manager', { stationId: plan.otherStationId })
  expect((await ask(neighbour)).body.byTechnician).toEqual([])
  expect((await ask(await (await world.makeTenant('elsewhere')).as('dispatcher'))).body.byTechnician).toEqual([])
  expect((await ask(await world.tenant.as('technician'))).status).toBe(403)
  expect((await plan.dispatcher.get(`/insight/dispatch?from=${monday}&to=${monday}`)).status).toBe(422)
})

test('promises moved are those of plans that are applied, and no longer when the plan is taken back', async () => {
  const stationId = await ownStation(world)
  const technicianId = await plan.technician({ stationId })
  const order = await plan.order({ requestId: (await plan.request({ stationId })).id })
  const told = { from: at(9), to: at(10) }
  ok(await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start: at(9), promised: told }))
  const kept = await plan.order({ requestId: (await plan.request({ stationId })).id })
  ok(await plan.dispatcher.post('/visits', { workOrderId: kept.id, technicianId, start: at(16) }))
  const today = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const moved = async () => {
    const period = `from=${today(-1)}&to=${today(2)}&zone=UTC&stationId=${stationId}`
    const { body } = await plan.dispatcher.get(`/insight/dispatch?${period}`)
    return body.figures.find((one: { key: string }) => one.key === 'promisesMoved')
  }
  // Away until noon: what was told for nine can only be later, what is at four stays.
  const cause = { kind: 'absence', technicianId, from: at(8), to: at(12) }
  const scenario = await planned(world, plan, stationId, { kind: 'replan', cause })
  expect(scenario.figures).toMatchObject({ promisesMoved: 1, mostMovedMinutes: expect.any(Number) })
  expect(scenario.figures.mostMovedMinutes).toBeGreaterThanOrEqual(120)
  expect(await moved()).toMatchObject({ value: 0, byDay: [] })
  const applied = ok(await apply(plan.dispatcher, scenario))
  expect(await moved()).toMatchObject({ value: 1, n: 1, byDay: [{ day: today(0), value: 1 }] })
  ok(await plan.dispatcher.delete(`/scenarios/${applied.body.id}/application`, version(applied.body.version)))
  expect(await moved()).toMatchObject({ value: 0, byDay: [] })
})

test('work that took longer or shorter than planned: each figure by the sum of seconds, not the mean of shares', async () => {
  const stationId = await ownStation(world)
  const technicianId = await plan.technician({ stationId })
  // Planned 60 and 120 minutes; on the road 30 and 0, working 90 and 60 after 10 at the door; one day after the other.
  for (const { day, planned: minutes, road, door, work } of [
    { day: 0, planned: 60, road: 30, door: 10, work: 90 },
    { day: 1, planned: 120, road: 45, door: 0, work: 60 },
  ]) {
    const order = await plan.order({ requestId: (await plan.request({ stationId })).id, plannedMinutes: minutes })
    const starts = Date.parse(at(9)) + day * 86_400_000
    const start = new Date(starts).toISOString()
    const visit = ok(await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start }))
    const stamp = (after: number) => new Date(starts + after * 60_000)
    await world.services.db.tx(world.tenant.id, (tx) =>
      sql`update dispatch.visit set status = 'done', en_route_at = ${stamp(-road)}, arrived_at = ${stamp(0)},
        started_at = ${stamp(door)}, finished_at = ${stamp(door + work)} where id = ${visit.body.id}`.execute(tx),
    )
  }
  const wednesday = new Date(Date.parse(monday) + 2 * 86_400_000).toISOString().slice(0, 10)
  const period = `from=${monday}&to=${wednesday}&zone=Asia/Shanghai&stationId=${stationId}`
  const { body } = await plan.dispatcher.get(`/insight/dispatch?${period}`)
  const figure = (key: string) => body.figures.find((one: { key: string }) => one.key === key)
  const minutes = (n: number) => n * 60
  // 150 of 180 minutes planned; 75 on the road of 75 + 160 on the road and on site; 150 of twice nine hours on shift.
  expect(figure('planAgainstActual')).toMatchObject({ value: 83.3, n: minutes(150), of: minutes(180) })
  expect(figure('planAgainstActual').byDay.map((one: { value: number }) => one.value)).toEqual([150, 50])
  expect(figure('travelShare')).toMatchObject({ value: 31.9, n: minutes(75), of: minutes(235) })
  expect(figure('utilisation')).toMatchObject({ value: 13.9, n: minutes(150), of: minutes(18 * 60) })
  expect(figure('jobsPerDay')).toMatchObject({ value: 1, n: 2, of: 2 })
  expect(figure('punctuality')).toMatchObject({ value: 100, n: 2, of: 2 })
})

function ok<T extends { status: number; body: unknown }>(answer: T): T {
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer
}
