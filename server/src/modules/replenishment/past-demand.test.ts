import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sentFile } from '../../../test/upload.ts'
import { useStock } from '../parts/stock.fixture.ts'

const stock = useStock()
async function named() {
  const [partId, placeId] = [await stock.part(), await stock.place()]
  const [row] = await stock.rows(sql<{
    part: string
    place: string
  }>`select p.number as part, l.code as place from parts.part p, parts.place l
    where p.id = ${partId} and l.id = ${placeId}`)
  return { partId, ...row! }
}
async function bring(lines: string[], dryRun: boolean, who = stock.keeper) {
  const content = ['part,place,month,quantity', ...lines].join('\n')
  const fileId = await sentFile(who, 'table', { name: 'demand.csv', type: 'text/csv', content })
  return who.post('/past-demand/imports', { fileId, dryRun })
}
const kept = (partId: string) =>
  stock.rows(sql<{ month: string; quantity: number }>`select month::text as month, quantity::float8 as quantity
    from replenishment.past_demand where part_id = ${partId} order by month`)

test('a new company brings its past: tried first, then kept, said again it is changed', async () => {
  const { partId, part, place } = await named()
  const lines = [`${part},${place},2025-01,4`, `${part.toLowerCase()},${place},2025-02-01,0.5`]
  expect((await bring(lines, true)).body).toMatchObject({ dryRun: true, rows: 2, added: 2, refused: 0 })
  expect(await kept(partId)).toEqual([])
  expect((await bring(lines, false)).body).toMatchObject({ dryRun: false, added: 2, changed: 0 })
  const again = [`${part},${place},2025-01,4`, `${part},${place},2025-02,3`, `${part},${place},2025-03,1`]
  expect((await bring(again, false)).body).toMatchObject({ added: 1, changed: 1, unchanged: 1 })
  expect(await kept(partId)).toEqual([
    { month: '2025-01-01', quantity: 4 },
    { month: '2025-02-01', quantity: 3 },
    { month: '2025-03-01', quantity: 1 },
  ])
})

test('a wrong row keeps all of them out and is named with its column', async () => {
  const { partId, part, place } = await named()
  const { body } = await bring(
    [
      `${part},${place},2025-01,4`,
      `NO-SUCH,${place},2025-01,1`,
      `${part},nowhere,2025-01,1`,
      `${part},${place},2025-13,1`,
      `${part},${place},2025-02,-3`,
      `${part},${place},2025-01,5`,
    ],
    false,
  )
  expect(body).toMatchObject({ dryRun: true, rows: 6, refused: 5 })
  expect(
    body.findings.map((one: { row: number; column: string; code: string }) => [one.row, one.column, one.code]),
  ).toEqual([
    [3, 'part', 'parts.unknown_part'],
    [4, 'place', 'parts.no_such_shelf'],
    [5, 'month', 'validation.invalid'],
    [6, 'quantity', 'validation.invalid'],
    [7, 'month', 'replenishment.month_twice'],
  ])
  expect(await kept(partId)).toEqual([])
  const technician = await stock.world.tenant.as('technician')
  expect((await bring([`${part},${place},2025-01,4`], false, technician)).status).toBe(403)
})
