import { writePartCode } from '@aftercare/rules'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const scan = async (text: string, who = stock.keeper) =>
  (await who.get(`/stock-scans?text=${encodeURIComponent(text)}`)).body
let place: string
let bearing: string
let board: string
let oil: string

beforeAll(async () => {
  place = await stock.place()
  bearing = await stock.part({ number: 'AC-BRG-100' })
  board = await stock.part({ number: 'AC-PCB-7', tracking: 'serial' })
  oil = await stock.part({ number: 'OIL-1', tracking: 'batch', shelfLifeDays: 400 })
  await stock.keeper.post(`/parts/${bearing}/numbers`, { kind: 'barcode', issuer: 'GS1', number: '9506000134352' })
  await stock.book('receipt', place, [
    { partId: board, quantity: 2, serials: ['PCB-0001', 'PCB-0002'] },
    { partId: oil, quantity: 5, batch: 'L42', expiresOn: '2032-05-01' },
  ])
})

test('a part by its number, with or without dashes, and by the trade number of its box', async () => {
  for (const text of [
    'AC-BRG-100',
    'acbrg100',
    '9506000134352',
    '0109506000134352' + '10L9',
    writePartCode({ number: 'AC-BRG-100' }),
  ])
    expect((await scan(text)).parts, text).toMatchObject([{ id: bearing, tracking: 'none', serial: null }])
})

test('a serial says its part and where it lies; one that is new is taken from its label', async () => {
  expect((await scan('pcb0002')).parts).toMatchObject([{ id: board, serial: 'PCB-0002', placeId: place }])
  const label = writePartCode({ number: 'AC-PCB-7', serial: 'PCB-0099' })
  expect((await scan(label)).parts).toMatchObject([{ id: board, serial: 'PCB-0099', placeId: null }])
  expect((await scan('PCB-0099')).parts).toEqual([])
})

test('a batch says its part and its last day, and that it is blocked', async () => {
  expect((await scan('L42')).parts).toMatchObject([
    { id: oil, batch: 'L42', expiresOn: '2032-05-01', isBlocked: false },
  ])
  const label = writePartCode({ number: 'OIL-1', batch: 'L43', expiresOn: '2033-01-31' })
  expect((await scan(label)).parts).toMatchObject([{ id: oil, batch: 'L43', expiresOn: '2033-01-31' }])
  const [batch] = await stock.rows(
    sql<{ id: string }>`select id from parts.batch where part_id = ${oil} and code = 'L42'`,
  )
  await stock.boss.put(`/batches/${batch!.id}/block`, { reason: 'leaks' })
  expect((await scan('L42')).parts).toMatchObject([{ isBlocked: true }])
})

test('papers, places and bins are told apart; nothing known is an empty answer', async () => {
  const wish = await stock.keeper.post('/part-requests', { placeId: place, lines: [{ partId: bearing, quantity: 1 }] })
  expect(await scan(wish.body.number.toLowerCase())).toMatchObject({
    document: { kind: 'part_request', id: wish.body.id },
  })
  const { body } = await stock.keeper.get(`/stock-places/${place}`)
  expect((await scan(body.code)).place).toEqual({ id: place, name: body.name })
  expect(await scan('BIN:A-01-3')).toMatchObject({ bin: 'A-01-3', parts: [], place: null })
  expect(await scan('nobody-knows')).toMatchObject({ parts: [], document: null, place: null, bin: null })
})

test('another company and another station see none of it', async () => {
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  expect((await scan('AC-BRG-100', stranger)).parts).toEqual([])
  const [stationId, elsewhere] = [await stock.station('Near'), await stock.station('Far')]
  const near = await stock.place('station', { stationId })
  await stock.book('receipt', near, [{ partId: board, quantity: 1, serials: ['PCB-NEAR'] }])
  const far = await stock.world.tenant.as('parts_keeper', { stationId: elsewhere })
  expect((await scan('PCB-NEAR', far)).parts).toMatchObject([{ id: board, placeId: null, place: null }])
  expect((await far.get(`/stock-places/${near}/bins`)).status).toBe(404)
  expect((await far.put(`/stock-places/${near}/bins`, { items: [{ partId: board, bin: 'A1' }] })).status).toBe(404)
})

test('put away: a part has one bin at a place, shown with the stock, and loses it again', async () => {
  const put = (items: object[]) => stock.keeper.put(`/stock-places/${place}/bins`, { items })
  await put([{ partId: board, bin: 'B-2' }])
  const { body } = await put([
    { partId: board, bin: 'A-1' },
    { partId: oil, bin: 'A-0' },
  ])
  expect(body.items).toEqual([
    { partId: oil, bin: 'A-0' },
    { partId: board, bin: 'A-1' },
  ])
  expect((await stock.keeper.get(`/stock?filter[partId]=${board}&filter[placeId]=${place}`)).body.items[0].bin).toBe(
    'A-1',
  )
  expect((await stock.keeper.get(`/stock-places/${place}/bins?partIds=${oil}`)).body.items).toHaveLength(1)
  await put([{ partId: oil, bin: null }])
  expect((await stock.keeper.get(`/stock-places/${place}/bins?partIds=${oil}`)).body.items).toEqual([])
  const unknown = await put([{ partId: newId(), bin: 'A-1' }])
  expect(unknown.body.errors[0]).toMatchObject({ path: 'items.0.partId', code: 'parts.unknown_part' })
})
