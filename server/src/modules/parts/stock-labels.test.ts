import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { wordsOf } from '../../kit/pdf/read.fixture.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const print = (items: object[], form = 'label_50x30', more = {}) =>
  stock.keeper.post('/stock-labels', { items, form, language: 'en', ...more })
const read = async (answer: Awaited<ReturnType<typeof print>>) => {
  expect(answer.status).toBe(200)
  return wordsOf(answer.raw.rawPayload)
}

test('labels of parts with serial or batch, of places and bins, as often as asked', async () => {
  const [part, place] = [await stock.part({ number: 'LBL-77', name: { en: 'Fan motor' } }), await stock.place()]
  const said = await read(
    await print([
      { kind: 'part', partId: part, serial: 'SN-1' },
      { kind: 'part', partId: part, batch: 'LOT-9', copies: 2 },
      { kind: 'bin', placeId: place, bin: 'A-01-3' },
      { kind: 'place', placeId: place },
    ]),
  )
  expect(said).toContain('Fanmotor')
  expect(said).toContain('SN-1')
  expect(said.match(/LOT-9/g)).toHaveLength(2)
  expect(said).toContain('A-01-3')
  expect(await read(await print([{ kind: 'part', partId: part }], 'sheet_40'))).toContain('LBL-77')
})

test('what is not there, what is not seen and too many are refused by name', async () => {
  const unknown = await print([{ kind: 'part', partId: newId() }])
  expect(unknown.body.errors[0]).toMatchObject({ path: 'items.0.partId', code: 'parts.unknown_part' })
  const [here, elsewhere] = [await stock.station('H'), await stock.station('E')]
  const place = await stock.place('station', { stationId: here })
  const far = await stock.world.tenant.as('parts_keeper', { stationId: elsewhere })
  const items = [{ kind: 'place', placeId: place }]
  expect((await far.post('/stock-labels', { items })).status).toBe(404)
  const part = await stock.part()
  const many = Array.from({ length: 6 }, () => ({ kind: 'part', partId: part, copies: 200 }))
  expect((await print(many)).body.errors[0]).toMatchObject({ path: 'items', code: 'parts.too_many_labels' })
})
