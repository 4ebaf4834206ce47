import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()

async function order(quantities: number[]) {
  const [place, ...parts] = [await stock.place(), ...(await Promise.all(quantities.map(() => stock.part())))]
  const { body } = await stock.keeper.post('/purchase-orders', {
    ...{ supplier: 'Maker', placeId: place },
    lines: quantities.map((quantity, n) => ({ partId: parts[n], quantity, unitMinor: '100' })),
  })
  return {
    id: body.id as string,
    place: place!,
    parts,
    lines: body.lines.map((one: { id: string }) => one.id) as string[],
  }
}
const cancel = (id: string, body: object) => stock.keeper.put(`/purchase-orders/${id}/cancellation`, body)

test('a whole order is cancelled; cancelled again, or received, it is refused', async () => {
  const { id, lines } = await order([5, 2])
  const done = await cancel(id, { reason: 'found elsewhere' })
  expect(done.body).toMatchObject({ state: 'cancelled', lines: [{ cancelled: 5 }, { cancelled: 2 }] })
  expect((await cancel(id, { reason: 'again' })).body.code).toBe('conflict.state')
  const receipt = { id: newId(), lines: [{ lineId: lines[0], quantity: 1 }] }
  expect((await stock.keeper.post(`/purchase-orders/${id}/receipts`, receipt)).body.code).toBe('conflict.state')
})

test('the rest of a line is cancelled; what came stays, and an order of which some came is closed', async () => {
  const { id, lines, parts, place } = await order([5, 2])
  await stock.keeper.post(`/purchase-orders/${id}/receipts`, {
    id: newId(),
    lines: [{ lineId: lines[0], quantity: 2 }],
  })
  const too = await cancel(id, { reason: 'x', lines: [{ lineId: lines[1] }, { lineId: lines[0], quantity: 4 }] })
  expect(too.body.errors[0]).toMatchObject({ path: 'lines.1.quantity', code: 'parts.more_than_ordered' })
  expect((await stock.keeper.get(`/purchase-orders/${id}`)).body.lines[1].cancelled).toBe(0)
  const unknown = await cancel(id, { reason: 'x', lines: [{ lineId: newId() }] })
  expect(unknown.body.errors[0]).toMatchObject({ path: 'lines.0.lineId', code: 'validation.unknown_reference' })
  const some = await cancel(id, { reason: 'fewer', lines: [{ lineId: lines[0], quantity: 1 }] })
  expect(some.body).toMatchObject({ state: 'ordered', lines: [{ received: 2, cancelled: 1 }, { cancelled: 0 }] })
  expect((await cancel(id, { reason: 'the rest' })).body).toMatchObject({ state: 'closed' })
  expect(await stock.onHand(parts[0]!, place)).toBe(2)
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  expect((await stranger.put(`/purchase-orders/${id}/cancellation`, { reason: 'x' })).status).toBe(404)
  expect(
    (await (await stock.world.tenant.as('technician')).put(`/purchase-orders/${id}/cancellation`, { reason: 'x' }))
      .status,
  ).toBe(403)
})

test('a delivery and a cancellation at once: together never more than was ordered', async () => {
  const { id, lines, parts, place } = await order([5])
  const receipt = { id: newId(), lines: [{ lineId: lines[0], quantity: 5 }] }
  const [received, cancelled] = await Promise.all([
    stock.keeper.post(`/purchase-orders/${id}/receipts`, receipt),
    cancel(id, { reason: 'too late' }),
  ])
  expect([received.status, cancelled.status].filter((status) => status === 409)).toHaveLength(1)
  const { body } = await stock.keeper.get(`/purchase-orders/${id}`)
  expect(body.lines[0].received + body.lines[0].cancelled).toBe(5)
  expect(await stock.onHand(parts[0]!, place)).toBe(body.lines[0].received)
})

test('a place is renamed, put under another tier and closed when it is empty, never while something is about it', async () => {
  const [part, upper, place] = [await stock.part(), await stock.place(), await stock.place('station')]
  let version = 1
  const change = async (body: object, id = place, at = version) => {
    const answer = await stock.keeper.patch(`/stock-places/${id}`, body, { 'if-match': `"${at}"` })
    if (answer.status === 200 && id === place) version = answer.body.version
    return answer
  }
  expect((await change({ name: 'New name', suppliedById: upper })).body).toMatchObject({
    name: 'New name',
    suppliedById: upper,
  })
  expect((await change({ name: 'Stale' }, place, 1)).status).toBe(409)
  expect((await change({ suppliedById: place }, upper, 1)).body.errors[0]).toMatchObject({
    path: 'suppliedById',
    code: 'parts.circle',
  })
  expect((await change({ suppliedById: place })).body.errors[0].code).toBe('parts.circle')
  await stock.receive(part, place, 2)
  expect((await change({ isActive: false })).body).toMatchObject({
    code: 'parts.place_in_use',
    values: { by: ['stock'] },
  })
  expect((await change({ isActive: false }, upper, 1)).body.values.by).toEqual(['place'])
  await stock.issue(part, place, 2)
  expect((await change({ isActive: false })).body).toMatchObject({ isActive: false })
  expect((await stock.receive(part, place, 1)).body).toMatchObject({
    code: 'parts.place_closed',
    values: { place: 'New name' },
  })
  expect((await change({ isActive: true })).body.isActive).toBe(true)
  expect((await stock.receive(part, place, 1)).status).toBe(201)
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  expect((await stranger.patch(`/stock-places/${place}`, { name: 'x' }, { 'if-match': '"1"' })).status).toBe(404)
})

test('closed while others receive: it is closed and empty, or open', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const close = stock.keeper.patch(`/stock-places/${place}`, { isActive: false }, { 'if-match': '"1"' })
  const answers = await Promise.all([...Array.from({ length: 6 }, () => stock.receive(part, place, 1)), close])
  const booked = answers.slice(0, 6).filter((one) => one.status === 201).length
  const closed = answers[6]!.status === 200
  expect(closed ? booked : 0).toBe(0)
  expect(await stock.onHand(part, place)).toBe(booked)
  expect(closed || booked > 0).toBe(true)
})
