import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { sentFile } from '../../../test/upload.ts'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const bring = async (file: { name: string; type: string; content: Buffer | string }, dryRun = false) => {
  const fileId = await sentFile(stock.keeper, 'table', file as never)
  return (await stock.keeper.post('/parts/imports', { fileId, dryRun })).body
}
const csv = (text: string) => ({ name: 'parts.csv', type: 'text/csv', content: text })
const sheetNow = async () =>
  (await stock.world.app.inject({ url: '/api/v1/parts.xlsx', headers: stock.keeper.headers })).rawPayload
const tag = newId().slice(-5).toUpperCase()

test('the catalogue goes out as a spreadsheet with everything a part is and comes back without a change; one cell changed changes one part', async () => {
  const code = `BAT${tag}`
  const { body: kind } = await stock.boss.post('/part-classes', { code, name: { en: 'Batteries' }, method: 'fifo' })
  const travels = {
    originCountry: 'CN',
    unNumber: '3480',
    hazardClass: '9',
    packingGroup: 'II',
    lithium: 'ion',
    netGrams: 1250,
  }
  const old = await stock.part({
    ...{
      number: `OLD-${tag}`,
      name: { en: 'Battery', 'zh-CN': '电池', 'zh-TW': '電池' },
      classId: kind.id,
      tracking: 'batch',
    },
    ...{ shelfLifeDays: 365, oldPartDueDays: 14, coreMinor: '12050', coreCurrency: 'CNY', needsProof: true },
    ...{ customsCode: '850760', hazardCode: 'Keep dry', repairCode: 'CELL', ...travels },
  })
  const next = await stock.part({ number: `NEW-${tag}` })
  for (const [kind, issuer, number] of [
    ['maker', 'Acme', 'A-1'],
    ['barcode', 'GS1', '6901234567892'],
    ['other', 'A shop', 'X 9'],
  ])
    await stock.keeper.post(`/parts/${old}/numbers`, { kind, issuer, number })
  await stock.keeper.post(`/parts/${old}/units`, { unit: 'box', numerator: 12, denominator: 1 })
  await stock.keeper.post(`/parts/${old}/units`, { unit: 'third', numerator: 1, denominator: 3 })
  await stock.keeper.post(`/parts/${old}/successors`, { successorId: next, fromOn: '2027-01-01', bothWays: true })

  const terms = { number: 'S-1', leadDays: 12, minimum: 4, unitMinor: '1250', pack: 2, lastOrderOn: '2027-06-30' }
  await stock.keeper.put(`/parts/${old}/suppliers`, { supplier: 'Cool Parts', ...terms })
  await stock.keeper.put(`/parts/${old}/suppliers`, { supplier: 'Plain AG', leadDays: 3 })

  const out = await sheetNow()
  const file = { name: 'parts.xlsx', type: XLSX, content: out }
  expect(await bring(file, true)).toMatchObject({ added: 0, changed: 0, refused: 0, findings: [] })
  const before = (await stock.keeper.get(`/parts/${old}`)).body
  expect(before).toMatchObject(travels)

  const book = new ExcelJS.Workbook()
  await book.xlsx.load(out as never)
  const page = book.worksheets[0]!
  const headers = (page.getRow(1).values as string[]).slice(1)
  expect(headers).toHaveLength(27)
  const at = (column: string) => headers.indexOf(column) + 1
  page.eachRow((row) => {
    if (row.getCell(at('number')).text !== `OLD-${tag}`) return
    row.getCell(at('net_grams')).value = '1300'
    expect(row.getCell(at('suppliers')).text).toBe(
      'Cool Parts | S-1 | 12.50 | 12 | 4 | 2 | 2027-06-30\nPlain AG |  |  | 3',
    )
    row.getCell(at('suppliers')).value = 'cool parts | S-2 | 13 | 10\nThird Ltd | | 9.90 | 5 | 0.5'
    row.getCell(at('numbers')).value = `${row.getCell(at('numbers')).text}\nsupplier | Parts AG | 77`
  })
  const changed = { ...file, content: Buffer.from(await book.xlsx.writeBuffer()) }
  expect(await bring(changed)).toMatchObject({ dryRun: false, added: 0, changed: 1, refused: 0 })
  const after = (await stock.keeper.get(`/parts/${old}`)).body
  const { version: _, netGrams, numbers, suppliers, ...rest } = after
  expect([netGrams, numbers.length]).toEqual([1300, 4])
  expect(suppliers).toMatchObject([
    { supplier: 'Plain AG', leadDays: 3 },
    { supplier: 'Third Ltd', number: null, unitMinor: '990', leadDays: 5, minimum: 0.5 },
    { supplier: 'cool parts', number: 'S-2', unitMinor: '1300', leadDays: 10, minimum: 0, pack: 1, lastOrderOn: null },
  ])
  expect(before).toMatchObject(rest)
})

