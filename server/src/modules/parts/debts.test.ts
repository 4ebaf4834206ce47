import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { remindOverdue } from './debts.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const noticesOf = async (who: typeof stock.keeper) =>
  (await who.get('/notices')).body.items.map((one: { kind: string }) => one.kind)
const debtOf = async (placeId: string) =>
  (await stock.keeper.get(`/stock-debts?filter[placeId]=${placeId}`)).body.items[0]

test('a van that goes below nothing is told of, says who drives it, and names the documents that made and settled it', async () => {
  const technician = await stock.world.tenant.as('technician')
  const personId = (await technician.get('/session')).body.person.id
  const [part, van] = [await stock.part(), await stock.place('van', { mayOwe: true, personId })]
  const { body: made } = await stock.issue(part, van, 3)
  await stock.world.jobs()
  const debt = await debtOf(van)
  expect(debt).toMatchObject({
    quantity: 3,
    most: 3,
    personId,
    openedById: made.id,
    settledById: null,
    settledAt: null,
  })
  expect(debt.person).toBeTruthy()
  for (const who of [technician, stock.keeper]) expect(await noticesOf(who)).toContain('parts:notice.debt')
  expect(await noticesOf(stock.boss)).not.toContain('parts:notice.debt')

  const after = (days: number) =>
    stock.world.services.db.tx(stock.world.tenant.id, (tx) =>
      remindOverdue(tx, new Date(Date.now() + days * 86_400_000)),
    )
  expect([await after(2), await after(4), await after(4)]).toEqual([0, 1, 0])
  expect(await noticesOf(stock.boss)).toContain('parts:notice.debtOverdue')

  await stock.issue(part, van, 1)
  const { body: came } = await stock.receive(part, van, 5)
  expect(await debtOf(van)).toMatchObject({ quantity: 0, most: 4, settledById: came.id })
  const kept = await stock.rows(
    sql<{ type: string }>`select type from kit.event where subject_id = ${debt.id} order by at, id`,
  )
  expect(kept.map((one) => one.type)).toEqual(['stock_debt.opened', 'stock_debt.changed', 'stock_debt.settled'])
  expect(await stock.faults()).toEqual([])
})
