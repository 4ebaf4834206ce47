import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const DAY = 86_400_000
const at = (days: number) => new Date(Date.now() - days * DAY).toISOString()
const dayOf = (days: number) => at(days).slice(0, 10)
const worth = async (query = '') => (await stock.boss.get(`/stock-worth?${query}`)).body

test('worth at any day by class, place, part and method: entries up to it, shares of places that add up, age by arrival', async () => {
  const code = `C-${newId().slice(-6)}`
  const { body: kind } = await stock.boss.post('/part-classes', { code, name: { en: 'Boards' }, method: 'fifo' })
  const [fifo, plain] = [await stock.part({ classId: kind.id }), await stock.part()]
  const [here, there] = [await stock.place(), await stock.place('depot')]
  const book = (verb: string, part: string, place: string, quantity: number, minor: number, days: number) =>
    stock.book(verb, place, [{ partId: part, quantity, ...(minor && { costMinor: String(minor) }) }], { at: at(days) })
  await book('receipt', fifo, here, 10, 1000, 200)
  await book('receipt', fifo, there, 5, 1003, 100)
  await book('issue', fifo, here, 4, 0, 60)
  await book('receipt', plain, here, 3, 100, 20)
  await book('issue', plain, here, 1, 0, 5)

  const now = await worth('by=class')
  expect(now.totals).toEqual([{ currency: 'CNY', parts: 2, minor: '1670', ages: ['67', '0', '729', '874', '0'] }])
  expect(now.rows.map((one: { label: string; minor: string }) => [one.label, one.minor])).toEqual([
    [code, '1603'],
    [null, '67'],
  ])
  const parts = (await worth(`by=part&classId=${kind.id}`)).rows
  expect(parts).toMatchObject([
    { key: fifo, quantity: 11, minor: '1603', name: { en: expect.any(String) }, unit: 'piece' },
  ])
  // 1603 over 6 here and 5 there.
  const places = (await worth(`by=place&classId=${kind.id}`)).rows
  expect(Object.fromEntries(places.map((one: { key: string; minor: string }) => [one.key, Number(one.minor)]))).toEqual(
    here < there ? { [here]: 874, [there]: 729 } : { [there]: 729, [here]: 874 },
  )
  expect((await worth('by=method')).rows.map((one: { key: string }) => one.key)).toEqual(['fifo', 'average'])
  const past = await Promise.all([250, 150, 80, 30, 10].map((days) => worth(`by=part&day=${dayOf(days)}`)))
  expect(past.map((one) => one.totals[0]?.minor)).toEqual([undefined, '1000', '2003', '1603', '1703'])
  expect((await worth(`by=place&placeId=${here}&day=${dayOf(80)}`)).totals[0].minor).toBe('1335')
  expect((await worth(`by=part&q=${'zzz'}`)).rows).toEqual([])
  expect(await stock.faults()).toEqual([])
})

test('a fact of a closed period changes nothing behind the closing; a correction since does', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const receive = (quantity: number, minor: string, days: number, more = {}) =>
    stock.book('receipt', place, [{ partId: part, quantity, costMinor: minor }], { at: at(days), ...more })
  const mine = async (days: number) => {
    const { rows } = await worth(`by=part&placeId=${place}${days ? `&day=${dayOf(days)}` : ''}`)
    return rows[0]?.minor
  }
  await receive(10, '1000', 90)
  await stock.book('issue', place, [{ partId: part, quantity: 5 }], { at: at(10) })
  expect((await stock.boss.post('/stock-closings', { until: at(40) })).status).toBe(201)
  const before = [await mine(80), await mine(50), await mine(20)]
  expect(before).toEqual(['1000', '1000', '1000'])
  expect((await receive(10, '3000', 70)).body.code).toBe('parts.period_closed')
  const late = await receive(10, '3000', 70, { isLate: true })
  expect(late.body).toMatchObject({ happenedAt: expect.stringContaining(dayOf(70)) })
  expect([await mine(80), await mine(50), await mine(20)]).toEqual(before)
  expect(await mine(0)).toBe('3500')
  // In the open period it stands where it happened, and the issue after it costs what it should have cost.
  expect((await receive(10, '2000', 30)).status).toBe(201)
  expect([await mine(50), await mine(20), await mine(0)]).toEqual(['1000', '3000', '5250'])
  const wrong = sql`insert into parts.value_entry (id, document_id, part_id, owner_id, account, reason, quantity, minor, stands_at)
    select gen_random_uuid(), document_id, part_id, owner_id, 'used', 'issue', 0, 0, ${at(60)}::timestamptz from parts.value_entry limit 1`
  await expect(stock.rows(wrong)).rejects.toThrow(/period_closed/)
  expect(await stock.faults()).toEqual([])
})

test('a station sees the worth of its own places; others are not shown it, and another company has its own', async () => {
  const station = (
    await stock.rows(sql<{ id: string }>`insert into network.station (id, number, name, kind, country, time_zone, path)
    select x, right(x::text, 6), 'Here', 'own', 'CN', 'Asia/Shanghai', array[x] from (select gen_random_uuid() as x) s returning id`)
  )[0]!.id
  const [part, mine, other] = [
    await stock.part(),
    await stock.place('station', { stationId: station }),
    await stock.place(),
  ]
  await stock.receive(part, mine, 3, 100)
  await stock.receive(part, other, 7, 100)
  const { tenant } = stock.world
  const chief = await tenant.as('station_manager', { stationId: station })
  expect((await chief.get('/stock-worth?by=part')).body.totals).toMatchObject([{ minor: '300' }])
  expect((await chief.get('/stock-worth?by=place')).body.rows).toMatchObject([{ key: mine, minor: '300' }])
  expect((await (await tenant.as('technician')).get('/stock-worth')).status).toBe(403)
  const stranger = await (await stock.world.makeTenant(`far-${newId().slice(-6)}`)).as('service_manager')
  expect((await stranger.get('/stock-worth?by=part')).body).toMatchObject({ rows: [], totals: [] })
})

test('the same as a spreadsheet, in the language of the reader', async () => {
  const answer = await stock.boss.get('/stock-worth/export?by=part', { 'accept-language': 'zh-CN' })
  expect(answer.headers['content-disposition']).toContain('stock-worth-part-')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(answer.raw.rawPayload as never)
  const sheet = book.worksheets[0]!
  const [header, rows] = [sheet.getRow(1).values as string[], (await worth('by=part')).rows]
  expect(header).toEqual(expect.arrayContaining(['金额', '30 天以内', '365 天以上']))
  expect(sheet.rowCount).toBe(rows.length + 1)
  const column = header.indexOf('金额')
  expect(sheet.getRow(2).getCell(column).value).toBeCloseTo(Number(rows[0].minor) / 100, 6)
})
