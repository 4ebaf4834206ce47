import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const classOf = async (method: string) => {
  const body = { code: `C-${newId().slice(-6)}`, name: { en: 'Boards' }, method }
  return (await stock.boss.post('/part-classes', body)).body as { id: string; version: number }
}
const historyOf = async (partId: string) =>
  (await stock.boss.get(`/stock-values?filter[partId]=${partId}`)).body.items.map(
    (one: { valueReason: string; changeMinor: string }) => [one.valueReason, one.changeMinor],
  )

test('a new standard revalues what lies there: the difference is variance, in the history of its value, and nothing before it changes', async () => {
  const [kind, place] = [await classOf('standard'), await stock.place()]
  const part = await stock.part({ classId: kind.id, standardMinor: '600' })
  await stock.receive(part, place, 10, 500)
  const { body: issued } = await stock.issue(part, place, 2)
  expect(await stock.worth(part)).toBe(4800)
  // Plainly changing the part is still refused while there is stock.
  const { body: page } = await stock.keeper.get(`/parts/${part}`)
  const plain = await stock.keeper.patch(
    `/parts/${part}`,
    { standardMinor: '700' },
    { 'if-match': `"${page.version}"` },
  )
  expect([plain.status, plain.body.code]).toEqual([409, 'parts.change_needs_no_stock'])

  const { body: seen } = await stock.boss.get(`/parts/${part}/standard?standardMinor=725`)
  expect(seen).toMatchObject({ quantity: 8, minor: '4800', wouldBeMinor: '5800', differenceMinor: '1000' })
  expect((await stock.keeper.post('/stock-revaluations', { partId: part, standardMinor: '725' })).status).toBe(403)
  const body = { id: newId(), partId: part, standardMinor: '725', note: 'New price of the maker' }
  const [done, again] = [
    await stock.boss.post('/stock-revaluations', body),
    await stock.boss.post('/stock-revaluations', body),
  ]
  expect([done.status, done.body.kind, again.body.id]).toEqual([201, 'revaluation', done.body.id])
  expect(await stock.worth(part)).toBe(5800)
  expect((await stock.boss.get(`/stock-documents/${done.body.id}/values`)).body.items).toMatchObject([
    { account: 'stock', minor: '1000', quantity: 0 },
    { account: 'variance', minor: '-1000' },
  ])
  expect(await historyOf(part)).toEqual([
    ['revaluation', '1000'],
    ['issue', '-1200'],
    ['receipt', '6000'],
  ])
  // What comes in, goes out or comes back from now on does so at the new standard.
  await stock.issue(part, place, 1)
  const returned = [{ partId: part, quantity: 1, returnsId: issued.movements[0].id }]
  expect((await stock.book('return', place, returned)).status).toBe(201)
  await stock.receive(part, place, 2, 500)
  expect(await stock.worth(part)).toBe(7250)
  expect((await stock.boss.post(`/stock-documents/${done.body.id}/reversal`, { note: 'no' })).status).toBe(409)
  const { items } = (await stock.boss.get(`/part-standards?filter[part]=${page.number}`)).body
  expect(items).toMatchObject([{ standardMinor: '725', quantity: 10, worthMinor: '7250' }])
  expect(await stock.faults()).toEqual([])
})

test('only a part at standard cost has a standard; without stock nothing is booked', async () => {
  const part = await stock.part()
  const refused = await stock.boss.post('/stock-revaluations', { partId: part, standardMinor: '5' })
  expect([refused.status, refused.body.errors]).toMatchObject([
    422,
    [{ path: 'partId', code: 'parts.not_at_standard' }],
  ])
  const bare = await stock.part({ classId: (await classOf('standard')).id })
  const done = await stock.boss.post('/stock-revaluations', { partId: bare, standardMinor: '5' })
  expect(done.status).toBe(201)
  expect(await historyOf(bare)).toEqual([])
  expect((await stock.boss.get(`/parts/${bare}`)).body.standardMinor).toBe('5')
})

test('a revaluation beside receipts: whoever comes first, the stock is worth the standard', async () => {
  const [kind, place] = [await classOf('standard'), await stock.place()]
  const part = await stock.part({ classId: kind.id, standardMinor: '100' })
  await stock.receive(part, place, 1, 100)
  const work = Array.from({ length: 12 }, (_, n) =>
    n % 3 === 0
      ? stock.boss.post('/stock-revaluations', { partId: part, standardMinor: String(100 + n) })
      : stock.receive(part, place, 1, 90, n % 3 === 1 ? {} : { condition: 'defective' }),
  )
  expect((await Promise.all(work)).map((one) => one.status)).toEqual(work.map(() => 201))
  const [row] = await stock.rows(
    sql<{
      q: number
      s: number
    }>`select sum(l.quantity)::float8 as q, max(p.standard_minor)::float8 as s from parts.layer l
      join parts.part p on p.id = l.part_id where l.part_id = ${part}`,
  )
  expect(await stock.worth(part)).toBe(row!.q * row!.s)
  expect(await stock.faults()).toEqual([])
})

test('a class is renamed at any time; its method changes only while there is no stock of its parts', async () => {
  const kind = await classOf('average')
  const [part, place] = [await stock.part({ classId: kind.id }), await stock.place()]
  const change = (body: object, ifMatch: number) =>
    stock.boss.patch(`/part-classes/${kind.id}`, body, { 'if-match': `"${ifMatch}"` })
  await stock.receive(part, place, 1)
  const refused = await change({ method: 'fifo' }, 1)
  expect([refused.status, refused.body.errors]).toMatchObject([
    422,
    [{ path: 'method', code: 'parts.class_has_stock', values: { parts: 1 } }],
  ])
  expect((await change({ name: { en: 'Boards and fans' } }, 1)).body).toMatchObject({
    version: 2,
    parts: 1,
    stocked: 1,
  })
  await stock.issue(part, place, 1)
  expect((await change({ method: 'fifo' }, 2)).body).toMatchObject({ method: 'fifo', stocked: 0 })
  expect((await change({ method: 'average' }, 2)).status).toBe(409)
})
