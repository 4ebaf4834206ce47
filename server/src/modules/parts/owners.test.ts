import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const owner = async (kind: string, name: string) => {
  const { status, body } = await stock.keeper.post('/stock-owners', { kind, name, code: newId() })
  expect(status).toBe(201)
  return body.id as string
}
const row = async (part: string, name: string) => {
  const { items } = (await stock.keeper.get(`/stock?filter[partId]=${part}`)).body
  return items.find((one: { owner: string }) => one.owner === name)
}

test('stock of others lies beside ours: each has its own balance, ours alone has a worth, and nobody takes it for ours', async () => {
  const [part, here, there] = [await stock.part(), await stock.place(), await stock.place()]
  const [maker, sister] = [await owner('supplier', 'Maker on consignment'), await owner('own', 'Sister company')]
  const lines = (quantity: number, ownerId?: string, costMinor?: string) => [
    { partId: part, quantity, ...(ownerId && { ownerId }), ...(costMinor && { costMinor }) },
  ]
  await stock.book('receipt', here, lines(4, undefined, '400'))
  expect((await stock.book('receipt', here, lines(9, maker, '9000'))).status).toBe(201)
  expect((await stock.book('receipt', here, lines(2, sister, '600'))).status).toBe(201)
  const worthOf = async () =>
    Object.fromEntries(
      (
        await stock.rows(sql<{
          name: string
          minor: number
        }>`select o.name, sum(l.minor)::float8 as minor from parts.layer l
          join parts.owner o on o.id = l.owner_id where l.part_id = ${part} group by 1`)
      ).map((one) => [one.name === 'Sister company' ? 'sister' : 'ours', one.minor]),
    )
  expect(await worthOf()).toEqual({ ours: 400, sister: 600 })
  expect(await row(part, 'Maker on consignment')).toMatchObject({ onHand: 9 })
  // Asked for, only ours counts: four of five are kept although fifteen lie there.
  const asked = await stock.keeper.post('/part-requests', { placeId: here, lines: [{ partId: part, quantity: 5 }] })
  expect(asked.body.lines[0]).toMatchObject({ reserved: 4, isWaiting: true })
  expect((await stock.book('issue', here, lines(1))).body.values.left).toBe(0)
  // A paper that names the owner moves its stock, and still costs nothing of ours.
  expect((await stock.book('issue', here, lines(3, maker))).status).toBe(201)
  const draft = await stock.keeper.post('/shipments', { fromPlaceId: here, toPlaceId: there, lines: lines(2, maker) })
  expect((await stock.keeper.put(`/shipments/${draft.body.id}/sending`)).status).toBe(200)
  const came = { id: newId(), lines: [{ lineId: draft.body.lines[0].id, received: 2 }] }
  expect((await stock.keeper.post(`/shipments/${draft.body.id}/receipts`, came)).status).toBe(201)
  expect((await stock.book('issue', here, lines(1, sister))).status).toBe(201)
  expect(await worthOf()).toEqual({ ours: 400, sister: 300 })
  const entries = await stock.rows(sql`select 1 from parts.value_entry where part_id = ${part} and owner_id = ${maker}`)
  expect([entries, await stock.faults()]).toEqual([[], []])
  const report = (await stock.boss.get('/stock-worth?by=owner')).body
  expect(JSON.stringify(report)).toContain('Sister company')
  expect(JSON.stringify(report)).not.toContain('Maker on consignment')
})

test('what is a customer’s stays theirs: received, moved and handed back by name, without a worth, and never taken for a job', async () => {
  const [part, here] = [await stock.part(), await stock.place()]
  const [theirs, others] = [await owner('customer', 'Hotel Nord'), await owner('customer', 'Hotel South')]
  const lines = (quantity: number, ownerId: string) => [{ partId: part, quantity, ownerId, costMinor: '700' }]
  await stock.book('receipt', here, lines(3, theirs))
  expect(await row(part, 'Hotel Nord')).toMatchObject({ onHand: 3 })
  expect((await stock.issue(part, here, 1)).body.values.left).toBe(0)
  const asked = await stock.keeper.post('/part-requests', { placeId: here, lines: [{ partId: part, quantity: 1 }] })
  expect(asked.body.lines[0]).toMatchObject({ reserved: 0, isWaiting: true })
  // One customer's is not another's.
  expect((await stock.book('issue', here, lines(1, others))).body.code).toBe('parts.not_enough')
  expect((await stock.book('issue', here, lines(2, theirs))).status).toBe(201)
  expect(await row(part, 'Hotel Nord')).toMatchObject({ onHand: 1 })
  const values = await stock.rows(sql`select 1 from parts.value_entry where part_id = ${part}`)
  expect([await stock.worth(part), values, await stock.faults()]).toEqual([0, [], []])
})

test('an owner is added, found and renamed; its kind stays, and the two the ledger looks up keep their codes', async () => {
  const made = (await stock.keeper.post('/stock-owners', { kind: 'supplier', code: 'NMB', name: 'Nidec' })).body
  const again = await stock.keeper.post('/stock-owners', { kind: 'customer', code: 'NMB', name: 'Other' })
  expect(again).toMatchObject({ status: 409, body: { code: 'conflict.duplicate' } })
  const change = (id: string, body: object, version = 1) =>
    stock.keeper.patch(`/stock-owners/${id}`, body, { 'if-match': `"${version}"` })
  expect((await change(made.id, { name: 'Nidec Motors' })).body).toMatchObject({ name: 'Nidec Motors', version: 2 })
  expect((await change(made.id, { name: 'Late' })).status).toBe(409)
  expect((await change(made.id, { kind: 'own' }, 2)).body).toMatchObject({ kind: 'supplier', version: 2 })
  const all = (await stock.keeper.get('/stock-owners?filter[owner]=Nidec Motors')).body.items
  expect(all).toMatchObject([{ code: 'NMB', ownerKind: 'supplier', ownedParts: 0, isCompany: false }])
  const [company] = (await stock.keeper.get('/stock-owners?filter[isCompany]=true')).body.items
  const fixed = { path: 'code', code: 'parts.fixed_owner' }
  expect((await change(company.id, { code: 'us' })).body.errors).toMatchObject([fixed])
  expect((await change(made.id, { code: 'customers' }, 2)).body.errors).toMatchObject([fixed])
  expect((await change(company.id, { name: 'The company' })).body).toMatchObject({ name: 'The company', isFixed: true })
  const technician = await stock.world.tenant.as('technician')
  expect((await technician.post('/stock-owners', { kind: 'own', code: 'X', name: 'X' })).status).toBe(403)
})
