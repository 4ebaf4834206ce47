import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'
import { vanStock } from './van-stock.ts'

const stock = useStock()
const driver = async () => (await stock.world.tenant.as('technician')).personId!
const heldBy = (personId: string) =>
  stock.world.services.db.tx(stock.world.tenant.id, (tx) => vanStock(tx, personId)).then((van) => van?.stock ?? null)

test('a van goes over to another driver as it is: stock, old parts in custody and debts are theirs from then on', async () => {
  const [first, second] = [await driver(), await driver()]
  const van = await stock.place('van', { personId: first, mayOwe: true })
  const [part, short, old] = [await stock.part(), await stock.part(), await stock.part({ oldPartDueDays: 30 })]
  await stock.receive(part, van, 4)
  await stock.issue(short, van, 2)
  await stock.keeper.post('/old-parts', { partId: old, placeId: van })
  const before = (await stock.keeper.get(`/stock-places/${van}`)).body
  expect(before).toMatchObject({ personId: first, person: { id: first } })
  expect(await heldBy(first)).toMatchObject([{ free: 4 }])

  const change = (personId: string | null, version: number, place = van) =>
    stock.keeper.patch(`/stock-places/${place}`, { personId }, { 'if-match': `"${version}"` })
  const after = (await change(second, before.version)).body
  expect(after).toMatchObject({ personId: second, version: before.version + 1 })
  expect([await heldBy(first), await heldBy(second)]).toMatchObject([null, [{ free: 4 }]])
  expect([await stock.onHand(part, van), await stock.onHand(old, van, 'custody')]).toEqual([4, 1])
  const firstOf = async (list: string) => (await stock.keeper.get(`/${list}?filter[placeId]=${van}`)).body.items[0]
  expect(await firstOf('stock-debts')).toMatchObject({ personId: second, quantity: 2 })
  expect(await firstOf('old-parts')).toMatchObject({ person: after.person.name })
  expect((await change(first, before.version)).status).toBe(409)

  const free = (await change(null, after.version)).body
  expect([free.person, await heldBy(second), await stock.faults()]).toEqual([null, null, []])
})

test('only a van is driven, by one who works here and drives no other', async () => {
  const person = await driver()
  const [mine, other, shelf] = [
    await stock.place('van', { personId: person }),
    await stock.place('van'),
    await stock.place('station'),
  ]
  const refused = async (place: string, personId: string) =>
    (await stock.keeper.patch(`/stock-places/${place}`, { personId }, { 'if-match': '"1"' })).body.errors[0]
  expect(await refused(shelf, person)).toMatchObject({ path: 'personId', code: 'parts.only_vans_are_driven' })
  expect(await refused(other, newId())).toMatchObject({ path: 'personId', code: 'parts.unknown_person' })
  expect(await refused(other, person)).toMatchObject({ path: 'personId', code: 'parts.has_a_van' })
  const closed = { isActive: false }
  expect((await stock.keeper.patch(`/stock-places/${mine}`, closed, { 'if-match': '"1"' })).status).toBe(200)
  const given = await stock.keeper.patch(`/stock-places/${other}`, { personId: person }, { 'if-match': '"1"' })
  expect(given.body).toMatchObject({ personId: person })
})
