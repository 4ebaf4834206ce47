import { expect, test } from 'vitest'
import { sentFile } from '../../../test/upload.ts'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()

const upload = (text: string) => sentFile(stock.keeper, 'table', { name: 'parts.csv', type: 'text/csv', content: text })
const bring = async (fileId: string, dryRun: boolean) =>
  (await stock.keeper.post('/parts/imports', { fileId, dryRun })).body
const HEAD = 'number,name_en,name_zh-CN,unit,tracking,maker,maker_number\n'

test('three bad rows of ten thousand are named with their column, and then nothing of the file is kept', async () => {
  const tag = newId().slice(-4)
  const row = (i: number, more = ',none,,') => `Z${tag}-${i * 37},Part ${i},备件,piece${more}\n`
  const rows = Array.from({ length: 10_000 }, (_, i) => row(i))
  rows[41] = row(41, ',by hand,,')
  rows[4_999] = `,No number,,piece,none,,\n`
  rows[9_998] = row(7)
  const bad = await upload(HEAD + rows.join(''))
  const tried = await bring(bad, true)
  expect(tried).toMatchObject({ dryRun: true, rows: 10_000, added: 9_997, refused: 3 })
  expect(
    tried.findings.map((one: { row: number; column: string; code: string }) => [one.row, one.column, one.code]),
  ).toEqual([
    [43, 'tracking', 'validation.invalid'],
    [5_001, 'number', 'validation.required'],
    [10_000, 'number', 'validation.duplicate'],
  ])
  expect(await bring(bad, false)).toMatchObject({ dryRun: true, refused: 3 })
  expect((await stock.keeper.get(`/parts?filter[number]=Z${tag}-0`)).body.items).toEqual([])
  rows[41] = row(41)
  rows[4_999] = row(4_999)
  rows[9_998] = row(9_998)
  const good = await upload(HEAD + rows.join(''))
  expect(await bring(good, false)).toMatchObject({ dryRun: false, added: 10_000, refused: 0 })
  expect(await bring(good, true)).toMatchObject({ added: 0, changed: 0, unchanged: 10_000 })
  // Found by a piece of its number, without the dash.
  const found = (await stock.keeper.get(`/parts?q=Z${tag}${37 * 123}`)).body.items
  expect(found.map((one: { number: string }) => one.number)).toContain(`Z${tag}-${37 * 123}`)
}, 60_000)

test('what a quantity means is not changed by a file while there is stock; numbers of makers are added, never taken away', async () => {
  const part = await stock.part({ number: `IMP-${newId().slice(-6)}` })
  const { number } = (await stock.keeper.get(`/parts/${part}`)).body
  await stock.receive(part, await stock.place(), 3)
  const wrong = await bring(await upload(`${HEAD}${number},Pump,,litre,none,,\n`), false)
  expect(wrong.findings).toMatchObject([{ row: 2, column: 'unit', code: 'parts.change_needs_no_stock' }])
  for (const made of ['A-1', 'A-2'])
    expect(await bring(await upload(`${HEAD}${number},Pump,水泵,piece,none,Acme,${made}\n`), false)).toMatchObject({
      dryRun: false,
      changed: 1,
    })
  const after = (await stock.keeper.get(`/parts/${part}`)).body
  expect(after.name).toEqual({ en: 'Pump', 'zh-CN': '水泵' })
  expect(after.numbers.map((one: { number: string }) => one.number)).toEqual(['A-1', 'A-2'])
  const lacks = await stock.keeper.post('/parts/imports', {
    fileId: await upload('number,unit\nA,piece\n'),
    dryRun: true,
  })
  expect(lacks.body).toMatchObject({ code: 'validation.import_columns', values: { columns: 'name_en' } })
  const sheet = await stock.world.app.inject({ url: '/api/v1/parts.xlsx', headers: stock.keeper.headers })
  expect([sheet.statusCode, sheet.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
})