test('a file with the numbers of another catalogue brings parts in whole, successors from further down included; what it leaves out stays', async () => {
  const head =
    'number,name_en,class,core_amount,core_currency,un_number,hazard_class,numbers,units,superseded_by,is_active\n'
  const rows = `K1-${tag},Cell,,9.5,CNY,UN3480,9,"maker | Acme | Z1; barcode | GS1 | 42",box = 6,K2-${tag} | 2027-02-01,no\nK2-${tag},Cell 2,,,,,,,,,\n`
  expect(await bring(csv(head + rows))).toMatchObject({ dryRun: false, added: 2, refused: 0 })
  const [found] = (await stock.keeper.get(`/parts?filter[number]=K1-${tag}`)).body.items
  const part = async () => (await stock.keeper.get(`/parts/${found.id}`)).body
  expect(await part()).toMatchObject({
    ...{ coreMinor: '950', coreCurrency: 'CNY', unNumber: '3480', hazardClass: '9', isActive: false },
    units: [{ unit: 'box', numerator: 6, denominator: 1 }],
    successors: [{ number: `K2-${tag}`, fromOn: '2027-02-01', bothWays: false }],
  })
  expect((await part()).numbers).toHaveLength(2)
  expect(await bring(csv(`number,name_en\nK1-${tag},Cell pack\n`))).toMatchObject({ changed: 1 })
  expect(await part()).toMatchObject({ name: { en: 'Cell pack' }, coreMinor: '950', unNumber: '3480', isActive: false })
})

test('bad rows are named with row and column: class, deposit, battery, numbers, units, successors and circles', async () => {
  const head =
    'number,name_en,class,core_amount,core_currency,un_number,hazard_class,lithium,numbers,units,superseded_by\n'
  const bad = [
    ['Q1', 'nobody', '', '', '', '', '', '', '', ''],
    ['Q2', '', '5', '', '', '', '', '', '', ''],
    ['Q3', '', '', '', '1202', '', '', '', '', ''],
    ['Q4', '', '', '', '1202', '3', 'ion', '', '', ''],
    ['Q5', '', '', '', '12', 'x', '', '', '', ''],
    ['Q6', '', '', '', '', '', '', 'maker | Acme', '', ''],
    ['Q7', '', '', '', '', '', '', '', 'box', ''],
    ['Q8', '', '', '', '', '', '', '', '', 'NOBODY | 2027-01-01'],
    ['Q9', '', '', '', '', '', '', '', '', 'Q9 | 2027-01-01'],
  ].map(([number, ...cells]) => [number, 'Bad', ...cells].join(','))
  const report = await bring(csv(`${head}${bad.join('\n')}\n`))
  expect(report).toMatchObject({ dryRun: true, refused: 9 })
  expect(
    report.findings.map((one: { row: number; column: string; code: string }) => [one.row, one.column, one.code]),
  ).toEqual([
    [2, 'class', 'parts.unknown_class'],
    [3, 'core_currency', 'validation.required'],
    [4, 'hazard_class', 'validation.required'],
    [5, 'un_number', 'parts.un_of_lithium'],
    [6, 'hazard_class', 'validation.invalid'],
    [7, 'numbers', 'validation.invalid'],
    [8, 'units', 'validation.invalid'],
    [9, 'superseded_by', 'parts.unknown_part'],
    [10, 'superseded_by', 'parts.circle'],
  ])
})

test('a supplier that cannot be read is named with its row and field, and nothing of the file is kept', async () => {
  const cells = [
    '| A-1 | 1 | 3',
    'Acme | A-1 | 12.505 | 3',
    'Acme | A-1 | -1 | 3',
    'Acme | A-1 | 12.50',
    'Acme | A-1 | 12.50 | soon',
    'Acme | A-1 | 12.50 | 3 | -4',
    'Acme | A-1 | 12.50 | 3 | 4 | 0',
    'Acme | A-1 | 12.50 | 3 | 4 | 1 | never',
    'Acme | | | 3; ACME | | | 4',
  ].map((cell, i) => `S${i}-${tag},Sold,"${cell}"`)
  const report = await bring(csv(`number,name_en,suppliers\nS-${tag},Sold,Acme | | | 3\n${cells.join('\n')}\n`))
  expect(report).toMatchObject({ dryRun: true, refused: 9 })
  expect(
    report.findings.map((one: { row: number; column: string; code: string }) => [one.row, one.column, one.code]),
  ).toEqual([
    [3, 'suppliers › supplier', 'validation.required'],
    [4, 'suppliers › price', 'validation.invalid'],
    [5, 'suppliers › price', 'validation.invalid'],
    [6, 'suppliers › lead_days', 'validation.required'],
    [7, 'suppliers › lead_days', 'validation.invalid'],
    [8, 'suppliers › minimum', 'validation.invalid'],
    [9, 'suppliers › pack', 'validation.invalid'],
    [10, 'suppliers › last_order_on', 'validation.invalid'],
    [11, 'suppliers › supplier', 'validation.duplicate'],
  ])
  expect((await stock.keeper.get(`/parts?filter[number]=S-${tag}`)).body.items).toEqual([])
})

test('a lithium battery names the UN number it travels under, on its form too', async () => {
  const add = (more: object) =>
    stock.keeper.post('/parts', { number: `L-${newId().slice(-6)}`, name: { en: 'Cell' }, ...more })
  const refused = await add({ lithium: 'metal', unNumber: '3480', hazardClass: '9' })
  expect([refused.status, refused.body.errors]).toMatchObject([
    422,
    [{ path: 'unNumber', code: 'parts.un_of_lithium' }],
  ])
  const { body } = await add({ lithium: 'metal', unNumber: '3091', hazardClass: '9' })
  const change = await stock.keeper.patch(`/parts/${body.id}`, { unNumber: null }, { 'if-match': `"${body.version}"` })
  expect([change.status, change.body.errors]).toMatchObject([422, [{ path: 'unNumber' }]])
})
