import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, type Plan } from './plan.fixture.ts'

const world = useWorld()
let plan: Plan
let anna: string
let ben: string
beforeAll(async () => {
  plan = await makePlan(world)
  anna = await plan.technician({ name: 'Anna' })
  ben = await plan.technician({ name: 'Ben' })
})

async function booked(start: string, technicianId = anna) {
  const order = await plan.order()
  return (await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start })).body
}
const together = (changes: object[], by = plan.dispatcher) => by.post('/board/changes', { changes })
const move = (visit: { id: string; version: number }, start: string, technicianId = anna) => ({
  ...{ do: 'move', id: visit.id, version: visit.version, technicianId, start, minutes: 60 },
})
const startOf = async (id: string) => (await plan.dispatcher.get(`/visits/${id}`)).body.startsAt

test('a row of visits goes an hour on, each into the place the one behind it has left', async () => {
  const [first, second] = [await booked(at(9)), await booked(at(10))]
  const crossed = await together([move(first, at(10)), move(second, at(11))])
  expect(crossed).toMatchObject({ status: 409, body: { code: 'conflict.double_booking', values: { change: 0 } } })
  expect(await startOf(second.id)).toBe(at(10))
  const moved = await together([move(second, at(11)), move(first, at(10))])
  expect(moved).toMatchObject({ status: 200, body: { visits: [{ startsAt: at(11) }, { startsAt: at(10) }] } })
})

test('all or none: one that is refused leaves the others where they were, and is named', async () => {
  const [free, blocked] = [await booked(at(13), ben), await booked(at(14), ben)]
  await booked(at(16), ben)
  const order = await plan.order()
  const refused = await together([
    { do: 'book', workOrderId: order.id, technicianId: ben, start: at(9), minutes: 60 },
    { do: 'return', id: free.id, version: free.version, reason: 'planned_in_error' },
    move(blocked, at(16), ben),
  ])
  expect(refused).toMatchObject({ status: 409, body: { code: 'conflict.double_booking', values: { change: 2 } } })
  expect((await plan.dispatcher.get(`/visits/${free.id}`)).body.status).toBe('scheduled')
  expect((await plan.dispatcher.get(`/work-orders/${order.id}`)).body).toMatchObject({
    status: 'unscheduled',
    visits: [],
  })
})

test('returned to the tray and booked again in one go', async () => {
  const visit = await booked(at(11), ben)
  const back = await together([{ do: 'return', id: visit.id, version: visit.version, reason: 'planned_in_error' }])
  expect(back.body.visits).toMatchObject([{ status: 'cancelled' }])
  const again = await together([
    { do: 'book', workOrderId: visit.workOrderId, technicianId: ben, start: at(11), minutes: 60 },
  ])
  expect(again.body.visits).toMatchObject([{ status: 'scheduled', startsAt: at(11) }])
})

test('an old version is refused with who moved it, a wrong field with its path, a foreign visit as absent', async () => {
  const visit = await booked(at(12), ben)
  await plan.dispatcher.put(`/visits/${visit.id}/presence`, { here: true })
  const stale = await together([{ ...move(visit, at(15), ben), version: visit.version + 1 }])
  expect(stale).toMatchObject({ status: 409, body: { code: 'conflict.version', values: { change: 0 } } })
  const promised = { from: at(12), to: at(11) }
  const wrong = await together([{ ...move(visit, at(11), ben), promised }])
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'changes.0.promised.to' }] } })
  const foreign = await (await world.makeTenant('elsewhere')).as('dispatcher')
  expect((await together([move(visit, at(15), ben)], foreign)).status).toBe(404)
  const elsewhere = await world.tenant.as('dispatcher', { stationId: plan.otherStationId })
  expect((await together([move(visit, at(15), ben)], elsewhere)).status).toBe(404)
})

test('two groups that cross take turns: one goes through, the other hears of it, neither waits for ever', async () => {
  const [a, b] = [await booked(at(15)), await booked(at(15), ben)]
  const swap = () => together([move(a, at(17), ben), move(b, at(17), anna)])
  const back = () => together([move(b, at(17), anna), move(a, at(17), ben)])
  const answers = await Promise.all([swap(), back()])
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
})
