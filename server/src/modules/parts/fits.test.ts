import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
let familyId: string
let modelId: string
let otherId: string
beforeAll(async () => {
  const made = async (path: string, body: object) => (await stock.boss.post(path, body)).body.id
  familyId = await made('/families', { code: `F-${newId()}`, name: { en: 'AC' }, productClass: 'industrial' })
  modelId = await made('/models', { familyId, code: `M1-${newId()}`, name: { en: 'M1' } })
  otherId = await made('/models', { familyId, code: `M2-${newId()}`, name: { en: 'M2' } })
})
const fits = (part: string, ...fits: object[]) => stock.keeper.put(`/parts/${part}/fits`, { fits })
const fitting = async (query: string) => {
  const { body } = await stock.keeper.get(`/fitting-parts?modelId=${query}`)
  return body.items.map((one: { partId: string }) => one.partId)
}

test('the parts of a model and its family, of one serial by its range, with what replaces them and what is free', async () => {
  const [every, early, late, next] = [await stock.part(), await stock.part(), await stock.part(), await stock.part()]
  await fits(every, { familyId, position: 'fan' })
  await fits(early, { modelId, serialTo: 'AB-0999', position: 'board' })
  await fits(late, { modelId, serialFrom: 'AB-1000', serialTo: 'AB-10500', position: 'board' })
  expect((await fitting(modelId)).toSorted()).toEqual([every, early, late].toSorted())
  expect(await fitting(`${modelId}&serial=ab0500&position=board`)).toEqual([early])
  expect(await fitting(`${modelId}&serial=AB1000`)).toEqual([late, every])
  // Five digits come after four, whatever the letters say.
  expect(await fitting(`${modelId}&serial=AB10499`)).toEqual([late, every])
  expect(await fitting(`${modelId}&serial=AB10501`)).toEqual([every])
  expect(await fitting(otherId)).toEqual([every])
  await stock.keeper.post(`/parts/${every}/successors`, { successorId: next, fromOn: '2020-01-01' })
  await stock.receive(every, await stock.place(), 4)
  const { body } = await stock.keeper.get(`/fitting-parts?modelId=${otherId}`)
  expect(body.items[0]).toMatchObject({ partId: every, successorId: next, free: 4, quantity: 1, position: 'fan' })
  expect((await stock.keeper.get(`/parts/${late}`)).body.fits).toMatchObject([
    { modelId, serialFrom: 'AB1000', serialTo: 'AB10500', position: 'board' },
  ])
})

test('a fit names a family or a model, and its serials do not run backwards', async () => {
  const part = await stock.part()
  const wrong = async (...given: object[]) => (await fits(part, ...given)).body.errors?.[0] ?? {}
  expect(await wrong({})).toMatchObject({ path: 'fits.0.modelId', code: 'parts.family_or_model' })
  expect(await wrong({ modelId }, { modelId, familyId })).toMatchObject({ path: 'fits.1.modelId' })
  expect(await wrong({ modelId, serialFrom: 'B2', serialTo: 'B1' })).toMatchObject({ code: 'parts.serials_backwards' })
  expect((await fits(part, { modelId: newId() })).status).toBe(404)
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  expect((await stranger.put(`/parts/${part}/fits`, { fits: [] })).status).toBe(404)
  expect((await stranger.get(`/fitting-parts?modelId=${modelId}`)).status).toBe(404)
})

test('an order follows the terms of its supplier: the day by its lead time, nothing below its minimum', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const terms = { supplier: 'Acme Parts', leadDays: 12, minimum: 5, unitMinor: '250' }
  await stock.keeper.put(`/parts/${part}/suppliers`, { ...terms, leadDays: 30 })
  const { body } = await stock.keeper.put(`/parts/${part}/suppliers`, terms)
  expect(body.suppliers).toEqual([{ ...terms, number: null, pack: 1, lastOrderOn: null }])
  const order = (quantity: number, more = {}) =>
    stock.keeper.post('/purchase-orders', {
      ...{ supplier: ' acme parts', placeId: place },
      lines: [{ partId: part, quantity, unitMinor: '250', ...more }],
    })
  expect((await order(4)).body.errors[0]).toMatchObject({
    ...{ path: 'lines.0.quantity', code: 'parts.below_minimum', values: { minimum: 5 } },
  })
  const day = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10)
  expect((await order(5)).body.lines[0].expectedOn).toBe(day)
  expect((await order(5, { expectedOn: '2031-01-01' })).body.lines[0].expectedOn).toBe('2031-01-01')
})
