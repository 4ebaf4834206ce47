import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const dayOf = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const follow = (partId: string, successorId: string, offset: number, bothWays = false) =>
  stock.keeper.post(`/parts/${partId}/successors`, { successorId, bothWays, fromOn: dayOf(offset) })
interface Node {
  id: string
  step: number
  isCurrent: boolean
  free: number
}

test('the whole chain from any of its parts: steps, which one is to be ordered today, what is free of each', async () => {
  const [oldest, older, now, future] = [await stock.part(), await stock.part(), await stock.part(), await stock.part()]
  const place = await stock.place()
  await stock.receive(now, place, 4)
  await follow(oldest, older, -400)
  await follow(older, now, -30, true)
  // Announced for next month: until then the one before it is ordered.
  await follow(now, future, 30)
  const { body } = await stock.keeper.get(`/parts/${older}/chain`)
  const at = (id: string) => body.parts.find((one: Node) => one.id === id)
  expect(body.parts.map((one: Node) => [one.id, one.step])).toEqual([
    ...[
      [oldest, -1],
      [older, 0],
      [now, 1],
      [future, 2],
    ],
  ])
  expect(at(now)).toMatchObject({ isCurrent: true, free: 4 })
  expect(at(older)).toMatchObject({ isCurrent: false, free: 0 })
  expect(body.links).toContainEqual({ fromId: older, toId: now, fromOn: dayOf(-30), bothWays: true })
  expect((await stock.keeper.get(`/parts/${future}/chain`)).body.parts).toHaveLength(4)
})

test('a part without a chain is its own; parts of a kit name it; strangers see neither', async () => {
  const [kit, part] = [await stock.part(), await stock.part()]
  await stock.keeper.put(`/parts/${kit}/kit`, { items: [{ partId: part, quantity: 2 }] })
  expect((await stock.keeper.get(`/parts/${part}`)).body.kits).toMatchObject([{ id: kit, quantity: 2 }])
  expect((await stock.keeper.get(`/parts/${part}/chain`)).body).toMatchObject({
    parts: [{ id: part, step: 0 }],
    links: [],
  })
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  for (const more of ['/chain', '/failures']) expect((await stranger.get(`/parts/${part}${more}`)).status).toBe(404)
})
